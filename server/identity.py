"""Who asks: a name and a role, by an API key or a token of an identity provider."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from http import HTTPStatus
from typing import Protocol

from starlette.types import Scope

from server.requests import fields
from server.responses import Refusal

CHALLENGE = 'Bearer realm="govgraph"'
"""What an answer of 401 asks for (RFC 6750, section 3)."""


class Role(IntEnum):
    """What somebody may do; each includes those before it."""

    READER = 1
    """Ask."""
    CURATOR = 2
    """Ask how an operation is answered as well."""
    ADMIN = 3
    """See the metrics as well."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody: ``name`` is unique and stable, and no secret."""

    name: str
    role: Role


ANONYMOUS = Identity("anonymous", Role.READER)


class Unauthenticated(Refusal):
    """Credentials are missing or not good: answered with 401 and the challenge."""

    def __init__(self, why: str, *, invalid: bool = True) -> None:
        challenge = f'{CHALLENGE}, error="invalid_token"' if invalid else CHALLENGE
        super().__init__(
            HTTPStatus.UNAUTHORIZED, why, {"www-authenticate": challenge}, code="UNAUTHENTICATED"
        )


class Verifier(Protocol):
    """Knows one kind of credentials."""

    def knows(self, credential: str) -> bool:
        """Whether that is of its kind, good or not."""

    async def verify(self, credential: str) -> Identity:
        """Whose it is. Raises Refusal: Unauthenticated when it is not good."""


class Authenticator:
    """Tells who asks, from the headers of a request."""

    def __init__(self, verifiers: Iterable[Verifier] = ()) -> None:
        self._verifiers = tuple(verifiers)

    async def identify(self, scope: Scope) -> Identity | None:
        """Who asks; None when no credentials were sent.

        Raises Refusal for wrong ones, also where none are needed: who sends some expects to be
        known.
        """
        credential = _credential(fields(scope))
        if credential is None:
            return None
        for verifier in self._verifiers:
            if verifier.knows(credential):
                return await verifier.verify(credential)
        raise Unauthenticated("these credentials are of no kind that is accepted here")


def _credential(given: Mapping[bytes, bytes]) -> str | None:
    """The secret that was sent; what other schemes of authorization say is for a proxy."""
    scheme, _, secret = given.get(b"authorization", b"").partition(b" ")
    if scheme.lower() == b"bearer":
        return secret.strip().decode("latin-1")
    key = given.get(b"x-api-key")
    return None if key is None else key.strip().decode("latin-1")


def role_of(scope: Scope) -> Role:
    """The role of who sends a request; that of anyone where nobody asked who it is."""
    identity: Identity | None = scope.get("identity")
    return (identity or ANONYMOUS).role
