"""What a deal is about, what it costs, how large a share it is of and when it is, as one trigger's sentence tells.

Of most triggers nobody asks: they are of no deal, or of one that others tell better. So it is read when asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from index.dates import PartialDate
from index.detection.amounts import Figures, Share
from index.detection.date_words import date_words
from index.detection.dates import may_tell
from index.detection.deal_dates import Told, deal_dates
from index.detection.objects import subject_matter
from index.detection.scene import Scene
from index.document import DealDate, DealType, Money, Status

_SHARED = frozenset({DealType.ACQUISITION, DealType.STAKE, DealType.INVESTMENT})


class Stated(NamedTuple):
    """Particulars that are known. None is what is not said."""

    object: str | None = None
    value: Money | None = None
    stake: float | None = None
    stake_before: float | None = None
    dates: tuple[DealDate, ...] = ()


@dataclass(slots=True)
class Particulars:
    """Those around one trigger.

    Attributes:
        scene: The trigger in its line.
        kind: What it tells of.
        votes: What the sentence tells of the deal's standing, weights by status.
        figures: The line's.
        published: The article's date.
    """

    scene: Scene
    kind: DealType
    votes: Mapping[Status, float]
    figures: Figures
    published: PartialDate | None

    @property
    def object(self) -> str | None:
        """What is built, supplied, bought or shared."""
        scene = self.scene
        return subject_matter(scene.line, scene.at, self.kind, scene.phrases, scene.language)

    @property
    def value(self) -> Money | None:
        """The price."""
        return self.figures.price(self.scene.at)

    @property
    def part(self) -> Share | None:
        """The share that it is about; None where none is told, or the kind of deal has none."""
        return self.figures.share(self.scene.at) if self.kind in _SHARED else None

    @property
    def stake(self) -> float | None:
        """The share, 0 to 1."""
        part = self.part
        return part.share if part else None

    @property
    def stake_before(self) -> float | None:
        """The share held before, 0 to 1."""
        part = self.part
        return part.before if part else None

    @property
    def dates(self) -> tuple[DealDate, ...]:
        """When the deal is agreed or completed."""
        scene, votes, words = self.scene, self.votes, date_words(english=self.scene.line.english)
        if not may_tell(scene.line, words):
            return ()
        status = max(votes, key=lambda s: votes[s], default=None)
        return deal_dates(scene.line, Told(self.kind, scene.at, scene.sense, status), self.published, words)
