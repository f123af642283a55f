"""What hangs on a service, as a program wrote it: the reverse of `parts`.

An `id` and a name of a code follow from what the item says: those that are sent are passed over.
"""

from collections.abc import Mapping
from typing import Any

from directory.catalog.facts import Fact
from directory.catalog.lines import KINDS
from directory.catalog.seed_values import is_area, language_name
from directory.exchange.incoming.sent import FIXED, Incoming, Object, below
from directory.exchange.parts import PHONE_TYPES
from directory.languages.catalogues import N_
from directory.listings.forms.phones import MOST_PHONES
from directory.listings.forms.reading import MOST_LANGUAGES, NO_AREA, NO_LANGUAGE, NO_NEED

_OWN = frozenset({"id", "service_id"})
_WHATSAPP = "WhatsApp"
_NO_KIND = N_("Here a number is of one of these types: voice, text, textphone or fax.")
_NO_TERM = N_("There is no such kind of help here. See /api/taxonomy_terms.")
_NO_COST = N_("Here it is “free” or “paid”, said once, and the words say the rest.")
_TWO_COSTS = N_("This says something else than fees_description. Write the same in both.")
_NO_LABEL = N_("Here only the label “chat” can be written.")
_TYPES = {"voice": "voice", "cell": "voice"} | {kind: kind for kind in ("text", "textphone", "fax")}


def read_phones(incoming: Incoming, sent: Object, _: Object) -> None:
    # What nobody touched is as it was, with the way in which its owner writes it.
    known = {_as_shown(each): each for each in incoming.held.facts[Fact.PHONES.code]}
    names = _OWN | {"number", "type", "description", "extension"}
    incoming.ask(Fact.PHONES)
    items = incoming.objects("", sent, "phones", names, MOST_PHONES)
    for at, (path, item) in enumerate(items, start=1):
        number = incoming.text(path, item, "number", is_needed=True) or ""
        extension = incoming.whole(path, item, "extension")
        kind = _kind(incoming, path, item)
        same = known.get((kind, number, extension), {"kind": kind, "number": number})
        incoming.pairs.extend(
            (
                (f"phone_{at}", same.get("shown") or number),
                (f"phone_{at}_kind", same["kind"]),
                (f"phone_{at}_extension", "" if extension is None else extension),
            )
        )


def _kind(incoming: Incoming, path: str, item: Object) -> str:
    """A kind of ours; "voice" where it was refused."""
    written = incoming.text(path, item, "type") if "type" in item else "voice"
    words = incoming.text(path, item, "description")
    if written == "text" and words == _WHATSAPP:
        return "whatsapp"
    if written not in _TYPES:
        incoming.refuse(below(path, "type"), written, _NO_KIND)
    if words is not None:
        incoming.refuse(below(path, "description"), words, FIXED)
    return _TYPES.get(written or "", "voice")


def _as_shown(phone: Mapping[str, Any]) -> tuple[str, str, int | None]:
    kind = KINDS.get(phone["kind"], phone["kind"])
    shown = kind if kind == "whatsapp" else PHONE_TYPES.get(kind, kind)
    return shown, phone["number"], phone.get("extension")


def read_languages(incoming: Incoming, sent: Object, shown: Object) -> None:
    known = {each["code"]: each for each in incoming.held.facts[Fact.LANGUAGES.code]}
    names, found = _OWN | {"name", "code"}, {}
    most = max(MOST_LANGUAGES, len(shown.get("languages", ())))
    for path, item in incoming.objects("", sent, "languages", names, most):
        code = incoming.text(path, item, "code", is_needed=True) or ""
        if code in known or (len(code) <= 12 and language_name(code)):
            found[code] = known.get(code, {"code": code})
        elif code:
            incoming.refuse(below(path, "code"), code, NO_LANGUAGE)
    incoming.values[Fact.LANGUAGES.code] = [found[code] for code in sorted(found)]


def read_areas(incoming: Incoming, sent: Object, _: Object) -> None:
    names, codes = _OWN | {"name", "extent", "extent_type"}, set()
    for path, item in incoming.objects("", sent, "service_areas", names):
        code = incoming.text(path, item, "extent", is_needed=True) or ""
        incoming.fixed(path, item, {"extent_type": "text"}, {"extent_type"})
        if not is_area(code):
            incoming.refuse(below(path, "extent"), code, NO_AREA)
        codes.add(code)
    if not codes:
        incoming.refuse("service_areas", "", NO_AREA)
    incoming.values[Fact.SERVES.code] = sorted(codes)


def read_needs(incoming: Incoming, sent: Object, _: Object) -> None:
    tie = {"link_id": incoming.listing.service_id, "link_entity": "service", "link_type": "need"}
    names = tie.keys() | {"id", "taxonomy_term_id", "taxonomy_term"}
    shown = {term["code"] for term in incoming.terms.values() if "code" in term}
    # What no term has words for was never shown, so it is not taken away.
    codes = {code for code in incoming.held.facts[Fact.NEEDS.code] if code not in shown}
    for path, item in incoming.objects("", sent, "attributes", names):
        incoming.fixed(path, item, tie, tie.keys())
        term_id = incoming.text(path, item, "taxonomy_term_id", is_needed=True) or ""
        if code := incoming.terms.get(term_id, {}).get("code"):
            codes.add(code)
        else:
            incoming.refuse(below(path, "taxonomy_term_id"), term_id, _NO_TERM)
    if not codes:
        incoming.refuse("attributes", "", NO_NEED)
    incoming.values[Fact.NEEDS.code] = sorted(codes)


def read_urls(incoming: Incoming, sent: Object, shown: Object) -> None:
    """The page of the chat; where the facts are from is ours."""
    source = [each for each in shown.get("additional_urls", ()) if each["label"] == "source"]
    chats: list[str | None] = []
    for path, item in incoming.objects("", sent, "additional_urls", _OWN | {"label", "url"}):
        label = incoming.text(path, item, "label", is_needed=True)
        url = incoming.text(path, item, "url", is_needed=True)
        if label == "source":
            incoming.fixed(path, item, source[0] if source else {}, {"url"})
        elif label != "chat" or chats:
            incoming.refuse(below(path, "label"), label, _NO_LABEL)
        else:
            chats.append(url)
    incoming.ask(Fact.CHAT, chats[0] if chats else None)


def read_costs(incoming: Incoming, sent: Object, shown: Object) -> None:
    """Whether it costs something, and in which words: they stand in two places."""
    words = incoming.text("", sent, "fees_description")
    option = None
    names = _OWN | {"option", "amount", "amount_description"}
    for path, item in incoming.objects("", sent, "cost_options", names):
        is_second = option is not None
        option = incoming.text(path, item, "option", is_needed=True)
        if is_second or option not in ("free", "paid"):
            incoming.refuse(below(path, "option"), option, _NO_COST)
        if "amount" in item and (option != "free" or item["amount"] != 0):
            incoming.refuse(below(path, "amount"), item["amount"], _NO_COST)
        more = incoming.text(path, item, "amount_description")
        before = shown.get("fees_description")
        if more is not None and more != words:
            if before not in (words, more):
                incoming.refuse(below(path, "amount_description"), more, _TWO_COSTS)
            words = more if words == before else words
    incoming.values[Fact.COST.code] = option
    incoming.ask(Fact.COST_TEXT, words)
