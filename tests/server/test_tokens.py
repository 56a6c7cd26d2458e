"""Tokens of an identity provider, which here is a small server of our own."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from graph.store import Address
from server.errors import UsageError
from server.identity import Identity, Role, Unauthenticated
from server.responses import Refusal
from server.settings import Settings
from server.tokens import FETCH_EVERY, FRESH, STALE, KeySet, Tokens
from tests.server.live import free_port, running

pytestmark = pytest.mark.anyio

AUDIENCE = "govgraph"


class Signer:
    """A private key and how it signs."""

    def __init__(self, kid: str, algorithm: str = "ES256") -> None:
        self.kid = kid
        self.algorithm = algorithm
        self.key: Any
        if algorithm.startswith(("RS", "PS")):
            self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        elif algorithm == "EdDSA":
            self.key = ed25519.Ed25519PrivateKey.generate()
        else:
            self.key = ec.generate_private_key(ec.SECP256R1())

    def jwk(self, **more: object) -> dict[str, Any]:
        public = self.key.public_key()
        made: dict[str, Any] = jwt.get_algorithm_by_name(self.algorithm).to_jwk(
            public, as_dict=True
        )
        return {**made, "kid": self.kid, "use": "sig", **more}

    def pem(self) -> bytes:
        made: bytes = self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return made


class Provider:
    """Serves a configuration and keys, and counts how often it is asked for keys."""

    def __init__(self) -> None:
        self.keys: list[dict[str, Any]] = []
        self.asked = 0
        self.is_down = False
        self.delay = 0.0
        self.raw: bytes | None = None
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                time.sleep(provider.delay)
                content: Any = {"issuer": provider.url, "jwks_uri": f"{provider.url}/keys"}
                if self.path == "/keys":
                    provider.asked += 1
                    content = {"keys": provider.keys}
                with suppress(BrokenPipeError):  # Nobody waits any more.
                    self.send_response(500 if provider.is_down else 200)
                    self.end_headers()
                    self.wfile.write(provider.raw or json.dumps(content).encode())

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.close()


@pytest.fixture
def signer(provider: Provider) -> Signer:
    made = Signer("one")
    provider.keys = [made.jwk()]
    return made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(provider: Provider, clock: Clock) -> Tokens:
    return verifier(provider, clock)


def verifier(
    provider: Provider, clock: Clock, claim: str = "roles", least: Role | None = None
) -> Tokens:
    return Tokens(
        KeySet(provider.url, None, clock),
        issuer=provider.url,
        audience=AUDIENCE,
        claim=claim,
        names={"readers": Role.READER, "curators": Role.CURATOR, "admins": Role.ADMIN},
        least=least,
    )


def claims(provider: Provider, **changed: object) -> dict[str, Any]:
    now = int(time.time())
    usual = {
        "iss": provider.url,
        "aud": AUDIENCE,
        "sub": "malee",
        "iat": now,
        "exp": now + 300,
        "roles": ["readers", "curators", "others"],
    }
    return {name: value for name, value in {**usual, **changed}.items() if value is not None}


def token(provider: Provider, signer: Signer, **changed: object) -> str:
    headers = {"kid": signer.kid}
    return jwt.encode(claims(provider, **changed), signer.key, signer.algorithm, headers)


@pytest.mark.parametrize("algorithm", ["ES256", "RS256", "PS512", "EdDSA"])
async def test_a_good_token(provider: Provider, tokens: Tokens, algorithm: str) -> None:
    signer = Signer("one", algorithm)
    provider.keys = [signer.jwk()]
    found = await tokens.verify(token(provider, signer))
    assert found == Identity("token:malee", Role.CURATOR)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("scope", {"scope": "openid admins"}),
        ("realm_access.roles", {"realm_access": {"roles": ["admins", "readers", 7]}}),
        ("https://example.org/roles", {"https://example.org/roles": ["admins"]}),
    ],
)
async def test_where_roles_are_told(
    provider: Provider, signer: Signer, clock: Clock, claim: str, told: dict[str, object]
) -> None:
    tokens = verifier(provider, clock, claim)
    assert (await tokens.verify(token(provider, signer, **told))).role is Role.ADMIN


@pytest.mark.parametrize("roles", [None, [], ["others"], 7, {"readers": 1}, [["admins"]]])
async def test_a_token_without_a_role(
    provider: Provider, signer: Signer, clock: Clock, roles: object
) -> None:
    given = token(provider, signer, roles=roles)
    with pytest.raises(Refusal) as refused:
        await verifier(provider, clock).verify(given)
    assert (refused.value.status, refused.value.code) == (403, "FORBIDDEN")
    assert (await verifier(provider, clock, least=Role.READER).verify(given)).role is Role.READER


ODD_KEY_ID = b'{"alg": "ES256", "kid": {}}'

BAD: dict[str, Callable[[Provider, Signer], str]] = {
    "expired": lambda p, s: token(p, s, exp=int(time.time()) - 120),
    "not yet": lambda p, s: token(p, s, nbf=int(time.time()) + 120),
    "for ever": lambda p, s: token(p, s, exp=None),
    "other audience": lambda p, s: token(p, s, aud="another"),
    "no audience": lambda p, s: token(p, s, aud=None),
    "other issuer": lambda p, s: token(p, s, iss="https://example.org"),
    "no issuer": lambda p, s: token(p, s, iss=None),
    "nobody": lambda p, s: token(p, s, sub=None),
    "another's key": lambda p, _: token(p, Signer("one")),
    "unknown key": lambda p, _: token(p, Signer("two")),
    "not signed": lambda p, _: f"{unsigned(p)}.",
    "not signed, with a signature": lambda p, s: f"{unsigned(p)}.{token(p, s).split('.')[2]}",
    "changed": lambda p, s: changed(token(p, s)),
    "cut": lambda p, s: token(p, s)[:-4],
    "no JSON": lambda *_: "a.b.c",
    "deep": lambda *_: f"{encoded(b'[' * 30_000)}.e30.e30",
    "no object": lambda *_: f"{encoded(b'[]')}.e30.e30",
    "odd key id": lambda *_: f"{encoded(ODD_KEY_ID)}.e30.e30",
    "surrogates": lambda *_: "\udc80.\udc80.\udc80",
}


def encoded(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def unsigned(provider: Provider) -> str:
    head = json.dumps({"alg": "none", "typ": "JWT", "kid": "one"}).encode()
    return f"{encoded(head)}.{encoded(json.dumps(claims(provider)).encode())}"


def changed(given: str) -> str:
    """The same signature over another payload."""
    head, payload, signature = given.split(".")
    content = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return f"{head}.{encoded(json.dumps({**content, 'roles': ['admins']}).encode())}.{signature}"


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
async def test_a_bad_token(
    provider: Provider,
    signer: Signer,
    tokens: Tokens,
    make: Callable[[Provider, Signer], str],
) -> None:
    with pytest.raises(Unauthenticated):
        await tokens.verify(make(provider, signer))


async def test_a_public_key_is_no_secret_to_sign_with(provider: Provider, tokens: Tokens) -> None:
    """The confusion of RS256 and HS256: the public key, which anyone has, taken for a secret."""
    signer = Signer("one", "RS256")
    for published in (signer.jwk(), signer.jwk(alg="HS256"), {**signer.jwk(), "kty": "oct"}):
        provider.keys = [published]
        head = encoded(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "one"}).encode())
        body = encoded(json.dumps(claims(provider)).encode())
        secret = jwt.get_algorithm_by_name("HS256")
        signature = secret.sign(f"{head}.{body}".encode(), signer.pem())
        with pytest.raises(Unauthenticated):
            await tokens.verify(f"{head}.{body}.{encoded(signature)}")


async def test_a_key_that_is_for_something_else(provider: Provider, tokens: Tokens) -> None:
    signer = Signer("one")
    provider.keys = [signer.jwk(use="enc")]
    with pytest.raises(Unauthenticated):
        await tokens.verify(token(provider, signer))


async def test_keys_are_fetched_once(provider: Provider, signer: Signer, tokens: Tokens) -> None:
    for _ in range(5):
        await tokens.verify(token(provider, signer))
    assert provider.asked == 1


async def test_a_new_key_is_fetched_when_a_token_names_it(
    provider: Provider, signer: Signer, tokens: Tokens, clock: Clock
) -> None:
    await tokens.verify(token(provider, signer))
    new = Signer("two")
    provider.keys.append(new.jwk())
    clock.now += FETCH_EVERY
    assert (await tokens.verify(token(provider, new))).name == "token:malee"
    assert provider.asked == 2


async def test_tokens_of_unknown_keys_do_not_make_us_ask_as_often(
    provider: Provider, signer: Signer, tokens: Tokens, clock: Clock
) -> None:
    for n in range(20):
        with pytest.raises(Unauthenticated):
            await tokens.verify(token(provider, Signer(f"unknown-{n}")))
    assert provider.asked == 1
    assert (await tokens.verify(token(provider, signer))).role is Role.CURATOR
    assert provider.asked == 1


async def test_a_key_that_was_withdrawn_is_not_believed_for_long(
    provider: Provider, signer: Signer, tokens: Tokens, clock: Clock
) -> None:
    await tokens.verify(token(provider, signer))
    provider.keys = []
    clock.now += FRESH
    with pytest.raises(Unauthenticated):
        await tokens.verify(token(provider, signer))


async def test_keys_are_believed_for_a_day_without_the_provider(
    provider: Provider, signer: Signer, tokens: Tokens, clock: Clock
) -> None:
    await tokens.verify(token(provider, signer))
    provider.is_down = True
    clock.now += STALE - 1
    assert (await tokens.verify(token(provider, signer))).name == "token:malee"
    clock.now += FETCH_EVERY
    with pytest.raises(Refusal) as refused:
        await tokens.verify(token(provider, signer))
    assert (refused.value.status, refused.value.code) == (503, "IDENTITY_UNAVAILABLE")


async def test_a_provider_that_hangs_is_waited_for_once(
    provider: Provider, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.tokens.FETCH", 0.1)
    monkeypatch.setattr("server.tokens.FETCH_EVERY", 0.15)
    provider.delay = 1.0
    keys = KeySet(provider.url, None)
    began = time.monotonic()
    found = await asyncio.gather(*(keys.find("one") for _ in range(20)), return_exceptions=True)
    assert {type(each) for each in found} == {Refusal}
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("raw", [b"[]", b"{", b"{}", b"x" * 600_000, b'{"keys": 1}'])
async def test_a_provider_that_answers_nonsense(
    provider: Provider, signer: Signer, tokens: Tokens, raw: bytes
) -> None:
    provider.raw = raw
    with pytest.raises(Refusal) as refused:
        await tokens.verify(token(provider, signer))
    assert refused.value.status == 503


async def test_a_key_of_nonsense_does_not_hide_the_others(
    provider: Provider, signer: Signer, tokens: Tokens
) -> None:
    provider.keys = [{"kty": "EC", "kid": "bad"}, {}, {"kty": [], "kid": 1}, *provider.keys]
    assert (await tokens.verify(token(provider, signer))).name == "token:malee"


def test_over_http(provider: Provider, signer: Signer) -> None:
    settings = Settings.read(
        {
            "GOVGRAPH_ACCESS": "closed",
            "GOVGRAPH_OIDC_ISSUER": provider.url,
            "GOVGRAPH_OIDC_AUDIENCE": AUDIENCE,
            "GOVGRAPH_OIDC_ROLES": "readers,curators,admins",
        }
    )
    nowhere = Address(f"bolt://127.0.0.1:{free_port()}", "neo4j", "unused")
    with running(nowhere, settings) as url, httpx.Client(base_url=url, timeout=30) as client:

        def ask(given: str) -> httpx.Response:
            headers = {"authorization": f"Bearer {given}"}
            return client.post("/graphql", json={"query": "{ __typename }"}, headers=headers)

        assert ask(token(provider, signer)).json() == {"data": {"__typename": "Query"}}
        expired = ask(token(provider, signer, exp=1))
        assert expired.status_code == 401
        assert 'error="invalid_token"' in expired.headers["www-authenticate"]
        assert "expired" in expired.json()["errors"][0]["message"]
        assert ask(token(provider, signer, roles=["others"])).status_code == 403


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"GOVGRAPH_OIDC_ISSUER": "http://example.org"}, "https://"),
        ({"GOVGRAPH_OIDC_ISSUER": "https://example.org"}, "GOVGRAPH_OIDC_AUDIENCE"),
        ({"GOVGRAPH_OIDC_ROLES": "a,b"}, "three different names"),
        ({"GOVGRAPH_ACCESS": "closed"}, "lets nobody in"),
        ({"GOVGRAPH_ACCESS": "open"}, "one of public, closed"),
    ],
)
def test_settings_that_cannot_be(environment: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Settings.read(environment)
