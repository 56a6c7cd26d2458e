"""Requests made up by the grammar of GraphQL and the schema: many valid, the others nearly."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_input_type,
)

TEXTS = (
    *("", "x", " ", "org:msdhs", "TH-10", "award", "กาญจนบุรี", "๒๕๖๕", "2022-09-12", "31/1/2565"),
    *("2022-02-30", "2020-01-01T00:00:00Z", "null", "%", "'", '"', "\\", "\n", "\0", "\u200b"),
    *("\ud800", "\U0001f600", "e\u0301", "ำ" * 50, "a" * 3000, "{", "$a", "`", "*", "?", "MQ=="),
)
NUMBERS = (0, 1, 2, 5, 20, 1000, 1001, -1, 2**31 - 1, 2**31, 2**63, 10**40, 1.5, 1e308, -0.0)
DAYS = {
    "Date": ("2022-09-12", "๓๑ ม.ค. ๖๕", "31/1/2565"),
    "DateTime": ("2020-01-01T00:00:00Z", "2100-01-01T00:00:00+07:00"),
}
JUNK = (
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    "...",
    "@",
    "$",
    "!",
    "=",
    "|",
    "&",
    '"',
    '"""',
    "#",
    "\\",
)
EDITS = (*JUNK, "\ufeff", "\0", "é", "ก", "\u2028", "fragment", "on", "null", "query", "0", " ")


class Grammar:
    """Makes up requests; the same seed makes up the same ones."""

    def __init__(self, schema: GraphQLSchema, seed: int) -> None:
        self._schema = schema
        self._random = random.Random(seed)
        self._inputs = [name for name, each in schema.type_map.items() if is_input_type(each)]
        self._composites = [
            name
            for name, each in schema.type_map.items()
            if is_composite_type(each) and not name.startswith("__")
        ]
        self._variables: dict[str, Any] = {}
        self._declared: list[str] = []
        self._fragments: list[str] = []
        self._is_careful = True

    def request(self) -> bytes:
        """The body of a request."""
        self._variables, self._declared, self._fragments = {}, [], []
        self._is_careful = self._chance(0.6)
        content: dict[str, Any] = {"query": self._edited(self._document(), 0.3)}
        content["variables"] = self._junk() if self._slips(0.1) else self._variables
        if self._slips(0.1):
            content["operationName"] = self._one((None, "", "Q", "R", 1, *TEXTS))
        if self._slips(0.1):
            content["extensions"] = self._one((None, {}, {"cost": True}, {"cost": 1}, [], "x"))
        text = self._edited(json.dumps(content), 0.1)
        return text.encode("utf-8", "surrogatepass")

    def _chance(self, part: float) -> bool:
        return self._random.random() < part

    def _slips(self, part: float) -> bool:
        """Whether something is to be wrong, as it is in some requests and not in others."""
        return not self._is_careful and self._chance(part)

    def _one(self, values: Sequence[Any]) -> Any:
        return self._random.choice(values)

    def _edited(self, text: str, part: float) -> str:
        """A text, in some cases with something in it replaced, left out, put in or repeated."""
        if not text or not self._slips(part):
            return text
        for _ in range(self._random.randint(1, 4)):
            start = self._random.randrange(len(text) + 1)
            end = start + self._random.choice((0, 0, 1, 1, 3, 30))
            middle = self._one((*EDITS, "", text[start:end] * self._random.randint(1, 20)))
            text = text[:start] + middle + text[end:]
        return text

    # Documents

    def _document(self) -> str:
        query = self._schema.query_type
        body = self._selections(query, self._random.randint(2, 6))
        head = f"query Q({' '.join(self._declared)}) " if self._declared else ""
        others = ["query R { __typename }"] if self._slips(0.05) else []
        return "\n".join([head + body, *self._fragments, *others])

    def _spread(self, type: Any, depth: int) -> str:
        """A fragment, spread once; or one that may be anything, or not be there."""
        if self._slips(0.2):
            return f"...F{self._random.randint(0, 3)}"
        inner = self._selections(type, depth - 1)
        name = f"F{len(self._fragments)}"
        self._fragments.append(f"fragment {name} on {type.name} {inner}")
        return f"...{name}"

    def _selections(self, type: Any, depth: int) -> str:
        count = self._random.choice((1, 1, 2, 3, 4))
        return "{ " + " ".join(self._selection(type, depth) for _ in range(count)) + " }"

    def _selection(self, type: Any, depth: int) -> str:
        if self._chance(0.05) and depth > 0:
            return f"{self._spread(type, depth)} {self._directive()}"
        if self._chance(0.08) and depth > 0:
            name = self._one(self._composites) if self._slips(0.4) else type.name
            inner = self._selections(self._schema.type_map[name], depth - 1)
            return f"... on {name} {self._directive()} {inner}"
        return self._field(type, depth)

    def _field(self, type: Any, depth: int) -> str:
        fields = getattr(type, "fields", {})
        leaves = [n for n, f in fields.items() if not is_composite_type(get_named_type(f.type))]
        names = list(fields) if depth > 0 else leaves
        alias = f"a{self._random.randint(0, 999)}: " if self._chance(0.3) else ""
        if self._slips(0.03):
            return f"{alias}{self._one(('nothing', '__schema { types { name } }', '__type'))}"
        if not names:
            return f"{alias}__typename"
        name = self._one(names)
        field = fields[name]
        below = get_named_type(field.type)
        inner = self._selections(below, depth - 1) if is_composite_type(below) else ""
        return f"{alias}{name}{self._arguments(field.args)} {self._directive()} {inner}"

    def _directive(self) -> str:
        if not self._chance(0.05):
            return ""
        name = self._one(("deprecated", "nothing") if self._slips(0.2) else ("skip", "include"))
        value = self._one((self._variable, lambda _: "true", lambda _: "false"))("Boolean!")
        return f"@{name}(if: {value})"

    def _arguments(self, arguments: Any) -> str:
        given = [
            f"{name}: {self._value(argument.type)}"
            for name, argument in arguments.items()
            if self._chance(0.9 if isinstance(argument.type, GraphQLNonNull) else 0.15)
        ]
        return f"({', '.join(given)})" if given else ""

    def _variable(self, type: str) -> str:
        name = f"v{len(self._declared)}"
        declared = self._one(self._inputs) if self._slips(0.05) else type
        self._declared.append(f"${name}: {declared}")
        if not self._slips(0.1):
            self._variables[name] = self._json(type)
        return f"${name}"

    # Values

    def _value(self, type: Any, depth: int = 0) -> str:
        """A value as GraphQL text."""
        if self._slips(0.04):
            return str(self._one((*JUNK, "null", "NOTHING", "{}", "[]", "[[1]]", "{a: 1}")))
        if self._chance(0.1) and depth == 0:
            return self._variable(str(type))
        kind = type.of_type if isinstance(type, GraphQLNonNull) else type
        if isinstance(kind, GraphQLList):
            values = (self._value(kind.of_type, depth + 1) for _ in range(self._few()))
            return f"[{', '.join(values)}]"
        if isinstance(kind, GraphQLInputObjectType):
            names = self._names(kind, depth)
            pairs = (f"{n}: {self._value(kind.fields[n].type, depth + 1)}" for n in names)
            return f"{{{', '.join(pairs)}}}"
        if isinstance(kind, GraphQLEnumType):
            return str(self._one(list(kind.values)))
        value = json.dumps(self._scalar(kind.name), ensure_ascii=False)
        return self._edited(value, 0.02)

    def _few(self) -> int:
        return int(self._random.choice((0, 1, 1, 2, 3)))

    def _names(self, type: GraphQLInputObjectType, depth: int) -> list[str]:
        count = 1 if type.is_one_of else self._few() if depth < 6 else 0
        return self._random.sample(list(type.fields), min(count, len(type.fields)))

    def _scalar(self, name: str) -> Any:
        if self._slips(0.05):
            return self._junk()
        if name == "Boolean":
            return self._chance(0.5)
        if name in ("Int", "Float"):
            return self._one(NUMBERS if self._slips(0.2) else NUMBERS[:5])
        if name in DAYS:
            return self._one(TEXTS if self._slips(0.2) else DAYS[name])
        return self._one(TEXTS if self._slips(0.5) else TEXTS[:10])

    def _junk(self) -> Any:
        return self._one((None, True, [], {}, [[]], {"a": {}}, *TEXTS, *NUMBERS))

    def _json(self, type: str) -> Any:
        """A value of a variable of this type, as JSON has it."""
        plain = type.replace("!", "")
        if plain.startswith("["):
            return [self._json(plain[1:-1]) for _ in range(self._few())]
        found = self._schema.type_map.get(plain)
        if isinstance(found, GraphQLInputObjectType):
            return {n: self._json(str(found.fields[n].type)) for n in self._names(found, 4)}
        if isinstance(found, GraphQLEnumType):
            return self._one(list(found.values))
        return self._scalar(plain)
