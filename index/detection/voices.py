"""Tells in which form and voice a trigger stands: participle or past, active or passive.

The same form is often two: "acquired", "fusioniert". The auxiliaries of the clause decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.detection.clauses import Line
from index.detection.cues import Form, Language, Sense, Voice
from index.document import DealType

# Looked up once: Python 3.11 takes five times as long for a member of an enum as for a name of the module.
_ACTIVE, _PASSIVE = Voice.ACTIVE, Voice.PASSIVE
_PARTICIPLE = Form.PARTICIPLE


def one_form(line: Line, at: int, senses: Iterable[Sense], language: Language) -> Iterator[Sense]:
    """The senses of the token, each trigger in one form."""
    forms: dict[tuple[str, str, bool], list[Sense]] = {}
    for sense in senses:
        key = sense.trigger.lemma, sense.trigger.frame, sense.noun
        forms.setdefault(key, []).append(sense)
    for several in forms.values():
        if len({sense.form for sense in several}) == 1:
            yield several[0]
        else:
            wanted = _wanted_form(line, at, language)
            yield next((sense for form in wanted for sense in several if sense.form is form), several[0])


def _wanted_form(line: Line, at: int, language: Language) -> tuple[Form, ...]:
    kinds = language.status_words
    perfect, passive = kinds["perfect"], kinds["passive"]
    if not line.english:
        around = [line.words[i] for i in line.within(line.clause_of[at]) if i != at]
        helped = not (perfect.isdisjoint(around) and passive.isdisjoint(around))
        return (_PARTICIPLE, Form.PRESENT) if helped else (Form.PRESENT, Form.PAST, _PARTICIPLE)
    before = line.words[max(0, at - 3) : at]
    after = line.words[at + 1 : at + 2]
    reduced = before[-1:] == (",",) and not _REDUCED.isdisjoint(after)
    if "by" in after or reduced or not (perfect.isdisjoint(before) and passive.isdisjoint(before)):
        return _PARTICIPLE, Form.PAST
    # "A will buy B and then split itself in two": "will" goes for both.
    helpers = line.words[max(0, at - _CARRIED) : at] if not _LINKS.isdisjoint(before[-1:]) else before[-2:]
    if not (kinds["future"].isdisjoint(helpers) and kinds["modal"].isdisjoint(helpers)):
        return Form.INFINITIVE, Form.PAST
    return Form.PAST, Form.PRESENT, Form.INFINITIVE


_LINKS = frozenset({"and", "or", "then"})
_CARRIED = 10
_REDUCED = frozenset({"out", "off", "from", "to", "in"})


def voice(line: Line, at: int, sense: Sense, language: Language) -> Voice:
    """Whether the subject does it or has it done to it."""
    if sense.noun:
        return Voice.NOUN
    if sense.form is Form.ATTRIBUTE:
        return _PASSIVE
    if line.english and line.words[at + 1 : at + 3] == ("out", "of") and sense.trigger.type is DealType.SPIN_OFF:
        return _PASSIVE  # "A spun out of B"
    if sense.form is not _PARTICIPLE:
        return _ACTIVE
    words = {line.words[i] for i in line.within(line.clause_of[at])}
    kinds = language.status_words
    if line.english:
        before = line.words[max(0, at - 4) : at]
        after = line.words[at + 1 : at + 4]
        return (
            _PASSIVE
            if "by" in after[:2]
            # "The start-up, spun out of A, ...": behind a comma without a subject of its own.
            or (before[-1:] == (",",) and not _REDUCED.isdisjoint(after[:1]))
            or (kinds["passive"].intersection(before) and not kinds["perfect"].intersection(before[-1:]))
            else _ACTIVE
        )
    return _ACTIVE if kinds["perfect"] & words and not kinds["passive"] & words and "worden" not in words else _PASSIVE
