"""The words that tell of company events, as the lexicon's `event_*` tables hold them, beside the grammar of deals.

Loading only: who is meant is left to `events`. The columns of the tables are told in the lexicon's EVENTS.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from index.detection.cue_tables import load_cues, status_cues, trigger_words, word_sets
from index.detection.cues import Cues, Language, Voice
from index.detection.tables import rows
from index.document import EventType, Status


@dataclass(frozen=True, slots=True)
class EventCues:
    """All that detection knows of the words of events.

    Attributes:
        cues: The languages of deals with the triggers of events in place of theirs, and what compounds with a
            company's name stand for.
        frames: By frame and voice, where the company may stand, in order of preference.
    """

    cues: Cues
    frames: Mapping[tuple[str, Voice], tuple[str, ...]]


@cache
def load_event_cues() -> EventCues:
    """The cues of the package's lexicon, read once."""
    deals = load_cues()
    languages = {code: _language(code, language) for code, language in deals.languages.items()}
    compounds = {**deals.compounds, **dict(rows("event_compounds"))}
    frames = {(frame, Voice(voice)): tuple(marks.split()) for frame, voice, marks in rows("event_frames")}
    return EventCues(Cues(languages, {}, compounds), frames)


def _language(code: str, language: Language) -> Language:
    forms, tails, stems = trigger_words("event", code, EventType, word_sets("event_words"))
    heads = {head: Status(cue) if cue else None for head, of, cue in rows("event_heads") if of == code}
    selves = tuple(word for word, of in rows("event_selves") if of == code)
    return replace(
        language,
        forms=forms,
        tails=tails,
        stems=stems,
        heads=heads,
        endings=(*tails, *heads),
        traps=frozenset(word for word, of in rows("event_traps") if of == code),
        selves=(*language.selves, *selves),
        status_cues=status_cues("event_cues", code),
        telling={},
        silent=set(),
    )
