"""What the user is asking for: the query, the choices that narrow it, the order. Pure; the screen keeps one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from index.results import Filter, SearchRequest, Sort


class ChoiceKind(Enum):
    """What a result is narrowed by."""

    COMPANY = auto()
    GROUP = auto()
    """Any company of a group."""
    EVENT = auto()
    """What happens to companies."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the result is narrowed to, or by.

    Attributes:
        id: The company's id, the group's, or the event's type.
        name: What is shown.
        excluded: Whether articles must not name it; only for companies.
    """

    id: str
    name: str
    excluded: bool = False
    kind: ChoiceKind = ChoiceKind.COMPANY


@dataclass(frozen=True, slots=True)
class Asking:
    """A query, the choices in the order in which they were made, and the order of hits."""

    query: str = ""
    choices: tuple[Choice, ...] = ()
    sort: Sort = Sort.RELEVANCE

    @property
    def request(self) -> SearchRequest:
        """The same as the archive takes it."""
        included: dict[ChoiceKind, list[str]] = {kind: [] for kind in ChoiceKind}
        for choice in self.choices:
            if not choice.excluded:
                included[choice.kind].append(choice.id)
        chosen = Filter(
            companies=tuple(included[ChoiceKind.COMPANY]),
            excluded=tuple(choice.id for choice in self.choices if choice.excluded),
            groups=tuple(included[ChoiceKind.GROUP]),
            events=tuple(included[ChoiceKind.EVENT]),
        )
        return SearchRequest(self.query, chosen, self.sort)

    @property
    def companies(self) -> tuple[Choice, ...]:
        """The companies among the choices."""
        return tuple(choice for choice in self.choices if choice.kind is ChoiceKind.COMPANY)

    @property
    def narrows(self) -> bool:
        """Whether it asks for less than every article."""
        return bool(self.query.strip() or self.choices)

    def with_query(self, query: str) -> Asking:
        """The same choices with another query."""
        return replace(self, query=query)

    def toggled(self, choice: Choice) -> Asking:
        """With the choice made, or taken back when it was made already; made the other way, it is turned."""
        rest = tuple(made for made in self.choices if (made.kind, made.id) != (choice.kind, choice.id))
        return replace(self, choices=rest if choice in self.choices else (*rest, choice))

    def without_last(self) -> Asking:
        """Without the choice made last; without the query when there is no choice."""
        return replace(self, choices=self.choices[:-1]) if self.choices else replace(self, query="")

    def cleared(self) -> Asking:
        """Every article, in the same order."""
        return Asking(sort=self.sort)

    def resorted(self) -> Asking:
        """In the next order of hits."""
        orders = list(Sort)
        return replace(self, sort=orders[(orders.index(self.sort) + 1) % len(orders)])
