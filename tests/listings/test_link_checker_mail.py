"""Whether mail to an address of a listing would arrive."""

from directory.listings.links import check_mail_domains
from directory.listings.visiting import Seen, Standing
from directory.listings.web_targets import Unsafe
from tests.listings.stand_ins import an_internet


async def test_a_domain_takes_mail_by_its_mail_server_or_itself() -> None:
    async with an_internet() as internet:
        internet.name("mx.example.net", ["20 b.example.net.", "10 a.example.net."], kind="MX")
        internet.name("plain.example.net", ["1.1.1.1"])
        names = internet.names()
        seen = await check_mail_domains(["mx.example.net", "plain.example.net"], internet.visitor())

        assert set(seen.values()) == {Seen(Standing.OK)}
        assert await names.mail_hosts("mx.example.net") == ["a.example.net", "b.example.net"]


async def test_a_domain_that_is_gone_or_wants_no_mail_is_said_to_be_gone() -> None:
    async with an_internet() as internet:
        internet.name("refuses.example.net", ["0 ."], kind="MX")
        internet.name("refuses.example.net", ["1.1.1.1"])
        asked = ["refuses.example.net", "nowhere.example.net"]
        seen = await check_mail_domains(asked, internet.visitor())

    assert seen == dict.fromkeys(asked, Seen(Standing.GONE))


async def test_a_name_server_that_does_not_answer_makes_no_domain_gone() -> None:
    async with an_internet() as internet:
        visitor = internet.visitor()
    seen = await check_mail_domains(["haven.example.net"], visitor)

    assert seen == {"haven.example.net": Seen(Standing.NOT_ANSWERING)}


async def test_a_name_of_an_inner_network_is_not_even_asked_about() -> None:
    async with an_internet() as internet:
        seen = await check_mail_domains(["mail.local"], internet.visitor())

    assert seen == {"mail.local": Seen(Standing.UNSAFE, Unsafe.NAME)}
    assert not internet.questions
