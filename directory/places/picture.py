"""Search results as a map drawn here, as SVG: no script, no tiles, no request to anybody.

Threat: a map service is told by every tile where somebody looks for help.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from directory.places.distance import Point
from directory.places.gazetteer import Gazetteer
from directory.places.outline import Outlines, write_path
from directory.places.placement import (
    Box,
    Placement,
    Spot,
    gather,
    inner_points,
    ring_area,
    text_width,
)
from directory.places.projection import XY, Frame, Projection, fit, seen_box
from directory.places.regions import country_name
from directory.places.shapes import Polygon, load_shapes

FRAME = Frame(width=420, height=360, margin=46)
LETTERS = 14.0  # size of the words, in picture units; the style sheet uses the same
_LEAST_KM = 2.0  # to each side
_AROUND_ONE_KM = 8.0  # to each side of a single door, so that some town's name says where it is
# Picture units a kilometre. Closer than that the outlines, a kilometre or two beside the truth,
# would put streets into the sea: the picture then shows names and distances only.
_TOO_CLOSE = 10.0
_AROUND_KM = 60.0  # to each side of a place for which nothing was found
_CONTINENT: tuple[Point, ...] = ((60.0, -10.0), (-30.0, 40.0))  # when no place is known at all
_MOST_TOWNS = 6
_TOWNS_APART = 56


@dataclass(frozen=True, slots=True)
class Dot:
    """One result. label: what its link to `#result-N` says; it begins with the number shown."""

    number: int
    point: Point
    label: str


@dataclass(frozen=True, slots=True)
class MapSubject:
    """What the map is about. focus: the place that was searched around. shows_country: all of it,
    wherever the dots are. anchor: a dot leads to the element of this name and its number."""

    dots: Sequence[Dot] = ()
    focus: Point | None = None
    focus_name: str | None = None
    country: str | None = None
    shows_country: bool = False
    anchor: str = "result"


@dataclass(frozen=True, slots=True)
class MapWords:
    """The reader's words. cluster names a spot of several results by their numbers."""

    language: str
    title: str
    description: str
    cluster: Callable[[tuple[int, ...]], str]
    kilometres: Callable[[float], str]
    number: Callable[[int], str] = str
    is_rtl: bool = False


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The picture and what it says: the length of the scale, who stands together, names shown."""

    svg: Markup
    scale_km: float
    clusters: tuple[tuple[int, ...], ...]
    countries: tuple[str, ...]
    towns: tuple[str, ...]


def draw_map(
    subject: MapSubject, words: MapWords, gazetteer: Gazetteer | None = None, frame: Frame = FRAME
) -> MapPicture:
    """Draw it. A few kilobytes; without a gazetteer no towns are named."""
    return _Drawing(subject, words, gazetteer, frame).draw()


class _Drawing:
    """One picture while it is made: first everything gets its place, then it is written down."""

    def __init__(
        self, subject: MapSubject, words: MapWords, gazetteer: Gazetteer | None, frame: Frame
    ) -> None:
        self.subject, self.words, self.gazetteer, self.frame = subject, words, gazetteer, frame
        self.projection = _choose_view(subject, frame)
        self.placement = Placement(frame)

    def draw(self) -> MapPicture:
        rings = self._rings()
        spots = self._spots()
        scale_km, scale = self._scale()
        towns = list(self._towns())
        countries = list(self._country_names(rings))
        focus = rings.pop(self.subject.country or "", [])
        parts = [
            _tag("path", "", class_="map-land", d=write_path(_all(rings.values()))),
            _tag("path", "", class_="map-focus", d=write_path(focus)) if focus else "",
            *(self._text("map-country", name, at) for name, at in countries),
            *(self._town(name, at, mark) for name, at, mark in towns),
            scale,
            *map(self._spot, spots),
        ]
        return MapPicture(
            svg=self._svg(Markup("").join(parts)),
            scale_km=scale_km,
            clusters=tuple(spot.numbers for spot in spots if len(spot.numbers) > 1),
            countries=tuple(name for name, _ in countries),
            towns=tuple(name for name, _, _ in towns),
        )

    def _rings(self) -> dict[str, list[list[XY]]]:
        if self.projection.scale < _TOO_CLOSE:
            return Outlines(load_shapes(), self.projection, self.frame).visible()
        right, bottom = self.frame.width + 4.0, self.frame.height + 4.0
        return {
            self.subject.country or "": [[(-4, -4), (right, -4), (right, bottom), (-4, bottom)]]
        }

    def _svg(self, content: Markup) -> Markup:
        head = _tag("title", self.words.title, id="map-title")
        head += _tag("desc", self.words.description, id="map-description")
        return _tag(
            "svg",
            head + content,
            class_="map-picture",
            viewBox=f"0 0 {self.frame.width} {self.frame.height}",
            # A group, not an image: an image would hide its links from those who listen.
            role="group" if self.subject.dots else "img",
            aria_labelledby="map-title",
            aria_describedby="map-description",
            direction="rtl" if self.words.is_rtl else "ltr",
            font_size=f"{LETTERS:g}",
        )

    def _spots(self) -> list[Spot]:
        places = [(dot.number, self.projection.place(dot.point)) for dot in self.subject.dots]
        spots = gather(places)
        for spot in spots:
            self.placement.take_circle(spot.x, spot.y, spot.radius + 1)
        return spots

    def _spot(self, spot: Spot) -> Markup:
        first, many = spot.numbers[0], len(spot.numbers)
        name, shown, kind = self.words.cluster(spot.numbers), self.words.number(many), "map-cluster"
        if many == 1:
            name = next(dot.label for dot in self.subject.dots if dot.number == first)
            shown, kind = self.words.number(first), "map-dot"
        circle = _tag("circle", "", cx=_short(spot.x), cy=_short(spot.y), r=_short(spot.radius))
        number = self._text(None, shown, (spot.x, spot.y))
        return _tag(
            "a",
            circle + number,
            class_=kind,
            href=f"#{self.subject.anchor}-{first}",
            aria_label=name,
        )

    def _scale(self) -> tuple[float, Markup]:
        """A bar of 1, 2 or 5 with noughts, in the corner where reading begins."""
        most_km = self.frame.width / 4 / self.projection.scale
        tens = 10.0 ** (len(f"{int(most_km)}") - 1 if most_km >= 1 else -1)
        km = max((step * tens for step in (1, 2, 5) if step * tens <= most_km), default=most_km)
        length, y = km * self.projection.scale, self.frame.height - 12
        start = self.frame.width - 12 - length if self.words.is_rtl else 12
        line = _tag("path", "", d=f"M{_short(start)} {y - 4}v4h{_short(length)}v-4")
        self.placement.take(Box(start - 4, y - 22, start + length + 4, self.frame.height))
        text = self._text(None, self.words.kilometres(km), (start + length / 2, y - 12))
        return km, _tag("g", line + text, class_="map-scale")

    def _country_names(self, rings: dict[str, list[list[XY]]]) -> Iterator[tuple[str, XY]]:
        """Neighbours by name, the largest part of each that is in sight, where there is room."""
        largest = {code: max(parts, key=ring_area) for code, parts in rings.items()}
        for code in sorted(largest, key=lambda code: -ring_area(largest[code])):
            name = country_name(code, self.words.language)
            if code in ("", self.subject.country) or ring_area(largest[code]) < 900:
                continue
            at = self.placement.put_text(name, LETTERS, inner_points(largest[code])[:12])
            if at is not None:
                yield name, at

    def _towns(self) -> Iterator[tuple[str, XY, XY]]:
        """(name, where it is written, where the town is): the focus first, then by size."""
        marks: list[XY] = []
        for name, (x, y) in self._town_candidates():
            if any(abs(x - u) + abs(y - v) < _TOWNS_APART for u, v in marks):
                continue
            at = self.placement.put_text(name, LETTERS, _beside(name, x, y))
            if at is not None:
                self.placement.take_circle(x, y, 3)
                marks.append((x, y))
                yield name, at, (x, y)
            if len(marks) == _MOST_TOWNS:
                return

    def _town_candidates(self) -> Iterator[tuple[str, XY]]:
        if self.subject.focus is not None and self.subject.focus_name:
            yield self.subject.focus_name, self.projection.place(self.subject.focus)
        if self.gazetteer is None:
            return
        inside = replace(self.projection, scale=self.projection.scale * 1.05)
        box = seen_box(inside, self.frame)  # not at the very edge, where half a mark would show
        at_home = self.gazetteer.list_towns_within(box, self.subject.country)
        for town in [*at_home, *self.gazetteer.list_towns_within(box)]:
            name = self.gazetteer.name_of(town, self.words.language)
            yield name, self.projection.place((town.lat, town.lon))

    def _town(self, name: str, at: XY, mark: XY) -> Markup:
        circle = _tag("circle", "", cx=_short(mark[0]), cy=_short(mark[1]), r="2.5")
        return _tag("g", circle + self._text(None, name, at), class_="map-town")

    def _text(self, kind: str | None, text: str, at: XY) -> Markup:
        # Anchored in the middle: that is the same place for every direction of writing.
        where = {"x": _short(at[0]), "y": _short(at[1]), "dy": "0.35em", "text_anchor": "middle"}
        return _tag("text", text, class_=kind, **where)


def _choose_view(subject: MapSubject, frame: Frame) -> Projection:
    shape = load_shapes().countries.get(subject.country or "")
    if subject.shows_country and shape:
        return fit(list(_main_land(shape)), frame, _AROUND_KM / 4)
    points = [dot.point for dot in subject.dots]
    if subject.focus is not None:
        points.append(subject.focus)
    if subject.dots:
        is_one = len({(round(lat, 3), round(lon, 3)) for lat, lon in points}) == 1
        return fit(points, frame, _AROUND_ONE_KM if is_one else _LEAST_KM)
    if points:
        return fit(points, frame, _AROUND_KM)
    return fit(list(_main_land(shape)) if shape else _CONTINENT, frame, _AROUND_KM / 4)


def _main_land(shape: tuple[Polygon, ...]) -> Iterator[Point]:
    """The outline of a country without what lies far off: Spain without the Canary Islands."""
    whole = load_shapes()
    parts = sorted(shape, key=lambda part: -part.area)
    kept = parts[:1]
    for part in parts[1:]:
        if part.area > kept[0].area / 3 or any(_lies_near(part, other) for other in kept):
            kept.append(part)
    for part in kept:
        yield from ((lat, lon) for lon, lat in whole.ring(part.rings[0]))


def _lies_near(part: Polygon, other: Polygon) -> bool:
    """Nearer than a tenth of the bigger one's size, or than a degree and a half."""
    gap = max(
        part.west - other.east,
        other.west - part.east,
        part.south - other.north,
        other.south - part.north,
    )
    return gap < max(1.5, 0.08 * max(other.east - other.west, other.north - other.south))


def _beside(name: str, x: float, y: float) -> list[XY]:
    """Where the name of a town may stand: above or below it, at its sides, a little farther off."""
    side = text_width(name, LETTERS) / 2 + 7
    corners = [(x + right * side, y + down) for down in (0, -11, 12) for right in (1, -1)]
    farther = [(x, y - 27), (x, y + 28), (x + side + 16, y), (x - side - 16, y)]
    return [(x, y - 12), (x, y + 13), *corners, *farther]


def _all(rings: Iterable[list[list[XY]]]) -> list[list[XY]]:
    return [ring for country in rings for ring in country]


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _tag(name: str, content: str, **attributes: str | None) -> Markup:
    """One element; every value is escaped. No `style`: the pages forbid inline styles."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(name, written, escape(content))
