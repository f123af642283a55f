"""How the checker of links reads what somebody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.listings.web_targets import Unsafe, UnsafeTarget, read_target

REFUSED = {
    "ftp://haven.example.net/": Unsafe.SCHEME,
    "file:///etc/passwd": Unsafe.SCHEME,
    "gopher://haven.example.net:70/_": Unsafe.SCHEME,
    "javascript:alert(1)": Unsafe.SCHEME,
    "data:text/plain,x": Unsafe.SCHEME,
    "unix:///var/run/docker.sock": Unsafe.SCHEME,
    "//haven.example.net/": Unsafe.SCHEME,
    "haven.example.net": Unsafe.SCHEME,
    "http://ana:secret@haven.example.net/": Unsafe.SIGN_IN,
    "http://ana@haven.example.net/": Unsafe.SIGN_IN,
    "http://haven.example.net\\@169.254.169.254/": Unsafe.SIGN_IN,
    "http://localhost:5432/": Unsafe.NAME,
    "http://LOCALHOST./": Unsafe.NAME,
    "http://database/": Unsafe.NAME,
    "http://printer.local/": Unsafe.NAME,
    "http://metadata.google.internal/": Unsafe.NAME,
    "http://router.home.arpa/": Unsafe.NAME,
    "http://somethinglong.onion/": Unsafe.NAME,
    "http://2130706433/": Unsafe.ADDRESS,
    "http://0x7f000001/": Unsafe.ADDRESS,
    "http://0x7f.1/": Unsafe.ADDRESS,
    "http://127.1/": Unsafe.ADDRESS,
    "http://0177.0.0.1/": Unsafe.UNREADABLE,
    "http://017700000001/": Unsafe.ADDRESS,
    "http://haven.example.1/": Unsafe.ADDRESS,
    "http://１２７.0.0.1/": Unsafe.UNREADABLE,
    "http://ⓛocalhost/": Unsafe.UNREADABLE,
    "http:///nowhere": Unsafe.UNREADABLE,
    "http://": Unsafe.UNREADABLE,
    "http://haven example.net/": Unsafe.UNREADABLE,
    "http://[::1/": Unsafe.UNREADABLE,
    "http://haven.example.net:0/": Unsafe.UNREADABLE,
    "http://haven.example.net/\r\nHost: other": Unsafe.UNREADABLE,
    "http://.example.net/": Unsafe.UNREADABLE,
    f"http://haven.example.net/{'a' * 3000}": Unsafe.UNREADABLE,
}


@pytest.mark.parametrize("link", REFUSED)
def test_what_must_not_be_asked_for_is_refused_with_its_reason(link: str) -> None:
    with pytest.raises(UnsafeTarget) as refused:
        read_target(link)

    assert refused.value.why is REFUSED[link]


def test_a_name_in_any_script_is_asked_for_as_name_servers_know_it() -> None:
    assert str(read_target("https://münchen.example.de/ä?q=ü")) == (
        "https://xn--mnchen-3ya.example.de/%C3%A4?q=%C3%BC"
    )
    assert read_target("http://شبكة.ae").host == "xn--ngbc5azd.ae"
    assert read_target("http://HAVEN。example.NET.").host == "haven.example.net"


def test_a_port_is_said_only_where_it_is_not_the_usual_one() -> None:
    assert read_target("https://haven.example.net:443/").authority == "haven.example.net"
    assert read_target("https://haven.example.net:80/").authority == "haven.example.net:80"
    assert read_target("http://[2606:4700::1111]/").authority == "[2606:4700::1111]"


def test_where_an_answer_leads_is_read_beside_what_was_asked() -> None:
    asked = read_target("https://haven.example.net/a/b?c")

    assert str(read_target("../d", asked)) == "https://haven.example.net/d"
    assert str(read_target("//other.example.org/", asked)) == "https://other.example.org/"
    with pytest.raises(UnsafeTarget):
        read_target("//ana@other.example.org/", asked)
    with pytest.raises(UnsafeTarget):
        read_target("file:///etc/passwd", asked)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://["]))
def test_any_text_is_read_or_refused(text: str, before: str) -> None:
    try:
        target = read_target(before + text)
    except UnsafeTarget:
        return
    assert target.host.isascii()
    assert read_target(str(target)) == target
