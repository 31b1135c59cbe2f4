"""What a trigger tells of who does what, and which of several readings of one word is right.

Price, share, object and date are looked for only afterwards, by `deals`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from index.detection.objects import subject_matter
from index.detection.parties import Cast
from index.detection.scene import Scene
from index.detection.status import Outlook
from index.document import DealType, Role

# Looked up once: Python 3.11 takes five times as long for a member of an enum as for a name of the module.
_ACQUISITION, _STAKE, _SPIN_OFF = DealType.ACQUISITION, DealType.STAKE, DealType.SPIN_OFF


@dataclass(slots=True)
class Draft:
    """A telling before price, share, object and date are looked for.

    Attributes:
        view: What the sentence says of the deal's standing.
        confidence: 0 to 1.
        whole: Whether every role that the deal needs is filled.
        names_party: Whether it is only said who takes part in a deal told before: "Käufer ist A".
    """

    scene: Scene
    players: Cast
    view: Outlook
    confidence: float
    whole: bool
    names_party: bool

    @property
    def type(self) -> DealType:
        """The trigger's, or what the shares spoken of make of it."""
        trigger, players = self.scene.sense.trigger, self.players
        kind = cast(DealType, trigger.type)
        if kind is _ACQUISITION and players.partial and trigger.frame != "absorbed":
            return _STAKE
        if kind is _STAKE and players.controlling and trigger.frame in {"enter", "holding"}:
            return _ACQUISITION
        return kind


def likeliest(drafts: Sequence[Draft]) -> Draft | None:
    """Of several readings of a word the surest that finds its parties, or the first; None where there are none.

    Where none is whole, the first that names a party of a deal goes before the first.
    """
    if whole := [draft for draft in drafts if draft.whole]:
        return max(whole, key=lambda draft: draft.confidence)
    return next((draft for draft in drafts if draft.names_party), drafts[0] if drafts else None)


def has_enough(scene: Scene, players: Cast) -> bool:
    """Whether there are two parties; a spin-off of a part without a name has one ("gliedert das Kerngeschäft aus")."""
    parties = {company for ids in players.roles.values() for company in ids}
    kind = cast(DealType, scene.sense.trigger.type)
    if kind is DealType.MERGER and len(players.roles.get(Role.PARTNER, ())) == 1:
        return False  # "A, entstanden aus der Verschmelzung zweier Hersteller"
    if kind is not _SPIN_OFF or len(parties) != 1:
        return len(parties) > 1 and set(players.roles) != {Role.SELLER}
    verb = not scene.sense.noun or scene.sense.trigger.frame == "breakup"
    if Role.PARENT not in players.roles:
        return False
    return verb or subject_matter(scene.line, scene.at, kind, scene.phrases, scene.language) is not None


def names_one_side(players: Cast) -> bool:
    """Whether only one of a deal's roles is filled, and not all that it needs."""
    return not players.whole and len(players.roles) == 1
