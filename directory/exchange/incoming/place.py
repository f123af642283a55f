"""The place of a service, as a program wrote it: the address of one that everybody may know.

A place that is kept private has no address here (rules L-01 to L-07), and a program can neither
give it one nor make it public; nor can it add a place or take it away.
"""

from directory.catalog.facts import Fact
from directory.exchange.hsds import ADDRESS, LOCATION, SERVICE_AT_LOCATION, WHEELCHAIRS
from directory.exchange.incoming.sent import FIXED, Incoming, Object, below
from directory.languages.catalogues import N_
from directory.listings.points import write_point

_NO_SUCH_PLACE = N_("A place can be added, made public or taken away only by an editor.")
_HALF_A_POINT = N_("A point has a latitude and a longitude, or neither.")
_NO_ACCESS = N_("Here it is “%(yes)s” or “%(no)s”.")
_LINES = {
    "address_1": Fact.STREET,
    "postal_code": Fact.POSTAL_CODE,
    "city": Fact.TOWN,
    "state_province": Fact.REGION,
}
_POINT = frozenset({"latitude", "longitude"})


def read_places(incoming: Incoming, sent: Object, shown: Object) -> None:
    places = shown.get("service_at_locations", [])
    if incoming.held.place is None:
        if "service_at_locations" in sent:
            incoming.refuse("service_at_locations", "", _NO_SUCH_PLACE)
        return
    names = SERVICE_AT_LOCATION.keys() | {"location"}
    found = list(incoming.objects("", sent, "service_at_locations", names))
    if len(found) != 1 or "location" not in found[0][1]:
        incoming.refuse("service_at_locations", "", _NO_SUCH_PLACE)
        return
    path, item = found[0]
    incoming.fixed(path, item, places[0], SERVICE_AT_LOCATION.keys())
    known = LOCATION.keys() | {"addresses", "accessibility"}
    place = incoming.object(path, item, "location", known)
    here, before = below(path, "location"), places[0]["location"]
    incoming.fixed(here, place, before, LOCATION.keys() - _POINT)
    if any(place.get(name) != before.get(name) for name in _POINT):
        _read_point(incoming, here, place)
    if place.get("addresses") != before.get("addresses"):
        _read_address(incoming, here, place)
    if place.get("accessibility") != before.get("accessibility"):
        _read_access(incoming, here, place)


def _read_address(incoming: Incoming, path: str, place: Object) -> None:
    shown = {name: read(incoming.listing) for name, read in ADDRESS.items()}
    found = list(incoming.objects(path, place, "addresses", ADDRESS.keys()))
    if len(found) > 1:
        incoming.refuse(below(path, "addresses"), "", _NO_SUCH_PLACE)
    at, address = found[0] if found else (path, {})
    incoming.fixed(at, address, shown, ADDRESS.keys() - _LINES.keys())
    for name, fact in _LINES.items():
        text = incoming.text(at, address, name) or ""
        if text == shown[name]:
            continue
        # A second line of the address is shown in the first one, and belongs to no fact.
        if shown[name] != (incoming.held.facts[fact.code] or ""):
            incoming.refuse(below(at, name), text, FIXED)
        incoming.ask(fact, text)


def _read_point(incoming: Incoming, path: str, place: Object) -> None:
    lat, lon = (incoming.number(path, place, name) for name in ("latitude", "longitude"))
    if (lat is None) != (lon is None):
        incoming.refuse(below(path, "latitude"), lat, _HALF_A_POINT)
        return
    incoming.ask(Fact.POINT, write_point(lat, lon) or "")


def _read_access(incoming: Incoming, path: str, place: Object) -> None:
    names = frozenset({"id", "location_id", "description"})
    said = None
    for at, item in incoming.objects(path, place, "accessibility", names, 1):
        incoming.fixed(at, item, {"location_id": incoming.listing.location_id}, {"location_id"})
        words = incoming.text(at, item, "description", is_needed=True)
        said = next((each for each in WHEELCHAIRS if WHEELCHAIRS[each] == words), None)
        if said is None:
            yes_no = {"yes": WHEELCHAIRS[True], "no": WHEELCHAIRS[False]}
            incoming.refuse(below(at, "description"), words, _NO_ACCESS, **yes_no)
    incoming.values[Fact.WHEELCHAIR.code] = said
