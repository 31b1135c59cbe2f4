"""The deals of the result, those that the open article tells of first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from index.deal import Deal, Evidence
from index.deals import Deals
from tui.keys import DEALS
from tui.rendering.cells import Line
from tui.rendering.deals import deal_lines
from tui.widgets.row_view import RowView


class DealPanel(RowView):
    """Two lines a deal. Enter goes to its evidence, place after place.

    Args:
        since: Whether to tell since when a deal is told, too.

    Attributes:
        outdated: Whether the deals shown are an older result's, until those of the newest are here.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*DEALS]
    keeps_cursor = False

    row_lines = reactive(2, repaint=False)

    faint: reactive[bool] = reactive(False)
    """Whether they are drawn as deals that may not be those of the newest result."""

    marked: reactive[str] = reactive("")
    """The id of the deal that another one is to be the same as; empty for none."""

    @dataclass
    class Highlighted(Message):
        """The cursor is on another deal."""

    @dataclass
    class EvidenceWanted(Message):
        """The user wants to see where it says so: place `number` (from 1) of `count`."""

        deal: Deal
        evidence: Evidence
        number: int
        count: int

    def __init__(self, *, since: bool = False) -> None:
        super().__init__()
        self.outdated = False
        self._since = since
        self._deals: Deals | tuple[()] = ()
        self._article: int | None = None
        self._first: Sequence[int] = ()
        self._jump: tuple[str, int] | None = None

    @property
    def row_count(self) -> int:
        """How many deals there are."""
        return len(self._deals)

    def deal_at(self, number: int) -> Deal:
        """The deal of a row: the open article's deals stand before all the others, which keep their order."""
        if number < len(self._first):
            return self._deals[self._first[number]]
        place = number - len(self._first)
        for first in self._first:
            place += first <= place
        return self._deals[place]

    @property
    def deal(self) -> Deal | None:
        """The deal with the cursor; None when there is none."""
        return self.deal_at(self.cursor) if self._deals else None

    def show_deals(self, deals: Deals | tuple[()]) -> None:
        """Shows the deals of another result. With the focus the cursor stays on its deal."""
        kept = self.deal
        self._deals = deals
        self.outdated = self.faint = False
        self._put_first(kept)

    def show_here(self, article_id: int | None) -> None:
        """Puts the open article's deals first; but while the user goes from place to place, nothing moves."""
        if article_id != self._article:
            self._article = article_id
            if self._jump is None:
                self._put_first(self.deal)
            else:
                self.refresh()

    def _put_first(self, kept: Deal | None) -> None:
        self._jump = None
        self._first = self._deals.told_in(self._article) if self._deals and self._article is not None else ()
        self.rows_changed(self._row_of(kept) if self.has_focus and kept else 0)

    def _row_of(self, deal: Deal) -> int:
        """Where a deal stands; the first row when it does not any more."""
        place = self._deals.place(deal.id) if self._deals else None
        if place is None:
            return 0
        return self._first.index(place) if place in self._first else place + sum(first > place for first in self._first)

    def row(self, number: int, cells: int) -> list[Line]:
        """A deal's two lines."""
        deal = self.deal_at(number)
        here = any(evidence.article == self._article for evidence in deal.evidence)
        lines = deal_lines(deal, cells, self.palette, here=here, marked=deal.id == self.marked, since=self._since)
        return (
            [list(Segment.apply_style(line, post_style=self.palette.faint)) for line in lines] if self.faint else lines
        )

    def on_blur(self) -> None:
        """The places visited are forgotten, and the open article's deals come first again."""
        if self._jump is not None:
            self._put_first(self.deal)

    def cursor_moved(self) -> None:
        """Another deal begins with its first place."""
        if self._jump and self.deal and self._jump[0] != self.deal.id:
            self._jump = (self.deal.id, -1)
        self.post_message(self.Highlighted())

    def row_chosen(self) -> None:
        """A click goes to the evidence."""
        self.action_evidence()

    def action_evidence(self) -> None:
        """To the deal's next place: those in the open article first, then the others, the newest article first."""
        deal = self.deal
        if deal is None or not deal.evidence:
            return
        if self._jump is None or self._jump[0] != deal.id or self._jump[1] < 0:
            here = (number for number, evidence in enumerate(deal.evidence) if evidence.article == self._article)
            number = next(here, 0)
        else:
            number = (self._jump[1] + 1) % len(deal.evidence)
        self._jump = (deal.id, number)
        self.post_message(self.EvidenceWanted(deal, deal.evidence[number], number + 1, len(deal.evidence)))
