"""The deals of the result, those that the open article tells of first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from index.document import Deal, Evidence
from tui.keys import DEALS
from tui.rendering.cells import Line
from tui.rendering.deals import deal_lines
from tui.widgets.row_view import RowView


class DealPanel(RowView):
    """Two lines a deal. Enter goes to its evidence, place after place."""

    BINDINGS: ClassVar[list[BindingType]] = [*DEALS]
    keeps_cursor = False

    row_lines = reactive(2, repaint=False)

    @dataclass
    class EvidenceWanted(Message):
        """The user wants to see where it says so: place `number` (from 1) of `count`."""

        deal: Deal
        evidence: Evidence
        number: int
        count: int

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Deal] = ()
        self._deals: list[Deal] = []
        self._here = 0
        self._article: int | None = None
        self._jump: tuple[str, int] | None = None

    @property
    def row_count(self) -> int:
        """How many deals there are."""
        return len(self._deals)

    @property
    def deal(self) -> Deal | None:
        """The deal with the cursor; None when there is none."""
        return self._deals[self.cursor] if self._deals else None

    def show_deals(self, deals: Sequence[Deal]) -> None:
        """Shows the deals of another result."""
        self._all = deals
        self._rebuild()

    def show_here(self, article_id: int | None) -> None:
        """Puts the open article's deals first; but while the user goes from place to place, nothing moves."""
        if article_id != self._article:
            self._article = article_id
            if self._jump is None:
                self._rebuild()

    def _rebuild(self) -> None:
        kept, self._jump = self.deal, None
        here = [deal for deal in self._all if self._is_here(deal)]
        chosen = {deal.id for deal in here}
        self._here = len(here)
        self._deals = here + [deal for deal in self._all if deal.id not in chosen]
        places = (number for number, deal in enumerate(self._deals) if kept and deal.id == kept.id)
        self.rows_changed(next(places, 0) if self.has_focus else 0)

    def _is_here(self, deal: Deal) -> bool:
        return any(evidence.article == self._article for evidence in deal.evidence)

    def row(self, number: int, cells: int) -> list[Line]:
        """A deal's two lines."""
        deal = self._deals[number]
        return deal_lines(deal, cells, self.palette, here=self._is_here(deal))

    def on_blur(self) -> None:
        """The places visited are forgotten, and the open article's deals come first again."""
        if self._jump is not None:
            self._rebuild()

    def cursor_moved(self) -> None:
        """Another deal begins with its first place."""
        if self._jump and self.deal and self._jump[0] != self.deal.id:
            self._jump = (self.deal.id, -1)

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
