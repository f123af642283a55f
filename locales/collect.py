"""Collect every sentence of the program and bring the catalogues up to date.

Run by `make messages`. To begin a language, make its folder: `mkdir -p locales/uk/LC_MESSAGES`.
What is written is the same on every day and machine, so that a difference is a changed sentence.

What a family reads of its own referral has catalogues of its own, in locales/family: it is there
in each language in which a consent can be asked for, also where no page is. To begin one of those,
make its file: `touch locales/family/ti.po`.
"""

from collections.abc import Collection
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).resolve().parent
PROGRAM = LOCALES.parent / "directory"
READERS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
PAGES, FAMILY = "handrail", "family"
# The files of which a family reads every sentence.
FOR_FAMILIES = {"referrals/words.py", "referrals/receipt_words.py"}
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}


def collect_messages(domains: Collection[str] = (PAGES, FAMILY)) -> Catalog:
    """Each sentence that a reader may see, with the comments that begin with "Translators:"."""
    template = Catalog()
    found = extract_from_dir(
        PROGRAM,
        method_map=READERS,
        options_map={"**/templates/**.html": JINJA},
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for file, _line, message, comments, context in found:
        domain = FAMILY if file in FOR_FAMILIES else PAGES
        if domain in domains:
            template.add(message, auto_comments=comments, context=context)
    return template


def text_of(catalogue: Catalog) -> bytes:
    """The catalogue as its file holds it: sorted, with no line numbers, dates or tools."""
    header = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if catalogue.locale_identifier:
        tag = catalogue.locale_identifier.replace("_", "-")
        header += [f"Language: {tag}", f"Plural-Forms: {catalogue.plural_forms}"]
    text = BytesIO()
    text.write(b'msgid ""\nmsgstr ""\n')
    text.writelines(f'"{line}\\n"\n'.encode() for line in header)
    text.write(b"\n")
    write_po(
        text,
        catalogue,
        width=0,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    return text.getvalue().rstrip() + b"\n"


def catalogue_path(domain: str, language: str) -> Path:
    if domain == FAMILY:
        return LOCALES / FAMILY / f"{language}.po"
    return LOCALES / language / "LC_MESSAGES" / f"{PAGES}.po"


def read_catalogue(language: str, domain: str = PAGES) -> Catalog:
    """One language's catalogue, empty where it is new."""
    identifier = language.replace("-", "_")
    path = catalogue_path(domain, language)
    if not path.exists():
        return Catalog(locale=identifier)
    with path.open("rb") as file:
        return read_po(file, locale=identifier, abort_invalid=True)


def main() -> None:
    begun = {
        PAGES: [folder.parent.name for folder in LOCALES.glob("*/LC_MESSAGES")],
        FAMILY: [path.stem for path in LOCALES.glob(f"{FAMILY}/*.po")],
    }
    for domain, languages in begun.items():
        template = collect_messages({domain})
        (LOCALES / f"{domain}.pot").write_bytes(text_of(template))
        for language in languages:
            catalogue = read_catalogue(language, domain)
            # A guess at a changed sentence could be read by somebody in need: leave it to people.
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue_path(domain, language).write_bytes(text_of(catalogue))


if __name__ == "__main__":
    main()
