"""Where a Neo4j is, and as whom to speak to it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Address:
    """A database: ``uri`` as the driver takes it, such as ``bolt://127.0.0.1:7687``."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"

    @property
    def routes(self) -> bool:
        """Whether the driver asks the server which others there are, and chooses among them."""
        return self.uri.startswith("neo4j")
