"""A page as a browser takes it apart, without running anything."""

from html.parser import HTMLParser

Attributes = dict[str, str]


class ParsedPage(HTMLParser):
    """Every element with its attributes, the title, and the text of the first heading."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.texts: dict[str, str] = {"title": "", "h1": ""}
        self._open = ""
        self.feed(page)

    def all(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.elements if name == tag]

    def values(self, name: str) -> list[str]:
        """The values of one attribute, wherever it stands."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: text or "" for name, text in attrs}))
        if tag in self.texts:
            self._open = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open] += data
