"""What a search answers."""

from __future__ import annotations

import strawberry

from schema.declare import Node


@strawberry.type(description="A part of a name, in Unicode code points.")
class Highlight:
    """Where a name matches a text."""

    start: int = strawberry.field(description="Where it starts, from 0.")
    end: int = strawberry.field(description="Where it ends, exclusive.")


@strawberry.type(description="A node that a search has found.")
class SearchHit:
    """A hit of `search`."""

    node: Node = strawberry.field(description="What was found.")
    score: float = strawberry.field(
        description="How well it matches: 1 where a name is the text, from 0.8 where one "
        "starts with it, from 0.6 where one has it inside, below that with a mistake."
    )
    matched: str = strawberry.field(description="The name that matched.")
    highlights: list[Highlight] = strawberry.field(
        description="The parts of `matched` that match, in order."
    )


@strawberry.type(description="A name that begins as what is being typed, or has it inside.")
class Suggestion:
    """A hit of `suggest`."""

    node: Node = strawberry.field(description="What has the name.")
    matched: str = strawberry.field(description="The name to show.")
    highlights: list[Highlight] = strawberry.field(
        description="The parts of `matched` that match, in order."
    )
