"""What the service says of itself to a client, in either version of the API."""

from __future__ import annotations

from typing import Any

from server.fingerprint import release
from server.reconciliation.extending import LIMIT
from server.reconciliation.preview import HEIGHT, WIDTH
from server.reconciliation.queries import MAX_BATCH
from server.reconciliation.vocabulary import named, offered

TITLES = {
    "TH": "govgraph: หน่วยงานของรัฐไทยและรางวัลเลิศรัฐ",
    "EN": "govgraph: Thai government bodies and their awards",
}
"""The name of the service by language."""

HELP = "How many related nodes a cell holds at most"


def _common(language: str) -> dict[str, Any]:
    return {
        "name": TITLES[language],
        "serviceVersion": release(),
        "defaultTypes": [named(type) for type in offered()],
        "batchSize": MAX_BATCH,
    }


def of_0_2(base: str, root: str, language: str) -> dict[str, Any]:
    """The manifest of 0.2. ``base`` is the address of the program, ``root`` the path of this."""
    here = base + root
    suggest = {
        what: {
            "service_url": here,
            "service_path": f"/suggest/{what}",
            "flyout_service_path": f"/flyout/{what}?id=${{id}}",
        }
        for what in ("entity", "property", "type")
    }
    limit = {"name": "limit", "label": "Limit", "type": "number", "default": LIMIT}
    return {
        "versions": ["0.2"],
        **_common(language),
        "identifierSpace": f"{base}/reconcile/view?id=",
        "schemaSpace": f"{base}/schema.graphql",
        "view": {"url": f"{base}/reconcile/view?id={{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/extend/propose"},
            "property_settings": [{**limit, "help_text": HELP}],
        },
    }


def of_1_0(base: str, root: str, language: str) -> dict[str, Any]:
    """The manifest of the draft of 1.0, whose paths are all relative to ``root``."""
    limit = {"id": "limit", "name": "Limit", "type": "number", "default": LIMIT}
    return {
        "versions": ["1.0-draft"],
        **_common(language),
        "lang": language.lower(),
        "standardizedScore": True,
        "view": {"url": f"{base}/reconcile/view?id={{id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {
            "proposeProperties": True,
            "propertySettings": [{**limit, "helpText": HELP}],
        },
    }
