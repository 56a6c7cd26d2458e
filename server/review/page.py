"""The page of a review: the text with its passages, and what is drafted from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from urllib.parse import urlencode

from seed.review.decisions import Question
from seed.review.desk import Desk
from seed.review.state import Status
from server.review.dialogs import dialogs
from server.review.markup import Markup, element, join
from server.review.view import Card, Row, cards, open_by_text
from server.review.words import ENGLISH, THAI, say, spoken

_BUTTONS = (
    ("add", "New fact", "n"),
    ("award", "New award", "Shift+n"),
    ("undo", "Take back", "u"),
    ("help", "Keys", "?"),
)


_OF_THE_SCRIPT = (
    "That is the last one; ] leads to the next text.",
    "That is the first one.",
    "There is nothing to link here.",
    "Only a fact can be set aside.",
    "The review has ended; start it again: all decisions are kept.",
)


def page(desk: Desk, document: str) -> str:
    """The whole page, with one of the texts."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{desk.folder.name}: review"),
        element("link", rel="icon", href="data:,"),
        element("link", rel="stylesheet", href="review.css"),
        element("script", src="review.js", defer=True),
    )
    body = element(
        "body",
        element("div", header(desk, document), id="header"),
        element(
            "main",
            element(
                "section", text(desk, document), id="text", aria_label=say("Text"), tabindex="0"
            ),
            element("section", facts(desk, document), id="facts", aria_label=say("Draft facts")),
        ),
        element("p", id="said", role="status", aria_live="polite"),
        *dialogs(desk),
        data_document=document,
        data_revision=desk.revision,
        data_words=json.dumps({words: say(words) for words in _OF_THE_SCRIPT}),
    )
    return "<!doctype html>" + element("html", head, body, lang=spoken())


def parts(desk: Desk, document: str) -> dict[str, str]:
    """What a page shows anew after an act, by the id of the element."""
    return {
        "header": header(desk, document),
        "text": text(desk, document),
        "facts": facts(desk, document),
    }


def header(desk: Desk, document: str) -> Markup:
    """Which text it is, how far the review is, and what can be pressed."""
    state, counts = desk.state, open_by_text(desk)
    options = [
        element(
            "option",
            f"{line.id.partition(':')[2]} · {counts[line.id] or say('done')} · "
            f"{line.properties.get('title', '')}",
            value=line.id,
            selected=line.id == document,
        )
        for line in desk.documents
    ]
    progress = say("{decided} of {total} decided", decided=state.decided, total=state.total)
    other, called = (ENGLISH, "English") if spoken() == THAI else (THAI, "ไทย")
    return element(
        "header",
        element("h1", say("Review of "), element("b", desk.folder.name)),
        element("label", say("Text"), " ", element("select", *options, id="document", lang="th")),
        element(
            "span",
            element("progress", value=state.decided, max=max(state.total, 1), aria_label=progress),
            " ",
            element("span", progress, id="progress"),
            class_="progress",
        ),
        element("span", f"{desk.reviewer}", class_="reviewer"),
        *(
            element("button", say(words), type="button", data_act=act, aria_keyshortcuts=key)
            for act, words, key in _BUTTONS
        ),
        element(
            "a",
            called,
            href=f"?{urlencode({'document': document, 'lang': other})}",
            lang=other,
            hreflang=other,
        ),
    )


def text(desk: Desk, document: str) -> Markup:
    """The text with every passage marked; nothing but its code points, in order."""
    original = desk.texts.get(document, "")
    rows = [row for card in cards(desk, document) for row in card.rows if row.span]
    return element("div", *_pieces(original, rows), id="words", lang="th", dir="auto")


def _pieces(original: str, rows: Sequence[Row]) -> Iterable[Markup]:
    """The text cut where a passage starts or ends."""
    starts: dict[int, list[Row]] = {}
    ends: dict[int, list[Row]] = {}
    for row in rows:
        if row.span:
            starts.setdefault(row.span.start, []).append(row)
            ends.setdefault(row.span.end, []).append(row)
    bounds = sorted({0, len(original), *starts, *ends})
    covering: dict[str, Row] = {}
    for start, end in pairwise(bounds):
        for row in ends.get(start, ()):
            covering.pop(row.id, None)
        covering.update((row.id, row) for row in starts.get(start, ()))
        words = original[start:end]
        if covering:
            status = _strongest(covering.values())
            yield element("mark", words, class_=status, data_rows=" ".join(covering))
        else:
            yield element("span", words)


def _strongest(rows: Iterable[Row]) -> str:
    """What waits is shown first, then what is accepted."""
    found = {row.standing.status for row in rows}
    order = (Status.OPEN, Status.ACCEPTED, Status.ANSWERED, Status.REJECTED, Status.DISMISSED)
    return next(status for status in order if status in found)


def facts(desk: Desk, document: str) -> Markup:
    """The cards of a text."""
    found = cards(desk, document)
    if not found:
        nothing = "Nothing is drafted from this text. Press n or N to add what it says."
        return element("p", say(nothing))
    return join([_card(card) for card in found])


def _card(card: Card) -> Markup:
    state = say("{open} undecided", open=card.open) if card.open else say("done")
    return element(
        "article",
        element(
            "h2",
            element("span", card.title if card.subject else say(card.title), lang="th"),
            " ",
            element("small", " ".join(filter(None, [card.subject, f"({state})"]))),
        ),
        *map(_row, card.rows),
        data_subject=card.subject,
    )


def _row(row: Row) -> Markup:
    status = row.standing.status
    who = row.standing.review
    note = " · ".join(filter(None, [say(status), row.standing.note, str(who or "")]))
    words = row.words if row.span else say(row.words)
    rivals = say("It is also said: {others}", others=", ".join(row.rivals)) if row.rivals else ""
    is_question = isinstance(row.about, Question)
    return element(
        "div",
        element("span", row.label, class_="label"),
        element("span", words, class_="words", lang="th"),
        element("span", row.basis, rivals and element("b", " · ", rivals), class_="basis"),
        element("span", note, class_="note", lang="th"),
        element(
            "span",
            _button("accept", "Accept", "a"),
            _button("reject", "Reject", "r"),
            _button("edit", "Correct", "e"),
            _button("link", "Answer" if is_question else "Link", "l") if _links(row) else None,
            _button("aside", "Set aside", "s") if rivals else None,
            class_="acts",
        ),
        class_=f"row {status}",
        id=f"row-{row.id}",
        tabindex="-1",
        role="group",
        aria_label=f"{row.label}: {words}. {row.basis}. {rivals} {note}",
        data_row=row.id,
        data_status=status,
        data_kind="question" if is_question else "fact",
        data_start=row.span.start if row.span else None,
        data_end=row.span.end if row.span else None,
        data_object=row.words if is_question else row.about.object,  # type: ignore[union-attr]
        data_words=row.about.words if isinstance(row.about, Question) else None,
        data_choices=" ".join(row.choices) or None,
        data_links=row.links,
        data_answer=row.is_answered,
    )


def _links(row: Row) -> bool:
    return row.links or row.is_answered or bool(row.choices)


def _button(act: str, words: str, key: str) -> Markup:
    return element(
        "button", say(words), type="button", data_act=act, aria_keyshortcuts=key, tabindex="-1"
    )
