"""Long lists in pages. Nothing here knows what is in the list."""

from dataclasses import dataclass

from directory.errors import NotFound


@dataclass(frozen=True, slots=True)
class Page:
    """One page of `total` things, `size` on each. `number` counts from 1; an empty list has one
    page, and any number outside is NotFound.
    """

    number: int
    size: int
    total: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.pages:
            raise NotFound

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def start(self) -> int:
        """How many things stand before this page: the beginning of a slice."""
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        """The end of the same slice."""
        return min(self.start + self.size, self.total)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    @property
    def window(self) -> tuple[int | None, ...]:
        """The page numbers worth a link; None is a gap. Page 6 of 20: 1 … 5 6 7 … 20."""
        near = {1, self.number - 1, self.number, self.number + 1, self.pages}
        shown = [number for number in sorted(near) if 1 <= number <= self.pages]
        window: list[int | None] = []
        for number in shown:
            last = window[-1] if window else None
            if last is not None and number - last == 2:
                window.append(last + 1)  # a gap of one page takes as much room as its number
            elif last is not None and number - last > 2:
                window.append(None)
            window.append(number)
        return tuple(window)
