"""The companies of the result, with their counts; filtered by from here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from index.results import FacetCount
from tui.keys import COMPANIES
from tui.rendering.cells import Line
from tui.rendering.companies import CompanyRow, company_line
from tui.searching import Choice
from tui.widgets.row_view import RowView


class CompanyPanel(RowView):
    """The filtered companies first, then the most frequent ones."""

    BINDINGS: ClassVar[list[BindingType]] = [*COMPANIES]
    keeps_cursor = False

    @dataclass
    class Chosen(Message):
        """The user toggles this filter."""

        choice: Choice

    def __init__(self) -> None:
        super().__init__()
        self._counts: Sequence[FacetCount] = ()
        self._choices: Sequence[Choice] = ()
        self._here: Collection[str] = ()
        self._rows: list[CompanyRow] = []

    @property
    def row_count(self) -> int:
        """How many companies there are."""
        return len(self._rows)

    @property
    def company(self) -> CompanyRow | None:
        """The company with the cursor; None when there is none."""
        return self._rows[self.cursor] if self._rows else None

    def show_counts(self, counts: Sequence[FacetCount], choices: Sequence[Choice]) -> None:
        """Shows the companies of another result."""
        self._counts, self._choices = counts, choices
        self._rebuild()

    def show_here(self, companies: Collection[str]) -> None:
        """Marks the companies (ids) of the open article."""
        if set(companies) != set(self._here):
            self._here = frozenset(companies)
            self._rebuild()

    def _rebuild(self) -> None:
        """Builds the rows anew; the cursor stays on its company, or on its row; without the focus, on top."""
        kept = self.company
        chosen = {choice.id for choice in self._choices}
        counts = {count.value: count.count for count in self._counts}
        self._rows = [
            CompanyRow(choice.id, choice.name, counts.get(choice.id, 0), choice.excluded, choice.id in self._here)
            for choice in self._choices
        ]
        self._rows += [
            CompanyRow(count.value, count.name, count.count, None, count.value in self._here)
            for count in self._counts
            if count.value not in chosen
        ]
        places = (number for number, row in enumerate(self._rows) if kept and row.id == kept.id)
        self.rows_changed(next(places, self.cursor) if self.has_focus else 0)

    def row(self, number: int, cells: int) -> list[Line]:
        """A company's line."""
        return [company_line(self._rows[number], cells, self.palette)]

    def row_chosen(self) -> None:
        """A click filters."""
        self.action_choose()

    def action_choose(self) -> None:
        """Filters by the company with the cursor, or no longer."""
        if self.company:
            self.post_message(self.Chosen(Choice(self.company.id, self.company.name)))

    def action_exclude(self) -> None:
        """Excludes the company with the cursor, or no longer."""
        if self.company:
            self.post_message(self.Chosen(Choice(self.company.id, self.company.name, excluded=True)))
