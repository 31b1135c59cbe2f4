"""The footer: the keys that matter wherever the focus is, and those that correct: as one where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol, runtime_checkable

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer

from tui.keys import ROOMY
from tui.rendering.cells import width


@runtime_checkable
class Offering(Protocol):
    """A screen that has keys of which the footer does not tell for now."""

    def is_offered(self, action: str) -> bool:
        """Whether the footer tells of an action."""


class KeyFooter(Footer):
    """Textual's, without the keys that there is no room for: the help has them all."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._cells = 0
        self._keys: list[Widget] = []

    async def recompose(self) -> None:
        """Follows the keys, but not under a question or the help: these would be asked what works on this screen."""
        if self.is_attached and self.screen is self.app.screen:
            self._keys = self._fitting()  # now: while the old keys are removed another screen may come on top
            await super().recompose()

    def compose(self) -> ComposeResult:
        """The keys that there is room for."""
        yield from self._keys
        self._keys = []

    def _fitting(self) -> list[Widget]:
        """The keys in their order, without the least important ones where there is no room for all."""
        self._cells = self.app.size.width
        keys = [key for key in super().compose() if self._is_offered(key)]
        correcting = [key for key in keys if _rank(key) == _CORRECTS]
        if len(correcting) > 1 and sum(map(_cells, keys)) > self._cells + 1:
            together = _together(correcting)
            keys = [together if key is correcting[0] else key for key in keys if key not in correcting[1:]]
        ranked = sorted(keys, key=_rank)
        ends = accumulate(map(_cells, ranked))
        fitting = {key for key, end in zip(ranked, ends, strict=True) if end <= self._cells + 1}  # no blank at the end
        return [key for key in keys if key in fitting]

    def _is_offered(self, key: Widget) -> bool:
        screen = self.screen
        return not isinstance(screen, Offering) or screen.is_offered(getattr(key, "action", ""))

    def on_resize(self, event: events.Resize) -> None:
        """Another width has room for other keys."""
        if event.size.width != self._cells:
            self.call_after_refresh(self.recompose)


_CORRECTS = 2
"""The rank of keys that correct."""


def _rank(key: Widget) -> int:
    """How soon there may be no room for a key: the help, which tells of all the others, has it as long as may be."""
    action = getattr(key, "action", "")
    return 0 if action == "help" else _CORRECTS if action in ROOMY else 1


def _together(keys: Sequence[Widget]) -> Widget:
    """The first of several keys that correct, made to stand for all of them; the help tells what each of them does."""
    first, signs = keys[0], "".join(str(getattr(key, "key_display", "")) for key in keys)
    for name, value in {"key": "question_mark", "key_display": signs, "description": "Correct"}.items():
        setattr(first, name, value)  # a widget of a class that Textual keeps to itself
    first.tooltip = "To correct what is wrong; ? tells what each key does"
    return first


def _cells(key: Widget) -> int:
    """The cells of a key, its label, the blank between and the one behind."""
    return width(str(getattr(key, "key_display", ""))) + width(str(getattr(key, "description", ""))) + 2
