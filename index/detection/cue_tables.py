"""Reads the words that tell of deals from the lexicon's `deal_*` and `status_*` tables.

The columns of the tables are told in the lexicon's DEALS.md; what the words are asked is told in `cues`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from index.detection.cues import Cues, Form, Language, Place, Sense, StatusCue, Trigger, Voice, WordSet
from index.detection.money_words import money_words
from index.detection.tables import rows
from index.document import DealType, EventType, Role, Status

_Sets = Mapping[str, WordSet]
_NUMBERS = {"pronoun": 0, "one": 1, "two": 2}


@cache
def load_cues() -> Cues:
    """The cues of the package's lexicon, read once."""
    sets = word_sets("deal_words")
    frames: dict[tuple[str, Voice], tuple[Place, ...]] = {}
    for frame, voice, role, marks, must in rows("deal_frames"):
        key = frame, Voice(voice)
        frames[key] = (*frames.get(key, ()), Place(Role(role), tuple(marks.split()), must != "", must == "after"))
    languages = {code: _language(code, sets) for code in ("de", "en")}
    return Cues(languages, frames, dict(rows("deal_compounds")))


def word_sets(table: str) -> Mapping[str, WordSet]:
    """The lists of words of a table, by name."""
    lists: dict[str, list[str]] = defaultdict(list)
    for word, name in rows(table):
        lists[name].append(word)
    return {name: _word_set(words) for name, words in lists.items()}


def _word_set(words: Iterable[str]) -> WordSet:
    whole, tails = [], []
    for word in words:
        if word.startswith("*"):
            tails.append(word[1:])
        whole.append(word.removeprefix("*"))
    return WordSet(frozenset(whole), tuple(tails))


def _words(cell: str, sets: Mapping[str, WordSet]) -> WordSet:
    """The set that a cell names: words and "@lists", separated by commas."""
    parts = [part for part in cell.split(",") if part]
    named = [sets[part[1:]] for part in parts if part[0] == "@"]
    own = frozenset(part for part in parts if part[0] != "@")
    return WordSet(own.union(*(n.words for n in named)), tuple(tail for n in named for tail in n.tails))


def _trigger(kind: type[DealType | EventType], lemma: str, row: Mapping[str, str], sets: _Sets) -> Trigger:
    return Trigger(
        lemma=lemma,
        type=kind(row["type"]),
        frame=row["frame"],
        particle=row.get("particle", ""),
        needs=tuple(_words(group, sets) for group in row["needs"].split(";") if group),
        unless=_words(row["unless"], sets),
        cue=Status(row["cue"]) if row["cue"] else None,
        confidence=float(row["confidence"]),
    )


_ENDINGS = ("e", "en", "er", "es", "em")
_VERB = ("language", "type", "frame", "particle", "present", "past", "participle", "infinitive", "needs", "unless")
_NOUN = ("language", "type", "frame", "tail", "stem", "needs", "unless", "cue", "confidence")


class TriggerWords(NamedTuple):
    """The forms, tails and stems of a `Language`."""

    forms: Mapping[str, tuple[Sense, ...]]
    tails: Mapping[str, tuple[Sense, ...]]
    stems: Mapping[str, Trigger]


def trigger_words(tables: str, code: str, kind: type[DealType | EventType], sets: _Sets) -> TriggerWords:
    """The triggers of one language in a table of verbs and one of nouns, whose names begin with `tables`."""
    forms: dict[str, tuple[Sense, ...]] = defaultdict(tuple)
    tails: dict[str, tuple[Sense, ...]] = defaultdict(tuple)
    stems: dict[str, Trigger] = {}
    for lemma, *cells in rows(f"{tables}_verbs"):
        row = dict(zip((*_VERB, "cue", "confidence"), cells, strict=True))
        if row["language"] == code:
            for word, sense in _verb_forms(_trigger(kind, lemma, row, sets), row, code):
                forms[word] += (sense,)
    for nouns, *cells in rows(f"{tables}_nouns"):
        row = dict(zip(_NOUN, cells, strict=True))
        if row["language"] != code:
            continue
        trigger = _trigger(kind, nouns.split(",")[0], row, sets)
        for noun in nouns.split(","):
            sense = Sense(trigger, Form.NOUN, cue=trigger.cue)
            forms[noun] += (sense,)
            if row["tail"]:
                tails[noun] += (sense,)
        if row["stem"]:
            stems[row["stem"]] = trigger
    return TriggerWords(dict(forms), dict(tails), stems)


def _language(code: str, sets: _Sets) -> Language:
    forms, tails, stems = trigger_words("deal", code, DealType, sets)
    references = [row for row in rows("deal_references") if row[1] == code]
    heads = {head: Status(cue) if cue else None for head, language, cue in rows("deal_heads") if language == code}
    grammar = _by_kind((word, kind) for word, language, kind, _ in rows("deal_grammar") if language == code)
    return Language(
        forms=forms,
        tails=tails,
        stems=stems,
        heads=heads,
        endings=(*tails, *heads),
        traps=frozenset(word for word, language in rows("deal_traps") if language == code),
        references={word: _NUMBERS[number] for word, _, number, _ in reversed(references)},
        reference_tails=tuple(word for word, _, _, tail in references if tail == "yes" and len(word) > 3),
        grammar=grammar,
        parts=tuple(grammar["part"]),
        selves=tuple(grammar["self"]),
        rings=tuple(grammar["ring"]),
        idioms=frozenset((v, w) for w, lang, kind, v in rows("deal_grammar") if (lang, kind) == (code, "idiom")),
        shares=tuple(grammar["share"]),
        prepositions={
            w: value for w, lang, kind, value in rows("deal_grammar") if (lang, kind) == (code, "preposition")
        },
        status_words=_by_kind((word, kind) for word, language, kind in rows("status_words") if language == code),
        status_cues=status_cues("status_cues", code),
        money=money_words(code),
    )


def _verb_forms(trigger: Trigger, row: Mapping[str, str], code: str) -> Iterable[tuple[str, Sense]]:
    """The word forms of a verb. German particles join the verb at the end of a clause and around "zu"."""
    particle = trigger.particle
    for form in (Form.PRESENT, Form.PAST, Form.PARTICIPLE, Form.INFINITIVE):
        for word in filter(None, row[form].split(",")):
            apart = bool(particle) and not (form is Form.PARTICIPLE and code == "de")
            yield word, Sense(trigger, form, particle if apart else "", trigger.cue)
            if form is Form.PARTICIPLE and code == "de":
                for ending in _ENDINGS:
                    yield f"{word}{ending}", Sense(trigger, Form.ATTRIBUTE, "", trigger.cue)
            if form is Form.INFINITIVE and code == "de":
                # An infinitive is the plural of the present, too: "A und B fusionieren".
                yield f"{particle}{word}", Sense(trigger, form, "", trigger.cue)
                yield f"{particle}zu{word}", Sense(trigger, form, "", trigger.cue)
            elif apart and code == "de":
                yield f"{particle}{word}", Sense(trigger, form, "", trigger.cue)


def _by_kind(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, kind in pairs:
        found[kind].add(word)
    return {kind: frozenset(words) for kind, words in found.items()}


def status_cues(table: str, code: str) -> dict[str, tuple[StatusCue, ...]]:
    """The cues of one language in a table, by their first word."""
    found: dict[str, tuple[StatusCue, ...]] = defaultdict(tuple)
    for words, language, status, scope, weight in rows(table):
        if language == code:
            cue = StatusCue(tuple(words.split()), Status(status), scope, float(weight))
            found[cue.words[0]] += (cue,)
    return dict(found)
