"""The log of corrections without a disk: small, obvious, and checked against the real one by the port's tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.corrections import Anchor, Correction, KeptCorrection


class FakeLog:
    """Corrections in the order in which they were made, and which of them have been undone.

    Attributes:
        kept: All of them; each stands at its number less one.
    """

    def __init__(self) -> None:
        self.kept: list[KeptCorrection] = []
        self._undone: list[int] = []

    def add(self, correction: Correction, made: str, anchors: Sequence[Anchor], *, joined: bool) -> KeptCorrection:
        """Keeps one more; what has been undone cannot be made again."""
        self.kept.append(KeptCorrection(len(self.kept) + 1, made, False, correction, tuple(anchors), joined))
        self._undone.clear()
        return self.kept[-1]

    def undo(self) -> list[KeptCorrection]:
        """Takes the newest that holds back, and those that it was joined to."""
        held = [kept for kept in self.kept if not kept.undone]
        together: list[KeptCorrection] = []
        while held and (not together or together[0].joined):
            together.insert(0, held.pop())
        self._undone += [kept.number for kept in reversed(together)]
        return [self._turn(kept, undone=True) for kept in together]

    def redo(self) -> list[KeptCorrection]:
        """Makes the one that was undone last again, and those that were joined to it."""
        together: list[KeptCorrection] = []
        while self._undone and (not together or self.kept[self._undone[-1] - 1].joined):
            together.append(self._turn(self.kept[self._undone.pop() - 1], undone=False))
        return together

    def _turn(self, kept: KeptCorrection, *, undone: bool) -> KeptCorrection:
        self.kept[kept.number - 1] = replace(kept, undone=undone)
        return self.kept[kept.number - 1]
