"""Names that values go by: which companies "VW" or "Jaguar Land" mean, which sources "Zeitung"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from index.search.analysis import forms


class Names:
    """Every name in an index, and the values that go by it. A name is known by the forms of its words.

    Args:
        pairs: A name, as its forms with a blank between, and a value.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: defaultdict[str, set[str]] = defaultdict(set)
        self._compact: defaultdict[str, set[str]] = defaultdict(set)
        for name, value in pairs:
            self._values[f" {name} "].add(value)
            self._compact[name.replace(" ", "")].add(value)

    def values(self, text: str, *, begins: bool, typing: bool) -> set[str]:
        """The values of the name itself ("EON" is "E.ON"); else of the names that have these words side by side.

        With `begins`, of every name that has a word beginning so; with `typing`, of these if there are no others.
        """
        wanted = " ".join(forms(text))
        if not begins:
            found = self._compact.get(wanted.replace(" ", "")) or self._holding(f" {wanted} ")
            if found or not typing:
                return set(found)
        return self._holding(f" {wanted}")

    def near(self, text: str, near: Callable[[str, str], bool]) -> set[str]:
        """The values of names that are near a text, as a whole or in one of their words."""
        wanted = "".join(forms(text))
        return {
            value
            for name, values in self._values.items()
            if near(name.replace(" ", ""), wanted) or any(near(word, wanted) for word in name.split())
            for value in values
        }

    def _holding(self, piece: str) -> set[str]:
        return {value for name, values in self._values.items() if piece in name for value in values}
