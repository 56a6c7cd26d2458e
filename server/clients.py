"""Who is at the other end of a connection: the address, proxies in between considered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

from server.requests import fields

UNKNOWN = "unknown"
"""Stands for an address that is none: a Unix socket, or an entry of a proxy that hides it."""

IPV6_PREFIX = 64
"""A subscriber is given at least so many bits (RFC 6177), and so has 2^64 addresses."""

FORWARDED = frozenset({b"x-forwarded-for", b"forwarded", b"x-real-ip"})
"""What shows that a proxy stands between."""


def client_address(scope: Scope, proxies: int) -> str:
    """The address of the client, when ``proxies`` trusted proxies stand before the service.

    Each of them appends the address that it was asked from to X-Forwarded-For; what stands left
    of those entries was sent by the client and proves nothing.
    """
    client = scope.get("client")
    peer = client[0] if client else UNKNOWN
    if proxies == 0:
        return normalized(peer)
    chain = [*_forwarded_for(fields(scope)), peer]
    return normalized(chain[max(0, len(chain) - 1 - proxies)])


def _forwarded_for(given: Mapping[bytes, bytes]) -> list[str]:
    entries = given.get(b"x-forwarded-for")
    return [] if entries is None else [one.strip() for one in entries.decode("latin-1").split(",")]


def is_proxied(scope: Scope) -> bool:
    """Whether a request says that it came through a proxy."""
    return not FORWARDED.isdisjoint(fields(scope))


def is_local(scope: Scope, proxies: int) -> bool:
    """Whether this machine itself asks, with no proxy in between."""
    client = scope.get("client")
    if proxies or not client or not is_loopback(client[0]):
        return False
    return not is_proxied(scope)


@lru_cache(maxsize=1024)
def normalized(text: str) -> str:
    """An address in its one form, without port; UNKNOWN for what is none."""
    bare = text.strip('"')
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:  # Some proxies write the port of an IPv4 address.
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)


@lru_cache(maxsize=1024)
def subscriber(address: str) -> str:
    """Whom to count an address to: itself, or its network of 64 bits for IPv6."""
    if ":" not in address:
        return address
    return str(ip_network(f"{address}/{IPV6_PREFIX}", strict=False))


@lru_cache(maxsize=64)
def is_loopback(host: str) -> bool:
    """Whether only this machine is reached at a host, or asks from it."""
    if host == "localhost":
        return True
    address = normalized(host)
    return address != UNKNOWN and ip_address(address).is_loopback
