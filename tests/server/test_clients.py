"""Whose address a request comes from."""

from __future__ import annotations

from typing import Any

import pytest

from server.clients import client_address, is_local, subscriber


def scope(peer: str | None, *forwarded: str, header: str = "x-forwarded-for") -> dict[str, Any]:
    headers = [(header.encode(), each.encode()) for each in forwarded]
    return {"client": (peer, 1) if peer else None, "headers": headers}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, [], "10.0.0.1"),
        (0, ["1.2.3.4"], "10.0.0.1"),
        (1, [], "10.0.0.1"),
        (1, ["1.2.3.4"], "1.2.3.4"),
        (1, ["6.6.6.6, 1.2.3.4"], "1.2.3.4"),
        (1, ["6.6.6.6", "1.2.3.4"], "1.2.3.4"),
        (2, ["6.6.6.6, 1.2.3.4, 10.0.0.2"], "1.2.3.4"),
        (2, ["1.2.3.4"], "1.2.3.4"),
        (1, ["1.2.3.4:4711"], "1.2.3.4"),
        (1, ["[2001:db8::1]:4711"], "2001:db8::1"),
        (1, ['"[2001:DB8:0::1]"'], "2001:db8::1"),
        (1, ["::ffff:1.2.3.4"], "1.2.3.4"),
        (1, ["_hidden"], "unknown"),
        (1, ["1.2.3.4, "], "unknown"),
        (1, ["x" * 5000], "unknown"),
    ],
)
def test_only_what_trusted_proxies_wrote_is_believed(
    proxies: int, forwarded: list[str], expected: str
) -> None:
    assert client_address(scope("10.0.0.1", *forwarded), proxies) == expected


def test_a_socket_without_address() -> None:
    assert client_address(scope(None), 0) == "unknown"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("1.2.3.4", "1.2.3.4"),
        ("unknown", "unknown"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
    ],
)
def test_a_subscriber_has_a_whole_network_of_ipv6(address: str, expected: str) -> None:
    assert subscriber(address) == expected


@pytest.mark.parametrize(
    ("asked", "proxies", "expected"),
    [
        (scope("127.0.0.1"), 0, True),
        (scope("::1"), 0, True),
        (scope("::ffff:127.0.0.1"), 0, True),
        (scope("127.0.0.1"), 1, False),
        (scope("127.0.0.1", "1.2.3.4"), 0, False),
        (scope("127.0.0.1", "for=1.2.3.4", header="forwarded"), 0, False),
        (scope("10.0.0.1"), 0, False),
        (scope(None), 0, False),
    ],
)
def test_a_proxy_on_this_machine_does_not_make_its_clients_local(
    asked: dict[str, Any], proxies: int, expected: bool
) -> None:
    assert is_local(asked, proxies) is expected
