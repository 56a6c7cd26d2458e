"""Requests that are to be refused, each with a 4xx and a GraphQL error, at little cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

JSON = "application/json"
ANSWER = "application/graphql-response+json"


@dataclass(frozen=True, slots=True)
class Attack:
    """A whole request to `/graphql`: its name, method, query of the URL, headers and body."""

    name: str
    body: bytes = b""
    method: str = "POST"
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_headers(self) -> dict[str, str]:
        """The headers, with those that every attack has."""
        given = {"content-type": JSON, "accept": ANSWER, **self.headers}
        return {name: value for name, value in given.items() if value}


def attacks() -> list[Attack]:
    """All of them, in the order of the layers that they are for."""
    return [*_of_http(), *_of_json(), *map(_posted, _documents().items()), *_of_variables()]


def _posted(named: tuple[str, str]) -> Attack:
    name, document = named
    return Attack(name, orjson.dumps({"query": document}))


def _of_http() -> Iterator[Attack]:
    typename = b'{"query": "{ __typename }"}'
    yield Attack("a body of a megabyte", typename.ljust(1_000_000))
    yield Attack("a long URL", method="GET", query="query=" + "x" * 60_000)
    yield Attack("a thousand parameters", method="GET", query="&".join(["a=1"] * 1000))
    yield Attack("a URL that is no UTF-8", method="GET", query="query=%ff%fe")
    yield Attack("a URL with a surrogate", method="GET", query="query=%ED%A0%80")
    yield Attack("variables in a URL that are no JSON", method="GET", query="query=a&variables={")
    yield Attack("a method of no kind", method="BREW")
    yield Attack("no query in a URL", method="GET")
    yield Attack("a compressed body", typename, headers={"content-encoding": "gzip"})
    yield Attack("a form", b"query={__typename}", headers={"content-type": "multipart/form-data"})
    yield Attack("no content type", typename, headers={"content-type": ""})
    yield Attack("UTF-16", typename, headers={"content-type": f"{JSON}; charset=utf-16"})
    yield Attack("no type that can be sent", typename, headers={"accept": "image/png"})
    yield Attack("thousands of types", typename, headers={"accept": ", ".join(["a/b"] * 9000)})


def _of_json() -> Iterator[Attack]:
    bodies: dict[str, bytes] = {
        "nothing": b"",
        "half a body": b'{"query": "{ __type',
        "no JSON": b"{query: 1}",
        "two values": b"{}{}",
        "invalid UTF-8": b'{"query": "\xff\xfe"}',
        "an overlong encoding": b'{"query": "\xc0\xaf"}',
        "a surrogate as bytes": b'{"query": "\xed\xa0\x80"}',
        "a lone surrogate": b'{"query": "{ a(b: \\"\\ud800\\") }"}',
        "an infinite number": b'{"query": "{ __typename }", "variables": {"a": 1e999}}',
        "not a number": b'{"query": "{ __typename }", "variables": {"a": NaN}}',
        "a number of 5,000 digits": b'{"query": "a", "variables": {"a": ' + b"9" * 5000 + b"}}",
        "lists in each other": b"[" * 100_000,
        "objects in each other": b'{"a":' * 20_000,
        "nested and closed": b"[" * 50_000 + b"]" * 50_000,
        "a list of requests": b"[" + b",".join([b'{"query": "{ __typename }"}'] * 1000) + b"]",
        "null": b"null",
        "a number": b"1",
        "a query that is a list": b'{"query": ["{ __typename }"]}',
        "a query that is null": b'{"query": null}',
        "variables that are text": b'{"query": "{ __typename }", "variables": "{}"}',
        "an operation's name that is a number": b'{"query": "{ a }", "operationName": 1}',
        "extensions that are a list": b'{"query": "{ __typename }", "extensions": []}',
        "a wish that is no wish": b'{"query": "{ __typename }", "extensions": {"cost": 1}}',
        "a name of no operation": orjson.dumps(
            {"query": "{ __typename }", "operationName": "x" * 100_000}
        ),
    }
    for name, body in bodies.items():
        yield Attack(name, body)


def _documents() -> dict[str, str]:
    return {**_of_text(), **_of_depth(), **_of_width(), **_of_fragments(), **_of_introspection()}


def _of_text() -> dict[str, str]:
    return {
        "an empty document": "",
        "spaces": " " * 90_000,
        "a NUL": "{ a\0 }",
        "a surrogate escaped": '{ node(id: "\\ud800") { id } }',
        "a surrogate escaped in braces": '{ node(id: "\\u{d800}") { id } }',
        "a character that is none": '{ node(id: "\\u{110000}") { id } }',
        "an endless string": '{ node(id: "' + "x" * 90_000,
        "an endless block string": '{ node(id: """' + '\\"""' * 20_000,
        "a long document": "{ " + "__typename " * 20_000 + "}",
        "many tokens": "{ " + "a " * 40_000 + "}",
        "many comments": "#\n" * 45_000 + "{ __typename }",
        "a long name": "{ " + "x" * 90_000 + " }",
        "an integer of 90,000 digits": "{ awards(first: " + "9" * 90_000 + ") { totalCount } }",
        "an integer of 33 bits": "{ awards(first: 4294967297) { totalCount } }",
        "a negative page": "{ awards(first: -2147483648) { totalCount } }",
        "a float too large": "{ awards(where: {year: {eq: 1e999}}) { totalCount } }",
        "a mutation": "mutation { __typename }",
        "a subscription": "subscription { __typename }",
        "a schema": "type Query { a: Int }",
        "a thousand types": "type A { a: Int } " * 600,
        "a text to search of 90,000 characters": '{ search(text: "'
        + "ก" * 90_000
        + '") { score } }',
        "a day of 90,000 digits": '{ organizations(asOf: "' + "1" * 90_000 + '") { totalCount } }',
        "a day of 30,000 spaces": '{ organizations(asOf: "1'
        + " " * 30_000
        + 'x") { totalCount } }',
        "a cursor of 90,000 characters": '{ awards(after: "' + "A" * 90_000 + '") { totalCount } }',
    }


def _of_depth() -> dict[str, str]:
    parents = "{ parent " * 40 + "{ id }" + " }" * 40
    return {
        "braces that never end": "{ a" * 20_000,
        "lists that never end": "{ a(b: " + "[" * 50_000,
        "objects that never end": "{ a(b: " + "{c: " * 20_000,
        "40 relations below each other": f'{{ organization(id: "x") {parents} }}',
        "150 fields below each other": "{ a " * 150 + "}" * 150,
        "150 fragments without a name": "{ ... " * 150 + "{ __typename }" + " }" * 150,
        "a filter 90 deep": "{ awards(where: "
        + "{not: " * 90
        + "{}"
        + "}" * 90
        + ") { totalCount } }",
        "a type of lists of lists": "query ($a: " + "[" * 150 + "Int" + "]" * 150 + ") { a }",
        "pages of pages of pages": (
            "{ organizations(first: 1000) { nodes { children(first: 1000) { nodes {"
            " awards(first: 1000) { nodes { winners(first: 1000) { nodes { id } } } } } } } } }"
        ),
        "hierarchies of hierarchies": (
            "{ organizations(first: 1000) { nodes { descendants(first: 1000) { nodes {"
            " descendants(first: 1000) { nodes { id } } } } } } }"
        ),
        "filters of filters": (
            "{ organizations(where: "
            + "{awards: {some: {winners: {some: " * 6
            + "{}"
            + "}}}}" * 6
            + ") { totalCount } }"
        ),
        "nodes in nodes of every type": '{ node(id: "x") '
        + "{ sources { about " * 12
        + "{ id }"
        + " } }" * 12
        + " }",
    }


def _of_width() -> dict[str, str]:
    def many(text: str, count: int) -> str:
        return "{ " + " ".join(text.format(i=i) for i in range(count)) + " }"

    conditions = ", ".join('{id: {eq: "x"}}' for _ in range(400))
    return {
        "root fields": many("a{i}: dataset {{ number }}", 120),
        "aliases": many("a{i}: __typename", 1200),
        "relations": '{ organization(id: "x") ' + many("a{i}: parent {{ id }}", 120) + " }",
        "aliases of one list": many("a{i}: awards {{ totalCount }}", 60),
        "one name for two things": many("a: award(id: {i}) {{ id }}", 400),
        "one field many times": many("awards(first: 1) {{ totalCount }}", 300),
        "unknown fields": many("organisation{i}", 1500),
        "unknown arguments": many("a{i}: awards(firss: 1) {{ totalCount }}", 190),
        "unknown values": many(
            "a{i}: awards(where: {{level: {{eq: GOOOD}}}}) {{ totalCount }}", 190
        ),
        "unknown types": many("... on Organizatio{i} {{ id }}", 550),
        "unknown directives": "{ __typename " + "@skipp " * 1500 + "}",
        "the same directive": "{ __typename " + "@skip(if: true) " * 600 + "}",
        "directives everywhere": many("a{i}: __typename @skip(if: false)", 150),
        "conditions": f"{{ awards(where: {{or: [{conditions}]}}) {{ totalCount }} }}",
        "a list of 1,500 values": "{ nodes(ids: [" + "1 " * 1500 + "]) { id } }",
        "operations": " ".join(f"query Q{i} {{ __typename }}" for i in range(500)),
        "operations without a name": "{ __typename } " * 900,
        "variables": "query (" + " ".join(f"$v{i}: Int" for i in range(300)) + ") { __typename }",
        "unused variables": "query ("
        + " ".join(f"$v{i}: Int" for i in range(90))
        + ") { __typename }",
        "undefined variables": many("a{i}: awards(first: $v{i}) {{ totalCount }}", 40),
        "the same argument": "{ awards(" + "first: 1 " * 1200 + ") { totalCount } }",
        "the same key": "{ awards(where: {" + "year: {eq: 1} " * 500 + "}) { totalCount } }",
        "an order by everything": "{ awards(orderBy: ["
        + "{year: ASC} " * 700
        + "x]) { totalCount } }",
        "ids of other types": "{ nodes(ids: [[[1]], {a: 1}, X, null, 1.5, true]) { id } }",
        "leaves with fields and objects without": "{ dataset { number { a } } awards }",
    }


def _of_fragments() -> dict[str, str]:
    def chain(count: int, inner: str, last: str = "id") -> str:
        """Fragments each of which has the next in it."""
        parts = [
            f"fragment f{i} on Organization {{ {inner.format(next=f'...f{i + 1}')} }}"
            for i in range(count)
        ]
        end = f"fragment f{count} on Organization {{ {last} }}"
        return " ".join(['{ organization(id: "x") { ...f0 } }', *parts, end])

    twice = "a: parent {{ {next} }} b: parent {{ {next} }}"
    return {
        "a fragment bomb": chain(20, twice),
        "a fragment bomb without a field": chain(90, "id {next} {next}", "nothing"),
        "a wide fragment bomb": chain(8, "{next} " * 50),
        "a long chain of fragments": chain(300, "id {next}"),
        "a deep chain of fragments": chain(60, "parent {{ parent {{ {next} }} }}"),
        "a fragment in itself": chain(0, "", "...f0"),
        "a ring of fragments": chain(80, "{next}", "...f0"),
        "a fragment spread often": chain(0, "", "nothing").replace("...f0", "...f0 " * 1500),
        "fragments that are not there": "{ " + " ".join(f"...g{i}" for i in range(1500)) + " }",
        "fragments that nobody spreads": "{ __typename } "
        + " ".join(f"fragment f{i} on Award {{ id }}" for i in range(90)),
        "a fragment twice": "{ ...f } " + "fragment f on Query { __typename } " * 90,
        "fragments that conflict": chain(40, "{next} a: parent {{ {next} }}", "a: id"),
    }


def _of_introspection() -> dict[str, str]:
    loop = "fields { type { " * 12 + "name" + " } }" * 12
    types = "kind name fields { name args { name type { name } } type { name } }"
    wide = " ".join(f"a{i}: fields {{ name args {{ name type {{ name }} }} }}" for i in range(60))
    return {
        "introspection in a loop": f"{{ __schema {{ types {{ {loop} }} }} }}",
        "introspection by aliases": "{ "
        + " ".join(f"a{i}: __schema {{ types {{ {types} }} }}" for i in range(40))
        + " }",
        "introspection of wide types": f"{{ __schema {{ types {{ {wide} }} }} }}",
        "introspection by types": "{ __schema { types { possibleTypes { possibleTypes {"
        " possibleTypes { possibleTypes { name } } } } } } }",
        "introspection by fragments": "{ __schema { types { ...f } } } fragment f on __Type"
        " { fields { type { ...g } } } fragment g on __Type { fields { type { ...f } } }",
        "introspection of what wraps": "{ __schema { types { "
        + "ofType { " * 90
        + "name"
        + " }" * 90
        + " } } }",
    }


def _of_variables() -> Iterator[Attack]:
    def nested(depth: int) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for _ in range(depth):
            value = {"not": value}
        return value

    def filtered(variables: Mapping[str, Any]) -> bytes:
        query = "query ($w: AwardFilter) { awards(where: $w) { totalCount } }"
        return orjson.dumps({"query": query, "variables": variables})

    def of_ids(variables: Mapping[str, Any]) -> bytes:
        fields = "nodes(ids: $ids) { id } awards(first: $n) { totalCount }"
        query = f"query ($ids: [ID!]!, $n: Int) {{ {fields} }}"
        return orjson.dumps({"query": query, "variables": variables})

    everything = {f"k{i}": 1 for i in range(4000)}
    yield Attack("a variable 25 deep", filtered({"w": nested(25)}))
    yield Attack("a variable 240 deep", filtered({"w": nested(240)}))
    yield Attack("a variable with unknown keys", filtered({"w": everything}))
    yield Attack("a variable of 60,000 values", of_ids({"ids": ["x"] * 60_000}))
    yield Attack("lists of 900 values", filtered({"w": {"or": [{"id": {"in": ["x"] * 900}}] * 30}}))
    yield Attack("conditions in a variable", filtered({"w": {"or": [{}] * 990}}))
    yield Attack(
        "variables nobody asked for", of_ids({"ids": [], **{f"v{i}": 1 for i in range(9000)}})
    )
    yield Attack("no variable", of_ids({}))
    yield Attack("a list of nulls", of_ids({"ids": [None] * 900}))
    yield Attack("a list of objects", of_ids({"ids": [{}] * 900}))
    yield Attack("a page of text", of_ids({"ids": [], "n": "20"}))
    yield Attack("a page of true", of_ids({"ids": [], "n": True}))
    yield Attack("a page of 63 bits", of_ids({"ids": [], "n": 2**63 - 1}))
    yield Attack("a page that is a fraction", of_ids({"ids": [], "n": 1.5}))
    yield Attack("an order of no kind", filtered({"w": {"year": {"eq": [1, [2]]}}}))
