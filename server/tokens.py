"""Tokens of an identity provider: OpenID Connect, RFC 7519 (JWT), checked as RFC 8725 advises."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import jwt
import orjson
import requests

from server.identity import Identity, Role, Unauthenticated
from server.responses import Refusal
from server.settings import Settings, is_safe_url

log = logging.getLogger(__name__)

ALGORITHMS: Mapping[str, tuple[str, ...]] = {
    "RSA": ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    "EC": ("ES256", "ES384", "ES512"),
    "OKP": ("EdDSA",),
}
"""With what a key of each type may sign. Of secret keys there is none: who could check a signature
with one could make it as well; and what a token itself says is never asked."""

LEEWAY = 30.0
"""Seconds that clocks may differ."""
FETCH = 5.0
"""Seconds to wait for the identity provider."""
MAX_BYTES = 512 * 1024
"""Most bytes of what it answers."""
FETCH_EVERY = 10.0
"""Seconds between two fetches at least: anybody can send a token of an unknown key."""
FRESH = 3600.0
"""Seconds after which keys are fetched again, so that one that was withdrawn is not believed."""
STALE = 86400.0
"""Seconds for which keys are believed while the identity provider does not answer."""
MAX_NAME = 200

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """A public key, and the algorithms it may be used with."""

    key: Any
    algorithms: tuple[str, ...]


class FetchFailed(Exception):
    """The identity provider does not answer, or not with what it should."""


class KeySet:
    """The public keys of an issuer: fetched when they are needed, by one request at a time.

    ``jwks`` is their address; None when it is to be found by OpenID Connect Discovery.
    """

    def __init__(self, issuer: str, jwks: str | None, clock: Clock = time.monotonic) -> None:
        self._issuer = issuer
        self._jwks = jwks
        self._clock = clock
        self._keys: Mapping[str, VerificationKey] = {}
        self._fetched: float | None = None
        self._tried: float | None = None
        self._fetching = asyncio.Lock()

    async def find(self, kid: str | None) -> VerificationKey | None:
        """The key of that id, or the only one there is when there is no id.

        Raises Refusal when the keys cannot be fetched.
        """
        found = self._known(kid) if self._age() < STALE else None
        if found is not None and (self._age() < FRESH or self._fetching.locked()):
            return found
        async with self._fetching:
            if self._may_try():
                await self._fetch()
        if self._age() >= STALE:
            raise Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "tokens cannot be checked: the identity provider does not answer",
                {"retry-after": f"{FETCH_EVERY:.0f}"},
                code="IDENTITY_UNAVAILABLE",
            )
        return self._known(kid)

    def _known(self, kid: str | None) -> VerificationKey | None:
        if kid is None:
            return next(iter(self._keys.values())) if len(self._keys) == 1 else None
        return self._keys.get(kid)

    def _age(self) -> float:
        return float("inf") if self._fetched is None else self._clock() - self._fetched

    def _may_try(self) -> bool:
        return self._tried is None or self._clock() - self._tried >= FETCH_EVERY

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(2 * FETCH):
                keys = await asyncio.to_thread(_fetch_keys, self._issuer, self._jwks)
        except FetchFailed as error:
            log.warning("the keys of %s cannot be fetched: %s", self._issuer, error)
            return
        except TimeoutError:
            log.warning("the keys of %s cannot be fetched: it takes too long", self._issuer)
            return
        finally:  # Counted from the end: whoever waited meanwhile must not wait for another one.
            self._tried = self._clock()
        self._keys, self._fetched = keys, self._clock()


class Tokens:
    """Verifies tokens of one issuer for one audience.

    ``claim`` names where roles are told, with dots for nested claims; ``names`` what each role
    is called there; ``least`` is the role of a token that tells none, None when it gets none.
    """

    def __init__(
        self,
        keys: KeySet,
        *,
        issuer: str,
        audience: str,
        claim: str,
        names: Mapping[str, Role],
        least: Role | None,
    ) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._claim = claim
        self._names = names
        self._least = least

    def knows(self, credential: str) -> bool:
        """Whether that is a signed token, good or not."""
        return credential.count(".") == 2

    async def verify(self, credential: str) -> Identity:
        """Whose token that is. Raises Refusal: Unauthenticated when it is not good."""
        key = await self._keys.find(_key_id(credential))
        if key is None:
            raise Unauthenticated("the token is signed by a key that the issuer does not have")
        claims = self._claims(credential, key)
        role = self._role(claims)
        if role is None:
            named = ", ".join(self._names)
            raise Refusal(
                HTTPStatus.FORBIDDEN, f"the token has no role here; `{self._claim}` has: {named}"
            )
        return Identity(f"token:{claims['sub'][:MAX_NAME]}", role)

    def _claims(self, token: str, key: VerificationKey) -> Mapping[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=key.algorithms,
                audience=self._audience,
                issuer=self._issuer,
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except jwt.ExpiredSignatureError:
            raise Unauthenticated("the token has expired") from None
        except jwt.InvalidAudienceError:
            raise Unauthenticated("the token is for another service") from None
        except jwt.InvalidIssuerError:
            raise Unauthenticated("the token is from another issuer") from None
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            raise Unauthenticated("the token is not good") from None
        return claims

    def _role(self, claims: Mapping[str, Any]) -> Role | None:
        told = _follow(claims, self._claim)
        words = told.split() if isinstance(told, str) else told
        found = [self._names[word] for word in words or () if word in self._names]
        return max(found, default=self._least)


def tokens(settings: Settings) -> Tokens:
    """What verifies tokens by the settings, which name an issuer and an audience."""
    assert settings.oidc_issuer is not None
    assert settings.oidc_audience is not None
    return Tokens(
        KeySet(settings.oidc_issuer, settings.oidc_jwks),
        issuer=settings.oidc_issuer,
        audience=settings.oidc_audience,
        claim=settings.oidc_claim,
        names=dict(zip(settings.oidc_roles, Role, strict=True)),
        least=None if settings.access == "closed" else Role.READER,
    )


def _key_id(token: str) -> str | None:
    """The key that a token names, which is not believed but looked for."""
    try:
        kid = jwt.get_unverified_header(token).get("kid")
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        raise Unauthenticated("the token is not good") from None
    return kid if isinstance(kid, str) else None


def _follow(claims: Mapping[str, Any], name: str) -> str | list[str] | None:
    """A claim by its name, which may itself have dots, or by the way to it."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, list):
        return [each for each in found if isinstance(each, str)]
    return found if isinstance(found, str) else None


def _fetch_keys(issuer: str, jwks: str | None) -> Mapping[str, VerificationKey]:
    """The keys of an issuer. Raises FetchFailed."""
    if jwks is None:
        about = _get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        jwks = about.get("jwks_uri")
        if about.get("issuer") != issuer or not isinstance(jwks, str) or not is_safe_url(jwks):
            raise FetchFailed("its configuration names another issuer, or no safe address of keys")
    listed = _get(jwks).get("keys")
    if not isinstance(listed, list):
        raise FetchFailed("there is no list of keys")
    found = (_verification_key(each) for each in listed if isinstance(each, dict))
    return {kid: key for kid, key in found if key is not None}


def _verification_key(given: dict[str, Any]) -> tuple[str, VerificationKey | None]:
    """A key and its id; None for one that signs nothing we accept."""
    kid = str(given.get("kid", ""))
    allowed = ALGORITHMS.get(str(given.get("kty")), ())
    algorithms = tuple(each for each in allowed if given.get("alg") in (None, each))
    if given.get("use", "sig") != "sig" or not algorithms:
        return kid, None
    try:
        return kid, VerificationKey(jwt.PyJWK(given, algorithms[0]).key, algorithms)
    except (jwt.PyJWTError, ValueError, TypeError):
        return kid, None


def _get(url: str) -> dict[str, Any]:
    """The JSON object at an address. Raises FetchFailed."""
    try:
        with requests.get(url, timeout=FETCH, allow_redirects=False, stream=True) as response:
            if response.status_code != HTTPStatus.OK:
                raise FetchFailed(f"{url} answers {response.status_code}")
            body = response.raw.read(MAX_BYTES + 1, decode_content=True)
        found = orjson.loads(body) if len(body) <= MAX_BYTES else None
    except (requests.RequestException, OSError, ValueError) as error:
        raise FetchFailed(f"{url}: {type(error).__name__}") from None
    if not isinstance(found, dict):
        raise FetchFailed(f"{url} has no JSON object of at most {MAX_BYTES} bytes")
    return found
