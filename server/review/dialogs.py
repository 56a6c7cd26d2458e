"""The dialogs of the page: what is asked of a reviewer before something is done."""

from __future__ import annotations

from collections.abc import Mapping

from seed.review.desk import Desk
from seed.rules import REASONS
from server.review.forms import AWARD, FACT, Field
from server.review.markup import Markup, element, join
from server.review.words import say, spoken

KEYS = (
    ("j, k", "the next and the previous one; J, K: the next and the previous that is undecided"),
    ("a", "accept it; A: all of its card that is undecided"),
    ("r", "reject it, with a reason; R: all of its card that is undecided"),
    ("e", "correct what it says, and where"),
    ("l", "link it to an organization, or choose an answer"),
    ("s", "set it aside: it is kept, and another statement is followed"),
    ("n", "a new fact; N: a new award; from selected words, or words that are looked for"),
    ("u", "take back the last step"),
    ("[, ]", "the previous and the next text"),
    ("?", "this list"),
)


def dialogs(desk: Desk) -> list[Markup]:
    """All of them; none is shown before its key is pressed."""
    return [
        _dialog("reject", "Why is it wrong?", _field("Reason", "reason", required=True)),
        _dialog(
            "edit",
            "Correct",
            _field("What it says", "object", required=True, list="choices"),
            element("datalist", id="choices"),
            *_passage("Elsewhere in the text: first words … last words"),
        ),
        _dialog(
            "choose",
            "Choose the answer",
            element(
                "label", element("span", say("Answer")), element("select", name="object", lang="th")
            ),
        ),
        _dialog(
            "link",
            "Which organization is it?",
            _field("Search by name, short name or id", "words"),
            element("ol", class_="found bodies", aria_label=say("Found")),
            _under(),
        ),
        _dialog(
            "aside",
            "Why is another statement followed?",
            _choice("Reason", "reason", REASONS, is_required=True),
        ),
        _dialog(
            "add",
            "A fact that was missed",
            *_passage(),
            *(_asked(desk, field) for field in FACT),
            element("datalist", id="subjects"),
            element("datalist", id="predicates"),
        ),
        _dialog(
            "award",
            "An award that was missed",
            *_passage(),
            *(_asked(desk, field) for field in AWARD),
        ),
        _dialog("help", "Keys", _keys()),
    ]


def _passage(label: str = "The words of the text that say it: first … last") -> list[Markup]:
    """The passage of a form: what is selected in the text, or words that are looked for in it."""
    return [
        _field(label, "passage"),
        element("ol", class_="found places", aria_label=say("Found in the text")),
        element("p", class_="selected", lang="th", aria_live="polite"),
    ]


def _asked(desk: Desk, field: Field) -> Markup:
    """A field of a form: a search, a choice of what there is, or a line to write."""
    if field.is_search:
        return join(
            [
                _field(say("{field}: search, then choose", field=say(field.label)), "words"),
                element("ol", class_="found bodies", aria_label=say("Found")),
                element("input", type="hidden", name=field.name),
                element("p", class_="chosen", lang="th", aria_live="polite"),
                _under(),
            ]
        )
    choices = field.choices(desk, {})
    if not choices:
        suggested = {"subject": "subjects", "predicate": "predicates"}.get(field.name)
        return _field(field.label, field.name, required=field.is_required, list=suggested)
    return _choice(field.label, field.name, choices, is_required=field.is_required)


def _choice(label: str, name: str, choices: Mapping[str, str], *, is_required: bool) -> Markup:
    options = [element("option", say(words), value=id) for id, words in choices.items()]
    first = element("option", say("choose one" if is_required else "not stated"), value="")
    select = element("select", first, *options, name=name, lang=spoken(), required=is_required)
    return element("label", element("span", say(label)), select)


def _under() -> Markup:
    """Whether what is searched for is the body that a new unit stands under."""
    return element(
        "label",
        element("input", type="checkbox", name="under"),
        " ",
        say("a new unit that stands under it"),
        class_="under",
    )


def _dialog(name: str, title: str, *fields: Markup) -> Markup:
    is_question = name != "help"
    return element(
        "dialog",
        element(
            "form",
            element("h2", say(title)),
            *fields,
            element("p", class_="wrong", role="alert"),
            element(
                "p",
                element("button", say("Save"), class_="save") if is_question else None,
                element("button", say("Close (Esc)"), type="button", data_act="close"),
                class_="ends",
            ),
            method="dialog",
        ),
        id=f"dialog-{name}",
        aria_label=say(title),
    )


def _field(label: str, name: str, **more: str | bool | None) -> Markup:
    field = element("input", name=name, autocomplete="off", lang="th", **more)
    return element("label", element("span", say(label)), field)


def _keys() -> Markup:
    rows = [
        element("tr", element("th", element("kbd", keys), scope="row"), element("td", say(what)))
        for keys, what in KEYS
    ]
    return element("table", *rows)
