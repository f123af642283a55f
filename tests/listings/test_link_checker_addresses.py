"""Which machines may be asked at all."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.listings.safe_addresses import is_public, may_connect

PRIVATE: list[IPv4Network | IPv6Network] = [
    *map(
        IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ),
    ),
    *map(
        IPv6Network,
        (
            "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/32",
            "2001:2::/48", "2001:10::/28", "2001:20::/28", "2001:db8::/32", "2002::/16",
            "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        ),
    ),
]  # fmt: skip
PUBLIC = ["1.1.1.1", "93.184.215.14", "185.15.59.224", "2606:4700::1111", "2a02:ec80:300:ed1a::1"]


@given(st.data())
def test_no_address_of_a_network_for_special_purposes_is_public(data: st.DataObject) -> None:
    network = data.draw(st.sampled_from(PRIVATE))
    beyond = data.draw(st.integers(0, network.num_addresses - 1))

    assert not is_public(network[beyond])


@pytest.mark.parametrize("text", PUBLIC)
def test_addresses_of_the_internet_are_public_at_the_ports_of_the_web(text: str) -> None:
    address = ip_address(text)

    assert may_connect(address, 80)
    assert may_connect(address, 443)
    assert not any(may_connect(address, port) for port in (0, 22, 25, 5432, 6379, 8000, 8080))


@pytest.mark.parametrize(
    "text",
    ["169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254"],
)
def test_what_a_cloud_tells_its_own_machines_is_not_public(text: str) -> None:
    assert not is_public(ip_address(text))


def test_behind_nat64_stands_the_address_that_is_written_in_its_end() -> None:
    assert is_public(IPv6Address("64:ff9b::1.1.1.1"))
    assert not is_public(IPv6Address("64:ff9b::127.0.0.1"))
    assert not is_public(IPv6Address("64:ff9b::169.254.169.254"))


def test_an_address_with_a_zone_is_never_public() -> None:
    assert not is_public(IPv6Address("2606:4700::1111%eth0"))


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_never_makes_a_private_one_public(inner: IPv4Address) -> None:
    wrapped = (
        IPv6Address(f"::ffff:{inner}"),
        IPv6Address(f"::{inner}"),
        IPv6Address(f"64:ff9b::{inner}"),
        IPv6Address((0x2002 << 112) | (int(inner) << 80)),
        IPv6Address((0x20010000 << 96) | (int(inner) ^ 0xFFFF_FFFF)),
    )

    assert is_public(inner) or not any(map(is_public, wrapped))
