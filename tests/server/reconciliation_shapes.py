"""What the two versions of the Reconciliation Service API say that answers look like.

Stated after sections 3 to 6 of each specification; nothing beyond what it names is allowed, so
that a misspelt field fails.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "minLength": 1}
NUMBER: Schema = {"type": "integer"}


def items(each: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": each, **more}


def closed(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def mapped(each: Schema) -> Schema:
    return {"type": "object", "additionalProperties": each}


TYPE = closed({"id": NAME, "name": NAME})
LIMIT = {"type": {"const": "number"}, "default": {"type": "number"}}
PLACE = closed({"service_url": {"pattern": "^http://"}, "service_path": {"pattern": "^/"}})

MANIFEST_0_2 = closed(
    {
        "versions": {"contains": {"const": "0.2"}},
        "name": NAME,
        "identifierSpace": {"format": "uri", "pattern": "^http"},
        "schemaSpace": {"format": "uri", "pattern": "^http"},
        "view": closed({"url": {"pattern": r"\{\{id\}\}"}}),
        "defaultTypes": items(TYPE, uniqueItems=True),
        "preview": closed({"url": {"pattern": r"\{\{id\}\}"}, "width": NUMBER, "height": NUMBER}),
        "suggest": closed(
            {
                what: closed(
                    {
                        **PLACE["properties"],
                        "flyout_service_path": {"pattern": r"\$\{id\}"},
                    }
                )
                for what in ("entity", "property", "type")
            }
        ),
        "extend": closed(
            {
                "propose_properties": PLACE,
                "property_settings": items(
                    closed({**LIMIT, "name": NAME, "label": NAME}, {"help_text": TEXT})
                ),
            }
        ),
    },
    {"serviceVersion": TEXT, "batchSize": NUMBER},
)

MANIFEST_1_0 = closed(
    {
        "versions": {"contains": {"const": "1.0-draft"}},
        "name": NAME,
        "view": closed({"url": {"pattern": r"\{id\}"}}),
        "defaultTypes": items(TYPE, uniqueItems=True),
        "preview": closed({"width": NUMBER, "height": NUMBER}),
        "suggest": closed({what: {"type": "boolean"} for what in ("entity", "property", "type")}),
        "extend": closed(
            {
                "proposeProperties": {"type": "boolean"},
                "propertySettings": items(
                    closed({**LIMIT, "id": NAME, "name": NAME}, {"helpText": TEXT})
                ),
            }
        ),
        "standardizedScore": {"type": "boolean"},
        "lang": {"pattern": "^[a-z]{2}$"},
    },
    {"serviceVersion": TEXT, "batchSize": NUMBER},
)

VALUE: Schema = {"type": ["boolean", "number"]}


def candidate(feature: Schema) -> Schema:
    return closed(
        {"id": NAME, "name": NAME, "score": {"type": "number", "minimum": 0, "maximum": 100}},
        {
            "description": TEXT,
            "match": {"type": "boolean"},
            "type": items(TYPE),
            "features": items(feature, uniqueItems=True),
        },
    )


RESULTS_0_2 = mapped(closed({"result": items(candidate(closed({"id": NAME, "value": VALUE})))}))
RESULTS_1_0 = closed(
    {
        "results": items(
            closed(
                {"candidates": items(candidate(closed({"id": NAME, "name": NAME, "value": VALUE})))}
            )
        )
    }
)

SUGGESTED = closed(
    {"result": items(closed({"id": NAME, "name": NAME}, {"description": TEXT, "notable": {}}))}
)
ENTITIES = closed(
    {
        "result": items(
            closed({"id": NAME, "name": NAME}, {"description": TEXT, "notable": items(TYPE)})
        )
    }
)
FLYOUT = closed({"id": NAME, "html": NAME})
PROPOSED = closed(
    {"properties": items(closed({"id": NAME, "name": NAME}, {"description": TEXT}))},
    {"type": NAME, "limit": NUMBER},
)

CELL: Schema = {
    "oneOf": [
        closed({"id": NAME, "name": NAME}, {"description": TEXT}),
        closed({"str": TEXT}),
        closed({"int": NUMBER}),
        closed({"float": {"type": "number"}}),
        closed({"date": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}}),
    ]
}
META = items(closed({"id": NAME, "name": NAME}, {"type": TYPE}))
EXTENDED_0_2 = closed({"meta": META, "rows": mapped(mapped(items(CELL)))})
EXTENDED_1_0 = closed(
    {
        "meta": META,
        "rows": items(
            closed({"id": NAME, "properties": items(closed({"id": NAME, "values": items(CELL)}))})
        ),
    }
)


def check(answer: Any, schema: Schema) -> None:
    """Fail with all that is wrong with an answer."""
    wrong = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(schema).iter_errors(answer)
    ]
    assert not wrong, "\n".join(wrong)
