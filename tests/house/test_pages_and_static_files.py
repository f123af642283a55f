"""Pages keep to a strict content policy and to both directions of writing, with no dead files."""

import re

from tests.house.sources import PROGRAM, STATIC, TEMPLATES, lines_of, name_of

STYLES = [path for path in STATIC if path.suffix == ".css"]
SCRIPTS = [path for path in STATIC if path.suffix == ".js"]
INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<style\b|<script\b(?![^>]*\bsrc=)|javascript:")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:[a-z]+-)+)?(?:left|right|top|bottom)(?:-[a-z]+)*\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
FOUR_SIDES = re.compile(r"(?<![\w-])(?:margin|padding|inset)\s*:\s*\S+ (\S+) \S+ ([^;\s]+)")


def test_no_page_holds_a_script_or_a_style() -> None:
    assert [place for place, line in lines_of(TEMPLATES) if INLINE.search(line)] == []


def test_styles_follow_the_direction_of_writing() -> None:
    def is_lopsided(line: str) -> bool:
        sides = FOUR_SIDES.search(line)
        return bool(sides and sides[1] != sides[2])

    physical = [
        place for place, line in lines_of(STYLES) if PHYSICAL.search(line) or is_lopsided(line)
    ]

    assert physical == []


def test_no_style_overrules_the_reader() -> None:
    assert [place for place, line in lines_of(STYLES) if "!important" in line] == []


def test_a_script_is_one_small_improvement() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in SCRIPTS}

    assert {name: length for name, length in lengths.items() if length >= 60} == {}


def test_every_static_file_is_used() -> None:
    """A page or a style names it, or it is part of a bundle, which names it without its ending."""
    texts = {path: path.read_text("utf-8") for path in (*TEMPLATES, *STYLES, *SCRIPTS)}
    bundles = (PROGRAM / "web" / "static.py").read_text("utf-8")
    unused = [
        name_of(path)
        for path in STATIC
        if not any(path.name in text for user, text in texts.items() if user != path)
        and f'"{path.stem}"' not in bundles
    ]

    assert unused == []
