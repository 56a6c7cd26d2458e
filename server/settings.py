"""Every setting, in one table: read from the environment, and printed for the README."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from platformdirs import user_cache_path, user_data_path

from graph.limits import DEFAULTS, Limits
from graph.limits import SETTING as LIMIT
from graph.limits import setting as limit_setting
from graph.store import Address
from server.clients import is_loopback
from server.errors import UsageError
from server.logs import FORMATS, LEVELS

PREFIX = "GOVGRAPH_"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
NOT_OURS = re.compile(r"GOVGRAPH_TEST_")
"""Names of the tests, which no setting bears."""


def _text(value: str) -> str:
    return value


def _address(value: str) -> str:
    parts = urlsplit(value)
    if not re.fullmatch(r"(bolt|neo4j)(\+s|\+ssc)?", parts.scheme):
        raise ValueError("an address starts with neo4j://, bolt://, neo4j+s:// or the like")
    if not parts.hostname or re.search(r"\s", value) or parts.port == 0:
        raise ValueError("an address has a host and, if need be, a port")
    return value


def _path(value: str) -> Path:
    return Path(value).expanduser().absolute()


def _port(value: str) -> int:
    port = int(value)
    if not 0 < port < 65536:
        raise ValueError("a port is a number from 1 to 65535")
    return port


def _size(value: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]*[kmg]", value):
        raise ValueError("a size is a number and one of k, m, g, such as 512m")
    return value


def _count(value: str) -> int:
    count = int(value)
    if count < 1:
        raise ValueError("the least is 1")
    return count


def _iri(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", value):
        raise ValueError("an IRI starts with a scheme, such as https://data.example.org/id/")
    return value


def _hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(each.strip() for each in value.split(","))
    if not all(re.fullmatch(r"[\w.-]+|\[[0-9a-fA-F:.]+\]", each) for each in hosts):
        raise ValueError("names of hosts without ports, by commas, such as example.org")
    return hosts


def _bytes(value: str) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]*[kmg]", value):
        raise ValueError("a size is 0, or a number and one of k, m, g, such as 64m")
    return int(value.rstrip("kmg")) * {"0": 1, "k": 2**10, "m": 2**20, "g": 2**30}[value[-1]]


def _whole_seconds(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise ValueError("a whole number of seconds, 0 for none")
    return int(value)


def _origins(value: str) -> tuple[str, ...]:
    origins = tuple(value.replace(",", " ").split())
    for origin in origins:
        parts = urlsplit(origin)
        # As a browser sends it: no path, no trailing slash.
        if origin not in ("*", f"{parts.scheme}://{parts.netloc}") or not (
            origin == "*" or (parts.scheme and parts.hostname)
        ):
            raise ValueError(
                f"{origin} is no origin; one is a scheme, a host and, if need be, a port, such as "
                "https://app.example.org, or * for all"
            )
    return origins


def _seconds(value: str) -> float:
    seconds = float(value)
    if not 0 < seconds < float("inf"):
        raise ValueError("a number of seconds above 0")
    return seconds


def _pause(value: str) -> float:
    return 0.0 if float(value) == 0 else _seconds(value)


def _yes_or_no(value: str) -> bool:
    if value not in ("yes", "no"):
        raise ValueError("yes or no")
    return value == "yes"


def _yes_no_auto(value: str) -> bool | None:
    if value == "auto":
        return None
    try:
        return _yes_or_no(value)
    except ValueError:
        raise ValueError("yes, no or auto") from None


def _whole(value: str) -> int:
    number = int(value)
    if number < 0:
        raise ValueError("a whole number from 0")
    return number


def is_safe_url(url: str) -> bool:
    """Whether nobody in between can answer: it is https, or on this machine."""
    parts = urlsplit(url)
    if not parts.hostname or re.search(r"\s", url):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))


def _safe_url(value: str) -> str:
    if not is_safe_url(value):
        raise ValueError("an address starts with https:// (http:// only on this machine)")
    return value


def _three_names(value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(","))
    if len(set(names)) != 3 or not all(names):
        raise ValueError("three different names with commas between")
    return names


def _rate(value: str) -> float:
    rate = float(value)
    if not 0 <= rate < float("inf"):
        raise ValueError("a number a second, or 0 for no limit")
    return rate


def _one_of(*values: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in values:
            raise ValueError(f"one of {', '.join(values)}")
        return value

    return read


def setting(
    name: str,
    about: str,
    *,
    default: Any,
    read: Callable[[str], Any] = _text,
    shown: str | None = None,
    secret: bool = False,
) -> Any:
    """Declare a setting: its name in the environment, its meaning, its default or its maker."""
    metadata = {"name": name, "about": about, "read": read, "shown": shown}
    if callable(default):
        return field(default_factory=default, metadata=metadata, repr=not secret)
    return field(default=default, metadata=metadata, repr=not secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a process; immutable."""

    neo4j_uri: str | None = setting(
        "NEO4J_URI",
        "A Neo4j server to use, such as `neo4j://db.example.org:7687`. "
        "Without it a local Neo4j is run",
        default=None,
        read=_address,
    )
    neo4j_user: str = setting("NEO4J_USER", "Its user", default="neo4j")
    neo4j_password: str = setting(
        "NEO4J_PASSWORD", "Its password", default="", shown="none", secret=True
    )
    neo4j_database: str = setting("NEO4J_DATABASE", "Its database", default="neo4j")
    host: str = setting("GOVGRAPH_HOST", "Address to serve on", default="127.0.0.1")
    port: int = setting("GOVGRAPH_PORT", "Port to serve on", default=8000, read=_port)
    workers: int = setting(
        "GOVGRAPH_WORKERS", "How many processes answer, each as if alone", default=1, read=_count
    )
    drain: float = setting(
        "GOVGRAPH_DRAIN",
        "Seconds after SIGTERM in which requests are still answered, while `/readyz` says 503",
        default=0.0,
        read=_pause,
    )
    grace: float = setting(
        "GOVGRAPH_GRACE",
        "Most seconds that running requests are given to end after that",
        default=5.0,
        read=_seconds,
    )
    data_dir: Path = setting(
        "GOVGRAPH_DATA_DIR",
        "Folder of the local Neo4j: its data, logs and password",
        default=lambda: user_data_path("govgraph", appauthor=False),
        read=_path,
        shown="the platform's data folder",
    )
    cache_dir: Path = setting(
        "GOVGRAPH_CACHE_DIR",
        "Folder of what was fetched or made and can be again",
        default=lambda: user_cache_path("govgraph", appauthor=False),
        read=_path,
        shown="the platform's cache folder",
    )
    maven_mirror: str | None = setting(
        "GOVGRAPH_MAVEN_MIRROR",
        "Address of a mirror of Maven Central, from which Neo4j is fetched",
        default=None,
    )
    heap: str = setting("GOVGRAPH_HEAP", "Most heap of the local Neo4j", default="512m", read=_size)
    page_cache: str = setting(
        "GOVGRAPH_PAGE_CACHE", "Page cache of the local Neo4j", default="64m", read=_size
    )
    prepare: bool = setting(
        "GOVGRAPH_PREPARE",
        "Whether the first `serve` prepares faster starts in the background: yes or no",
        default=True,
        read=_yes_or_no,
        shown="yes",
    )
    documents: Path | None = setting(
        "GOVGRAPH_DOCUMENTS",
        "Folder with the texts of the source documents, to verify passages against and to answer "
        "their `words`",
        default=None,
        read=_path,
    )
    pool_size: int = setting(
        "GOVGRAPH_POOL_SIZE",
        "Most connections to the database: as many operations run at once",
        default=16,
        read=_count,
    )
    limit_queue: int = setting(
        "GOVGRAPH_LIMIT_QUEUE",
        "Most operations that wait for a connection, for 5 s at most; what comes then is refused "
        "with 503 and `SERVER_BUSY`",
        default=256,
        read=_count,
    )
    exports: int = setting(
        "GOVGRAPH_EXPORTS", "Most exports that run at once", default=4, read=_count
    )
    base_iri: str = setting(
        "GOVGRAPH_BASE_IRI",
        "What the IRIs of nodes start with in exports to RDF; the id follows",
        default="urn:govgraph:",
        read=_iri,
    )
    limit_connections: int = setting(
        "GOVGRAPH_LIMIT_CONNECTIONS",
        "Most connections of clients, for each worker; for one more, the one that has been idle "
        "longest is closed",
        default=2000,
        read=_count,
    )
    limit_head: int = setting(
        "GOVGRAPH_LIMIT_HEAD", "Most bytes of a URL and headers", default=65536, read=_count
    )
    limit_receive: float = setting(
        "GOVGRAPH_LIMIT_RECEIVE",
        "Most seconds for a request to arrive, headers and body",
        default=15.0,
        read=_seconds,
    )
    limit_send: float = setting(
        "GOVGRAPH_LIMIT_SEND",
        "Seconds after which a client that takes less than 1 KiB of its answer a second is cut off",
        default=30.0,
        read=_seconds,
    )
    keep_alive: float = setting(
        "GOVGRAPH_KEEP_ALIVE",
        "Seconds that a connection may be idle between requests; longer than a proxy keeps it",
        default=75.0,
        read=_seconds,
    )
    explain: bool | None = setting(
        "GOVGRAPH_EXPLAIN",
        "Whether a request may ask for the plan of its operation: yes, no or auto. Auto: from "
        "the role `curator` up, and anyone when the Neo4j is our own and `GOVGRAPH_HOST` is "
        "reached from this machine alone, past no proxy",
        default=None,
        read=_yes_no_auto,
        shown="auto",
    )
    mcp: bool = setting(
        "GOVGRAPH_MCP",
        "Whether assistants find tools at `/mcp` (needs the extra `govgraph[mcp]`): yes or no",
        default=False,
        read=_yes_or_no,
        shown="no",
    )
    mcp_hosts: tuple[str, ...] = setting(
        "GOVGRAPH_MCP_HOSTS",
        "The names of hosts, by commas, under which `/mcp` is reached; under others it is refused",
        default=LOOPBACK,
        read=_hosts,
        shown=f"`{','.join(LOOPBACK)}`",
    )
    federation: bool = setting(
        "GOVGRAPH_FEDERATION",
        "Whether `/graphql` is a subgraph of Apollo Federation as well: yes or no",
        default=False,
        read=_yes_or_no,
        shown="no",
    )
    access: str = setting(
        "GOVGRAPH_ACCESS",
        "Who may ask: `public`, anyone; `closed`, only who has an API key or a token",
        default="public",
        read=_one_of("public", "closed"),
    )
    api_keys: Path | None = setting(
        "GOVGRAPH_API_KEYS",
        "File of the hashes of API keys, which `govgraph key new` writes",
        default=None,
        read=_path,
    )
    oidc_issuer: str | None = setting(
        "GOVGRAPH_OIDC_ISSUER",
        "Identity provider whose tokens (OpenID Connect, JWT) are accepted, as they name it",
        default=None,
        read=_safe_url,
    )
    oidc_audience: str | None = setting(
        "GOVGRAPH_OIDC_AUDIENCE", "What tokens must name as their audience", default=None
    )
    oidc_jwks: str | None = setting(
        "GOVGRAPH_OIDC_JWKS",
        "Address of its public keys",
        default=None,
        read=_safe_url,
        shown="as the issuer says",
    )
    oidc_claim: str = setting(
        "GOVGRAPH_OIDC_CLAIM",
        "Claim that lists roles, such as `realm_access.roles` or `scope`",
        default="roles",
    )
    oidc_roles: tuple[str, ...] = setting(
        "GOVGRAPH_OIDC_ROLES",
        "What the roles reader, curator and admin are called there",
        default=("reader", "curator", "admin"),
        read=_three_names,
        shown="`reader,curator,admin`",
    )
    trusted_proxies: int = setting(
        "GOVGRAPH_TRUSTED_PROXIES",
        "How many proxies stand before the service and add to `X-Forwarded-For`",
        default=0,
        read=_whole,
    )

    limit_rate: float = setting(
        "GOVGRAPH_LIMIT_RATE",
        "Most requests a second of one client (a key, a token, an address or an IPv6 network), "
        "asked for long; 0 for no limit. This machine itself has none",
        default=50.0,
        read=_rate,
    )
    limit_burst: int = setting(
        "GOVGRAPH_LIMIT_BURST",
        "Most requests of one client at once, after a pause",
        default=500,
        read=_count,
    )
    log_level: str = setting(
        "GOVGRAPH_LOG_LEVEL",
        "What is logged: `debug`, `info` (a line a request), `warning` or `error`",
        default="warning",
        read=_one_of(*LEVELS),
    )
    log_format: str = setting(
        "GOVGRAPH_LOG_FORMAT",
        "How it is logged: `console` or `json`",
        default="console",
        read=_one_of(*FORMATS),
    )
    slow: float = setting(
        "GOVGRAPH_SLOW",
        "Seconds from which a request is slow, and logged with its plan's hash",
        default=1.0,
        read=_seconds,
    )
    response_cache: int = setting(
        "GOVGRAPH_RESPONSE_CACHE",
        "Most memory for answers that are kept in a process; with 0 each is asked of the database",
        default=64 * 2**20,
        read=_bytes,
        shown="`64m`",
    )
    max_age: int = setting(
        "GOVGRAPH_MAX_AGE",
        "Seconds for which browsers and shared caches may give an answer to a GET again without "
        "asking whether it still holds",
        default=0,
        read=_whole_seconds,
    )
    cors_origins: tuple[str, ...] = setting(
        "GOVGRAPH_CORS_ORIGINS",
        "Origins whose pages may read answers, such as `https://app.example.org`, with commas "
        "between; `*` for all",
        default=(),
        read=_origins,
        shown="none",
    )
    trusted_documents: Path | None = setting(
        "GOVGRAPH_TRUSTED_DOCUMENTS",
        "File or folder of documents that requests may name: manifests of GraphQL Code Generator, "
        "Relay or Apollo, and `.graphql` files",
        default=None,
        read=_path,
    )
    trusted_only: bool = setting(
        "GOVGRAPH_TRUSTED_ONLY",
        "Whether no other documents are answered: yes or no",
        default=False,
        read=_yes_or_no,
        shown="no",
    )

    tracing: bool = setting(
        "GOVGRAPH_TRACING",
        "Whether traces are sent by OpenTelemetry, where its variables `OTEL_...` say: yes or no. "
        "Needs `pip install 'govgraph[tracing]'`",
        default=False,
        read=_yes_or_no,
        shown="no",
    )

    limits: Limits = DEFAULTS
    """Settings with a table of their own: see :func:`limits_table`."""

    @property
    def page_timeout(self) -> float:
        """Seconds that a page of an export may take: it is larger than other operations."""
        return 2 * self.limits.time

    @property
    def explains(self) -> bool:
        """Whether anyone's requests may ask for an explanation."""
        if self.explain is not None:
            return self.explain
        return self.remote is None and is_loopback(self.host) and self.trusted_proxies == 0

    @property
    def remote(self) -> Address | None:
        """The server given by NEO4J_URI, or None when a local one is to be run."""
        if self.neo4j_uri is None:
            return None
        return Address(
            self.neo4j_uri, self.neo4j_user, self.neo4j_password, database=self.neo4j_database
        )

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings:
        """The settings of an environment; an empty value counts as not given.

        Raises UsageError for a value that cannot be read and for a name that starts with
        GOVGRAPH_ and is no setting.
        """
        by_name = {each.metadata["name"]: each for each in _settings()}
        of_limits = {limit_setting(each.name): each for each in fields(Limits)}
        for name in environment:
            known = name in by_name or name in of_limits or NOT_OURS.match(name)
            if name.startswith(PREFIX) and not known:
                raise UsageError(_unknown(name, {**by_name, **of_limits}))
        given = {
            each.name: _value(name, each.metadata["read"], environment[name])
            for name, each in by_name.items()
            if environment.get(name)
        }
        limits = {
            each.name: _value(name, _READ_LIMIT[type(each.default)], environment[name])
            for name, each in of_limits.items()
            if environment.get(name)
        }
        settings = cls(**given, limits=Limits(**limits))
        settings._check()
        return settings

    def _check(self) -> None:
        """Raise UsageError where one setting needs another."""
        if self.oidc_issuer is not None and self.oidc_audience is None:
            raise UsageError(
                "GOVGRAPH_OIDC_ISSUER needs GOVGRAPH_OIDC_AUDIENCE: a token for another service "
                "is none for this one"
            )
        if self.access == "closed" and self.api_keys is None and self.oidc_issuer is None:
            raise UsageError(
                "GOVGRAPH_ACCESS=closed lets nobody in: set GOVGRAPH_API_KEYS (see `govgraph key "
                "new --help`) or GOVGRAPH_OIDC_ISSUER"
            )


def _unknown(name: str, names: Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean {close[0]}?" if close else "the README lists them all"
    return f"{name} is no setting; {hint}"


_READ_LIMIT: Mapping[type, Callable[[str], Any]] = {
    int: _count,
    float: _seconds,
    type(None): _size,
}
"""How a limit is read, by the type of its default: a share of memory has none."""


def _settings() -> Iterator[Field[Any]]:
    """The settings that are no limits."""
    return (each for each in fields(Settings) if each.metadata)


def _value(name: str, read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except ValueError as error:
        raise UsageError(f"{name}={text}: {error}") from None


Row = tuple[str, str, str]


def _rows() -> Iterator[Row]:
    for each in _settings():
        shown = each.metadata["shown"]
        if shown is None:
            shown = "none" if each.default is None else f"`{each.default}`"
        yield f"`{each.metadata['name']}`", each.metadata["about"], shown


def table() -> str:
    """The settings but for limits as a table in Markdown, as the README shows it."""
    return _markdown(row for row in _rows() if not _is_limit(row))


def limits_table() -> str:
    """The limits, of requests and others, as a table in Markdown, as the README shows it."""
    of_requests = (
        (
            f"`{limit_setting(each.name)}`",
            f"Most {each.metadata['what']}",
            each.metadata["shown"] or f"`{each.default}`",
        )
        for each in fields(Limits)
    )
    return _markdown([*of_requests, *filter(_is_limit, _rows())])


def _is_limit(row: Row) -> bool:
    return row[0].startswith(f"`{LIMIT}")


def _markdown(rows: Iterable[Row]) -> str:
    lines = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join(["| setting | meaning | default |", "|---|---|---|", *lines])
