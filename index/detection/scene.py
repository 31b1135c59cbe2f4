"""A trigger in its line with what stands around it, and what the files that look for parties ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from index.detection.clauses import BREAKS, Line
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
        marks: The marks of `phrases`.
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

    @property
    def clause(self) -> int:
        """The number of the trigger's clause."""
        return self.line.clause_of[self.at]

    @property
    def by_analyst(self) -> bool:
        """Whether the clause says what an analyst thinks."""
        return self.has("analyst")

    def has(self, kind: str) -> bool:
        """Whether the clause has a function word of this kind."""
        known = self.language.grammar[kind]
        return any(self.line.words[i] in known for i in self.line.within(self.clause))


Found = tuple[int, Phrase | None, float]
"""The phrase's number in the scene (-1 for the trigger's own token), the phrase, and how sure the place is, 0 to 1."""


def free_phrases(scene: Scene, used: set[int]) -> Iterator[tuple[int, Phrase]]:
    """The phrases that are not used yet, by number."""
    return ((n, phrase) for n, phrase in enumerate(scene.phrases) if n not in used)


def bare_phrases(scene: Scene, clause: int, used: set[int]) -> list[tuple[int, Phrase]]:
    """The free phrases of a clause that may be subjects or objects."""
    return [
        (n, p) for n, p in free_phrases(scene, used) if p.bare and p.clause == clause and not possesses(scene.line, p)
    ]


def possesses(line: Line, phrase: Phrase) -> bool:
    """Whether the name is only the owner of what follows: "Fords Umsatz"."""
    last = phrase.references[-1]
    after = last.last + 1
    if phrase.part:
        return False
    if not last.owner or after >= len(line.words):
        return False
    return line.words[after] not in BREAKS
