"""The way out is on every page, works without a script, and leads somewhere harmless.

What static/js/leave.js adds is tested in the browser suite. It finds `a[data-leave]` (two: the skip
link and the button) and `[data-leave-status]`, whose `data-two-more`, `data-one-more`,
`data-leaving` and `data-expired` hold what is announced. On leaving it adds `div.leave-overlay`.
"""

import re
from pathlib import Path

import pytest
from httpx import AsyncClient

from directory.errors import BrokenData
from directory.web.leave import choose_exit, read_exits


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
async def test_both_links_work_without_a_script(visitor: AsyncClient, language: str) -> None:
    page = (await visitor.get(f"/{language}/safety")).text
    links = re.findall(r"<a [^>]*data-leave\s*>", page)

    assert len(links) == 2
    for link in links:
        assert f'href="{read_exits()[language]}"' in link
        assert 'rel="noreferrer nofollow"' in link
        assert "target=" not in link


async def test_it_is_the_first_link_of_the_page(visitor: AsyncClient) -> None:
    page = (await visitor.get("/en/safety")).text

    assert "data-leave" in page[page.index("<body") :].split("</a>")[0]


async def test_the_safety_page_promises_no_clearing(visitor: AsyncClient) -> None:
    page = (await visitor.get("/en/safety")).text

    assert "It does not clear the history." in page


def test_every_language_of_the_promise_has_its_own_exit() -> None:
    exits = read_exits()

    assert " ".join(exits) == "en es fr pt de ar fa uk ru zh hi sw"
    assert len(set(exits.values())) == len(exits)


def test_a_new_language_leaves_by_the_english_exit_until_it_has_its_own() -> None:
    assert choose_exit("tr", read_exits()) == read_exits()["en"]


@pytest.mark.parametrize(
    "url", ["http://a.example/", "https://a.example/?q=1", "/en/", "", "javascript:1"]
)
def test_an_exit_that_could_betray_is_reported_by_file_line_and_value(
    tmp_path: Path, url: str
) -> None:
    file = tmp_path / "leave.csv"
    file.write_text(f"language,url\nen,https://a.example/\nes,{url}\n", encoding="utf-8")

    with pytest.raises(BrokenData) as report:
        read_exits(file)
    problem = report.value.problems[0]
    assert (problem.file, problem.line, problem.field, problem.value) == (
        "leave.csv",
        3,
        "url",
        url,
    )
