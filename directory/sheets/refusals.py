"""What is refused about a table, in the words of whoever sent it."""

from collections.abc import Sequence

from directory.errors import Refusal
from directory.languages.catalogues import N_


class NoTable(Refusal):
    """What was sent is no table that we can read. sentence: a key of its translation; values: of
    its placeholders."""

    NOTHING = N_("Choose a file, or paste the cells of your table.")
    NO_FILE = N_(
        "We could not read this file. Save it as an Excel workbook (.xlsx) without a password, "
        "or as “CSV UTF-8”."
    )
    NOT_UTF8 = N_(
        "We could not read the letters of this file. Save it as an Excel workbook (.xlsx) or as "
        "“CSV UTF-8”."
    )
    HOLDS_MORE = N_(
        "This workbook holds more than tables: %(name)s. Take pictures and other files out of it."
    )
    TOO_MUCH = N_(
        "This table is too large. Send it in parts of 5,000 lines, such as one country at a time."
    )
    BROKEN_LINE = N_(
        "Line %(number)s cannot be read: a quotation mark is missing, or a cell is too long."
    )
    NO_HEADINGS = N_(
        "We found no line with the names of the columns. Take the table away anew and fill in "
        "that one."
    )
    NO_LINES = N_("There is no line below the names of the columns.")
    TWICE = N_("The column %(name)s is there twice.")

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__()
        self.sentence, self.values = sentence, values


class Overtaken(Refusal):
    """Listings changed after the table was looked at. names: of some of them."""

    sentence = N_("Meanwhile somebody changed listings of this table. Nothing was taken over.")

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = tuple(names)


class TakenAlready(Refusal):
    """The button was pressed twice."""
