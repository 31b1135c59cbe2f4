"""The offers of a question, with a cursor that the question's field moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.segment import Segment
from textual.message import Message

from tui.offers import Offer
from tui.rendering.cells import Line, fit, spread
from tui.widgets.row_view import RowView

T = TypeVar("T")


class PickList(RowView, Generic[T], can_focus=False):
    """One line an offer. The focus stays in the field, but the cursor is drawn as if it were here."""

    @dataclass
    class Clicked(Message):
        """The offer with the cursor was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._offers: Sequence[Offer[T]] = ()

    @property
    def row_count(self) -> int:
        """How many offers there are."""
        return len(self._offers)

    @property
    def offer(self) -> Offer[T] | None:
        """The offer with the cursor; None when there is none."""
        return self._offers[self.cursor] if self._offers else None

    @property
    def is_led(self) -> bool:
        """The field's keys move the cursor."""
        return True

    def show_offers(self, offers: Sequence[Offer[T]]) -> None:
        """Shows other offers, with the cursor on the first."""
        self._offers = offers
        self.rows_changed()

    def row(self, number: int, cells: int) -> list[Line]:
        """An offer's text, and its detail to the right."""
        offer = self._offers[number]
        detail = fit(offer.detail, cells // 2)
        text = fit(offer.text, cells - 2 - (len(detail) + 1 if detail else 0))
        left, right = [Segment(text, self.palette.text)], [Segment(f"{detail} ", self.palette.muted)]
        return [spread(left, right if detail else [], cells)]

    def row_chosen(self) -> None:
        """A click takes the offer."""
        self.post_message(self.Clicked())
