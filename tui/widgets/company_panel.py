"""The companies of the result, with their counts; filtered by from here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

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
        self._counts: Mapping[str, int] = {}
        self._others: Sequence[FacetCount] = ()
        self._here: Collection[str] = ()
        self._first: Sequence[int] = ()
        self.outdated = True

    @property
    def row_count(self) -> int:
        """How many companies there are."""
        return len(self._choices) + len(self._others)

    def company_at(self, number: int) -> CompanyRow:
        """The company of a row."""
        if number < len(self._choices):
            choice = self._choices[number]
            count, here = self._counts.get(choice.id, 0), choice.id in self._here
            return CompanyRow(choice.id, choice.name, count, choice.excluded, here)
        other = self._others[self._place(number - len(self._choices))]
        return CompanyRow(other.value, other.name, other.count, None, other.value in self._here)

    def _place(self, number: int) -> int:
        """Where the company of a row that is no choice stands among the others: the open article's come first."""
        if number < len(self._first):
            return self._first[number]
        place = number - len(self._first)
        for first in self._first:
            place += first <= place
        return place

    @property
    def company(self) -> CompanyRow | None:
        """The company with the cursor; None when there is none."""
        return self.company_at(self.cursor) if self.row_count else None

    def show_counts(self, counts: Sequence[FacetCount], choices: Sequence[Choice]) -> None:
        """Shows the companies of another result."""
        kept = self.company
        self.outdated = False
        chosen = {choice.id for choice in choices}
        self._choices = choices
        self._counts = {count.value: count.count for count in counts if count.value in chosen} if chosen else {}
        self._others = [count for count in counts if count.value not in chosen] if chosen else counts
        self._put_first(kept)

    def show_here(self, companies: Collection[str]) -> None:
        """Marks the companies (ids) of the open article, and puts them first."""
        kept = self.company
        self._here = companies
        self._put_first(kept)

    def _put_first(self, kept: CompanyRow | None) -> None:
        """With the focus the cursor stays on its company, or on its row; without, it goes on top."""
        here = self._here
        self._first = [number for number, other in enumerate(self._others) if other.value in here] if here else ()
        rows = range(self.row_count) if self.has_focus and kept else ()
        places = (number for number in rows if kept and self.company_at(number).id == kept.id)
        self.rows_changed(next(places, self.cursor) if self.has_focus else 0)

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
