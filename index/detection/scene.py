"""A trigger in its line with what stands around it, and what the files that look for parties ask of it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from index.detection.clauses import Line
from index.detection.cues import Language, Sense, Voice
from index.detection.phrases import Phrase
from index.detection.references import Reference


@dataclass(slots=True)
class Scene:
    """A trigger in its line, and what stands around it.

    Attributes:
        at: The trigger's token.
        phrases: Of the whole line, in text order.
        inside: Companies named inside the trigger's own token.
        voice: Which rows of its frame hold.
        products: Companies named in compounds for what they make: "BMW-Motoren".
        marks: The places that may hold one of `phrases`, see `places`.
        clause: The number of the trigger's clause.
    """

    line: Line
    language: Language
    at: int
    sense: Sense
    phrases: Sequence[Phrase]
    inside: Sequence[Reference]
    voice: Voice
    products: Sequence[Reference]
    marks: Set[str]
    clause: int = field(init=False)

    def __post_init__(self) -> None:
        self.clause = self.line.clause_of[self.at]

    @property
    def by_analyst(self) -> bool:
        """Whether the clause says what an analyst thinks."""
        return self.has("analyst")

    @property
    def takes_what_follows(self) -> bool:
        """Whether an English verb's shares follow it: "would buy a stake in A and build on its software"."""
        return self.line.english and self.voice is Voice.ACTIVE and self.sense.trigger.frame == "enter"

    def has(self, kind: str) -> bool:
        """Whether the clause has a function word of this kind."""
        return not self.language.grammar[kind].isdisjoint(self.line.vocabulary(self.clause))

    @property
    def names_besides(self) -> bool:
        """Whether companies stand elsewhere than in its phrases, so that places may hold one when these are used."""
        return bool(self.inside or self.products) or any(phrase.owners for phrase in self.phrases)


Found = tuple[int, Phrase | None, float]
"""The phrase's number in the scene (-1 for the trigger's own token), the phrase, and how sure the place is, 0 to 1."""


def free_phrases(scene: Scene, used: set[int]) -> list[tuple[int, Phrase]]:
    """The phrases that are not used yet, by number."""
    return [(n, phrase) for n, phrase in enumerate(scene.phrases) if n not in used]


def bare_phrases(scene: Scene, clause: int, used: set[int]) -> list[tuple[int, Phrase]]:
    """The free phrases of a clause that may be subjects or objects."""
    return [(n, p) for n, p in enumerate(scene.phrases) if p.argument and p.clause == clause and n not in used]
