"""The GraphQL schema: what the graph knows, declared once, and what is derived from it."""

from __future__ import annotations

from schema.federation import federated
from schema.query import build, model

__all__ = ["build", "federated", "model"]
