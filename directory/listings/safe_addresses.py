"""Which machines the checker of links may ask: those of the public internet and no other.

Whoever writes a listing chooses where our server connects to. Behind it stand the database, the
neighbours' machines, and in a cloud an address that hands out the keys of the installation.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

PORTS = frozenset({80, 443})
# Networks of the registries for special purposes (IANA) that some versions of Python's ipaddress
# take for public, and one address of a cloud's own machinery that lies among the public ones.
_NOT_PUBLIC = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
        ),
    )
)  # fmt: skip
# All of IPv6 that was ever given to anybody.
_GIVEN = IPv6Network("2000::/3")
# Protocols, examples, and ways to wrap an IPv4 address: 6to4 and Teredo lead into other networks.
_NOT_PUBLIC_6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"))
)
# How a network without IPv4 reaches it: the last four bytes are the address that is really asked.
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether an address is that of a machine on the public internet."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _NOT_PUBLIC)
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return (
        address in _GIVEN
        and address.is_global
        and not any(address in network for network in _NOT_PUBLIC_6)
    )


def may_connect(address: Address, port: int) -> bool:
    """The rule of the installation; a test that has servers of its own brings another one."""
    return port in PORTS and is_public(address)


def read_literal(host: str) -> Address | None:
    """The address that a host spells out, None for a name.

    Only the plain forms: 2130706433, 0x7f.1 and 0177.0.0.1 are names here, and `web_targets`
    refuses them.
    """
    try:
        return ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
