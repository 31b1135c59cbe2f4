"""What the user is asking for: the query, the choices that narrow it, the order. Pure; the screen keeps one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.results import Filter, SearchRequest, Sort


@dataclass(frozen=True, slots=True)
class Choice:
    """A company that the result is narrowed to, or by.

    Attributes:
        id: The company's id.
        name: Its canonical name.
        excluded: Whether articles must not name it.
    """

    id: str
    name: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """A query, the choices in the order in which they were made, and the order of hits."""

    query: str = ""
    choices: tuple[Choice, ...] = ()
    sort: Sort = Sort.RELEVANCE

    @property
    def request(self) -> SearchRequest:
        """The same as the archive takes it."""
        included = tuple(choice.id for choice in self.choices if not choice.excluded)
        excluded = tuple(choice.id for choice in self.choices if choice.excluded)
        return SearchRequest(self.query, Filter(included, excluded), self.sort)

    @property
    def narrows(self) -> bool:
        """Whether it asks for less than every article."""
        return bool(self.query.strip() or self.choices)

    def with_query(self, query: str) -> Asking:
        """The same choices with another query."""
        return replace(self, query=query)

    def toggled(self, choice: Choice) -> Asking:
        """With the choice made, or taken back when it was made already; made the other way, it is turned."""
        rest = tuple(made for made in self.choices if made.id != choice.id)
        return replace(self, choices=rest if choice in self.choices else (*rest, choice))

    def without_last(self) -> Asking:
        """Without the choice made last; without the query when there is no choice."""
        return replace(self, choices=self.choices[:-1]) if self.choices else replace(self, query="")

    def cleared(self) -> Asking:
        """Every article, in the same order."""
        return Asking(sort=self.sort)

    def resorted(self) -> Asking:
        """In the other order of hits."""
        return replace(self, sort=Sort.DATE if self.sort is Sort.RELEVANCE else Sort.RELEVANCE)
