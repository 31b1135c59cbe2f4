"""One question, answered by choosing from a list that typing narrows, or by what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final, Generic, TypeVar

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input
from textual.worker import get_current_worker

from tui.keys import PICK
from tui.offers import Offer, is_offered, matching
from tui.rendering.cells import fit
from tui.screens.painting import PaintingScreen
from tui.widgets.pick_list import PickList
from tui.widgets.plain_field import PlainField
from tui.widgets.text_line import TextLine

T = TypeVar("T")

_MOST: Final = 200
"""Offers listed at once: who wants the 201st types another letter."""
_ROWS: Final = 12


class PickScreen(PaintingScreen[T], ModalScreen[T], Generic[T]):
    """Over another screen; gives what was chosen, or None after Esc.

    Args:
        question: What is asked, a few words.
        offers: What can be chosen, the likeliest first.
        more: Finds further offers, in a thread.
        typed: Makes an offer of what was typed, where nothing of that name is offered; None where it must be chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*PICK]

    def __init__(
        self,
        question: str,
        offers: Sequence[Offer[T]] = (),
        *,
        more: Callable[[], Sequence[Offer[T]]] | None = None,
        typed: Callable[[str], Offer[T]] | None = None,
    ) -> None:
        super().__init__()
        self._question = question
        self._offers = list(offers)
        self._more = more
        self._is_looking = more is not None
        self._typed = typed
        self._heading = TextLine(id="question")
        self._field = PlainField(id="answer", placeholder="type to find one" if typed is None else "type a name")
        self.list: PickList[T] = PickList()

    def compose(self) -> ComposeResult:
        """Question, field, list."""
        with Vertical(id="pick"):
            yield self._heading
            yield self._field
            yield self.list

    def on_mount(self) -> None:
        """Shows what is offered already, and looks for more."""
        self._show()
        self._field.focus()
        if self._more is not None:
            self._fetch(self._more)

    def on_resize(self) -> None:
        """The question is shortened to the width."""
        self.call_after_refresh(self._show_question)

    def _show_question(self) -> None:
        self._heading.show([Segment(fit(self._question, self._heading.cells), self.palette.strong)])

    @work(thread=True, exit_on_error=False)
    def _fetch(self, more: Callable[[], Sequence[Offer[T]]]) -> None:
        found = more()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._add, found)

    def _add(self, offers: Sequence[Offer[T]]) -> None:
        self._offers += offers
        self._is_looking = False
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        text = self._field.value
        offers = [*matching(self._offers, text, most=_MOST)]
        if self._typed is not None and text.strip() and not is_offered(offers, text):
            offers.append(self._typed(" ".join(text.split())))
        self.list.empty = ("…",) if self._is_looking else ("Nothing is called so.",) if self._typed is None else ()
        self.list.show_offers(offers)
        self.list.styles.height = min(_ROWS, len(offers)) or len(self.list.empty) + 1

    @on(Input.Submitted)
    @on(PickList.Clicked)
    def action_take(self) -> None:
        """Chooses the offer with the cursor."""
        if self.list.offer is not None:
            self.dismiss(self.list.offer.value)

    def action_move(self, rows: int) -> None:
        """Moves the cursor of the list."""
        self.list.cursor += rows

    def action_cancel(self) -> None:
        """Nothing is chosen."""
        self.dismiss(None)
