"""Whatever a reader sees is a whole sentence that a translator was given."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from locales.collect import collect_messages
from tests.house.sources import PROGRAM, TEMPLATES, name_of

PYTHON = sorted(PROGRAM.rglob("*.py"))
MARKS = {"_", "N_", "gettext", "ngettext", "pgettext", "npgettext"}
# What Jinja writes or leaves out; the rest of a template stands on the page as it is.
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
READ_ALOUD = {"alt", "title", "placeholder", "label", "aria-label", "aria-description"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
# A block or macro may hold no more than attributes or a class of an element around it.
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"|^[a-z]+(-[a-z]+)+$', re.MULTILINE)
NAMES = {"WhatsApp"}
NAMELESS = re.compile(r"%(?![%(])|\{\w*\}")


class Visible(HTMLParser):
    """Gathers the words of a page that no expression wrote."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += LETTERS.findall(ATTRIBUTE.sub("", data))

    def handle_starttag(self, _: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, text in attributes:
            if name in READ_ALOUD:
                self.words += LETTERS.findall(text or "")


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_word_of_a_page_escapes_translation(path: Path) -> None:
    page = EXPRESSION.sub("", path.read_text("utf-8"))

    assert set(Visible(page).words) - NAMES == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_page_puts_a_sentence_together(path: Path) -> None:
    """Neither `_("a" ~ b)` nor `_("…" % b)` reaches a translator."""
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(
        path.read_text("utf-8")
    )
    made = (nodes.Concat, nodes.Add, nodes.Mod, nodes.Filter)

    assert [
        call.lineno
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in MARKS
        if any(isinstance(argument, made) for argument in call.args[:2])
    ] == []


def test_no_code_puts_a_sentence_together() -> None:
    made = ast.JoinedStr | ast.BinOp | ast.Call
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in MARKS
        if any(isinstance(argument, made) for argument in node.args[:2])
    ]

    assert found == []


def test_no_sentence_goes_through_a_name_that_nobody_collects() -> None:
    """`say = localizer.gettext` and then `say("…")`: no translator would ever see the sentence."""
    found = []
    for path in PYTHON:
        tree = ast.parse(path.read_text("utf-8"))
        aliases = {
            name.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and ".gettext" in ast.unparse(node.value)
            for target in node.targets
            for name in ast.walk(target)
            if isinstance(name, ast.Name)
        }
        found += [
            f"{name_of(path)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in aliases - MARKS
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ]

    assert found == []


def test_what_goes_into_a_sentence_has_a_name() -> None:
    """A translator may need another order, and has to know what a number counts."""
    texts = [text for message in collect_messages() for text in _texts(message.id)]

    assert [text for text in texts if NAMELESS.search(text)] == []


def test_a_sentence_has_no_markup_and_no_loose_ends() -> None:
    texts = [text for message in collect_messages() for text in _texts(message.id)]

    assert [text for text in texts if re.search(r"</?\w|&\w+;", text)] == []
    assert [text for text in texts if text != text.strip() or "  " in text] == []


def _texts(message: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)
