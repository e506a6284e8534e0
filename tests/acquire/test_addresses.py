"""Only addresses on the open internet are public, however written; none is shown with its secrets."""

from __future__ import annotations

import pytest

from pipeline.acquire.addresses import not_public, resolved, shown


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "198.18.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "2002:a9fe:a9fe::", "::127.0.0.1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_on_the_open_internet_is_not_public(address: str) -> None:
    assert not_public([address], allowed=()) == address


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_an_address_on_the_open_internet_is_public(address: str) -> None:
    assert not_public([address], allowed=()) is None


def test_what_is_allowed_by_name_may_be_visited_and_nothing_beside_it() -> None:
    assert not_public(["127.0.0.1"], allowed=["127.0.0.1"]) is None
    assert not_public(["127.0.0.1", "127.0.0.2"], allowed=["127.0.0.1"]) == "127.0.0.2"


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "localhost"])
def test_a_loopback_address_in_any_dress_is_found_out(host: str) -> None:
    assert not_public(resolved(host, 80), allowed=()) is not None


def test_an_address_is_shown_without_its_secrets() -> None:
    assert (
        shown("https://me:secret@example.org:8443/a/b?key=secret#secret") == "https://example.org:8443/a/b?…"
    )


def test_a_long_address_is_shown_by_its_beginning() -> None:
    assert shown(f"https://example.org/{'a' * 1000}") == f"https://example.org/{'a' * 130}…"
