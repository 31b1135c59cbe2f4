"""The companies of the result, with their counts; filtered by from here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from index.counts import Counts
from index.results import FacetCount
from tui.keys import COMPANIES
from tui.named import Named
from tui.rendering.cells import Line
from tui.rendering.companies import CompanyRow, company_line
from tui.searching import Choice
from tui.widgets.row_view import RowView


class CompanyPanel(RowView):
    """The filtered companies first, then those of the open article, then the others; the most frequent ones first.

    Attributes:
        outdated: Whether the companies shown are an older result's, until those of the newest are counted.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*COMPANIES]
    keeps_cursor = False

    @dataclass
    class Chosen(Message):
        """The user toggles this filter."""

        choice: Choice

    @dataclass
    class Highlighted(Message):
        """The cursor is on another company."""

    @dataclass
    class GroupWanted(Message):
        """The user wants the articles with any company of this one's group."""

        company: Named

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self._counts = Counts.of(())
        self._here: Collection[str] = ()
        self._first: Sequence[int] = ()
        self._elsewhere: Sequence[int] = ()
        self.outdated = True

    @property
    def row_count(self) -> int:
        """How many companies there are."""
        return len(self._choices) + len(self._first) + len(self._counts) - len(self._elsewhere)

    def company_at(self, number: int) -> CompanyRow:
        """The company of a row."""
        if number < len(self._choices):
            choice = self._choices[number]
            place, here = self._counts.place(choice.id), choice.id in self._here
            count = 0 if place is None else self._counts[place].count
            return CompanyRow(choice.id, choice.name, count, choice.excluded, here)
        other = self._counts[self._place(number - len(self._choices))]
        return CompanyRow(other.value, other.name, other.count, None, other.value in self._here)

    def _place(self, number: int) -> int:
        """Where the company of a row that is no choice stands among all: the open article's come first."""
        if number < len(self._first):
            return self._first[number]
        place = number - len(self._first)
        for other in self._elsewhere:
            place += other <= place
        return place

    def _row_of(self, company: str) -> int | None:
        """In which row a company stands; None where it does not."""
        for number, choice in enumerate(self._choices):
            if choice.id == company:
                return number
        place = self._counts.place(company)
        if place is None:
            return None
        if place in self._first:
            return len(self._choices) + self._first.index(place)
        before = sum(other < place for other in self._elsewhere)
        return len(self._choices) + len(self._first) + place - before

    @property
    def company(self) -> CompanyRow | None:
        """The company with the cursor; None when there is none."""
        return self.company_at(self.cursor) if self.row_count else None

    def show_counts(self, counts: Sequence[FacetCount], choices: Sequence[Choice]) -> None:
        """Shows the companies of another result."""
        kept = self.company
        self.outdated = False
        self._choices = choices
        self._counts = Counts.of(counts)
        self._put_first(kept)

    def show_here(self, companies: Collection[str]) -> None:
        """Marks the companies (ids) of the open article, and puts them first."""
        kept = self.company
        self._here = companies
        self._put_first(kept)

    def _put_first(self, kept: CompanyRow | None) -> None:
        """With the focus the cursor stays on its company, or on its row; without, it goes on top.

        On its row, too, where its company is the open article's no longer: that may be thousands of rows away now.
        """
        chosen = {choice.id for choice in self._choices}
        self._first = self._places(company for company in self._here if company not in chosen)
        self._elsewhere = sorted([*self._first, *self._places(chosen)])
        follows = kept is not None and (not kept.here or kept.id in self._here)
        row = self._row_of(kept.id) if kept and follows and self.has_focus else None
        self.rows_changed((self.cursor if row is None else row) if self.has_focus else 0)

    def _places(self, companies: Iterable[str]) -> list[int]:
        found = (self._counts.place(company) for company in companies)
        return sorted(place for place in found if place is not None)

    def cursor_moved(self) -> None:
        """Tells it."""
        self.post_message(self.Highlighted())

    def row(self, number: int, cells: int) -> list[Line]:
        """A company's line."""
        return [company_line(self.company_at(number), cells, self.palette)]

    def row_chosen(self) -> None:
        """A click filters."""
        self.action_choose()

    def action_choose(self) -> None:
        """Filters by the company with the cursor, or no longer."""
        if self.company:
            self.post_message(self.Chosen(Choice(self.company.id, self.company.name)))

    def action_choose_group(self) -> None:
        """Filters by the whole group, or no longer."""
        if self.company:
            self.post_message(self.GroupWanted(Named(self.company.id, self.company.name)))

    def action_exclude(self) -> None:
        """Excludes the company with the cursor, or no longer."""
        if self.company:
            self.post_message(self.Chosen(Choice(self.company.id, self.company.name, excluded=True)))
