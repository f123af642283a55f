"""Where words and dots go on a map, so that none lies on another."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from directory.places.projection import XY, Frame


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of the picture that something needs for itself."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """Results that are drawn as one: their numbers in order, and where."""

    x: float
    y: float
    numbers: tuple[int, ...]

    @property
    def radius(self) -> float:
        many = len(self.numbers)
        return 13 if many == 1 else min(15 + 2 * math.log2(many), 26)


@dataclass
class Placement:
    """What is taken already. Things are placed in the order of their worth; later ones give way."""

    frame: Frame
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> None:
        self.taken.append(box)

    def take_circle(self, x: float, y: float, radius: float) -> None:
        self.take(Box(x - radius, y - radius, x + radius, y + radius))

    def put_text(self, text: str, size: float, middles: Iterable[XY]) -> XY | None:
        """The first middle where the text fits on free ground, which it then takes; or None."""
        half = text_width(text, size) / 2 + 3
        for x, y in middles:
            box = Box(x - half, y - size * 0.65, x + half, y + size * 0.65)
            if self._is_inside(box) and not any(map(box.overlaps, self.taken)):
                self.take(box)
                return x, y
        return None

    def _is_inside(self, box: Box) -> bool:
        return (
            box.left >= 2
            and box.top >= 2
            and box.right <= self.frame.width - 2
            and box.bottom <= self.frame.height - 2
        )


def text_width(text: str, size: float) -> float:
    """About how wide a text is; a little too wide rather than too narrow."""
    return size * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.7 if letter.isupper() else 0.56


def gather(places: Sequence[tuple[int, XY]]) -> list[Spot]:
    """Numbered places as spots that do not touch: whoever would, is drawn as one."""
    spots: list[Spot] = [Spot(x, y, (number,)) for number, (x, y) in places]
    merged: list[Spot] = []
    while spots:
        spot = spots.pop(0)
        near = next((other for other in merged if _touch(spot, other)), None)
        if near is None:
            merged.append(spot)
        else:  # grown and moved, it may touch another now
            merged.remove(near)
            spots.insert(0, _join(near, spot))
    return sorted(merged, key=lambda spot: spot.numbers)


def _touch(one: Spot, other: Spot) -> bool:
    return math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius + 2


def _join(one: Spot, other: Spot) -> Spot:
    many, more = len(one.numbers), len(other.numbers)
    return Spot(
        (one.x * many + other.x * more) / (many + more),
        (one.y * many + other.y * more) / (many + more),
        tuple(sorted(one.numbers + other.numbers)),
    )


def inner_points(ring: Sequence[XY]) -> list[XY]:
    """Points inside a ring, the one farthest from its edge first: where its name can stand."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    inside = []
    for across in range(1, 10):
        for down in range(1, 10):
            x, y = left + (right - left) * across / 10, top + (bottom - top) * down / 10
            if _holds(ring, x, y):
                inside.append((min(math.hypot(x - u, y - v) for u, v in ring), x, y))
    return [(x, y) for _, x, y in sorted(inside, reverse=True)]


def _holds(ring: Sequence[XY], x: float, y: float) -> bool:
    crossings = False
    for at, (u, v) in enumerate(ring):
        last_u, last_v = ring[at - 1]
        if (v > y) != (last_v > y) and x < (last_u - u) * (y - v) / (last_v - v) + u:
            crossings = not crossings
    return crossings


def ring_area(ring: Sequence[XY]) -> float:
    """The area of a ring, in square units of the picture."""
    steps = ((ring[at - 1], point) for at, point in enumerate(ring))
    return abs(sum(x * v - u * y for (x, y), (u, v) in steps)) / 2
