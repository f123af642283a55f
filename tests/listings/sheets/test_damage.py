"""What spreadsheets do to untouched cells is no change; what they destroyed is no number."""

import pytest

from directory.sheets.damage import defused, is_damaged, is_same, restored


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("46001", "46001"),
        ("1234", "01234"),
        ("3.16123E+10", "31612345678"),
        ("3,16123E+10", "31612345678"),
        ("'+34 900", "+34 900"),
        ("a\r\nb ", "a\nb"),
        ("", ""),
    ],
)
def test_an_untouched_cell_is_the_same(cell: str, written: str) -> None:
    assert is_same(restored(cell), written)


@pytest.mark.parametrize(
    ("cell", "written"),
    [("1234", "12345"), ("1234", "O1234"), ("3.17E+10", "31512345678"), ("", "0"), ("x", "")],
)
def test_another_cell_is_another(cell: str, written: str) -> None:
    assert not is_same(restored(cell), written)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "'+1", "plain", "'quoted'"])
def test_what_was_made_harmless_is_itself_again(cell: str) -> None:
    assert is_same(restored(defused(cell)), cell)


def test_a_number_that_was_shortened_is_no_number() -> None:
    assert is_damaged("3.16E+10")
    assert is_damaged("Fundaci\ufffdn")
    assert not is_damaged("31612345678")
