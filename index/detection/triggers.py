"""Tells what a trigger means among the words around it: "übernimmt" a company, or the costs, or the helm.

Which words are triggers is told by `cues`; who the parties are is left to `parties`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from index.detection.clauses import BREAKS, Line
from index.detection.cues import Form, Language, Sense, Trigger
from index.detection.voices import one_form
from index.document import DealType

# A trigger of this confidence or less counts only where no other word tells of the same parties; see DEALS.md.
WEAK = 0.5
# Triggers below it are too vague to say what the words around them are about.
TOPICAL = 0.6


def readings(line: Line, at: int, language: Language) -> Sequence[Sense]:
    """What the trigger may mean among the words around it, each verb in one form."""
    meant: list[Sense] = []
    trigger, allowed = None, False
    spoilt: dict[Form, bool] = {}
    vocabulary = line.vocabulary(line.clause_of[at])
    closing = "" if line.english or not line.finite[at] else _closing(line, at, language)
    for sense in line.senses[at]:
        if sense.trigger is not trigger:  # A verb's forms follow one another.
            trigger, allowed = sense.trigger, _allowed(line, at, sense.trigger, vocabulary, language)
        if not (allowed or sense.head) or (sense.particle and not _follows(line, at, sense.particle)):
            continue
        form = sense.form
        if closing and not sense.particle and form in _SEPARATED and not _asks_for(sense.trigger, closing):
            continue  # "bauen ihr Geschäft mit B aus": another verb
        if sense.noun:
            other = not sense.head and _describes(line, at, sense, language)
        elif (known := spoilt.get(form)) is not None:
            other = known
        else:
            other = spoilt[form] = _is_no_verb(line, at, form, language)
        if not other:
            meant.append(sense)
    if len(meant) < _SEVERAL:
        return meant
    # A verb with its particle is another verb than the same without.
    return list(one_form(line, at, [s for s in meant if s.particle] or meant, language))


_SEVERAL = 2
_SEPARATED = frozenset({Form.PRESENT, Form.PAST, Form.INFINITIVE})


def _closing(line: Line, at: int, language: Language) -> str:
    """The particle that ends the first stretch of the clause behind a German verb; empty where none does."""
    clause = line.clause_of[at]
    for i in range(at + 2, len(line.words)):
        if line.clause_of[i] != clause:
            break
        if i + 1 == len(line.words) or line.words[i + 1] in BREAKS:
            return line.words[i] if line.words[i] in language.grammar["particle"] else ""
    return ""


def _asks_for(trigger: Trigger, word: str) -> bool:
    return any(word in group.words for group in trigger.needs)


def _follows(line: Line, at: int, particle: str) -> bool:
    """Whether a verb's particle stands behind it in its clause."""
    if particle not in line.words[at + 1 :]:
        return False
    inside = [i for i in line.within(line.clause_of[at]) if i > at]
    place = next((i for i in inside if line.words[i] == particle), None)
    # "legen ihren Streit bei und entwickeln ein Flugzeug zusammen": the next verb's.
    return place is not None and (line.english or not any(_is_verb(line, i) for i in inside if i < place))


def _is_verb(line: Line, i: int) -> bool:
    """Whether the word may be a finite verb, behind "and" also one in the plural."""
    plural = line.words[i - 1] == "und" and any(sense.form is Form.INFINITIVE for sense in line.senses[i])
    return line.finite[i] or plural


def _allowed(line: Line, at: int, trigger: Trigger, vocabulary: Set[str], language: Language) -> bool:
    """Whether the words around allow the trigger to mean a deal; `vocabulary`, its clause's, settles most cases."""
    clause = line.clause_of[at]
    if trigger.frame == "together" and not _WITH.isdisjoint(vocabulary) and _with_authority(line, clause, language):
        return False
    if trigger.needs:
        if not trigger.needed(vocabulary):
            return False
        own = line.words[at : at + 1]
        if any(group.meets(own) for group in trigger.needs) and not trigger.needed(
            [line.words[i] for i in line.within(clause) if i != at]
        ):
            return False
    unless = trigger.unless
    return not (unless.words and unless.meets(vocabulary) and unless.meets(_around(line, at)))


# Words between "mit" and what it is about: "mit den zuständigen Behörden".
_WITH_REACH = 3
_WITH = frozenset({"mit", "with"})


def _with_authority(line: Line, clause: int, language: Language) -> bool:
    """Whether partners work with the state, not with one another: "A und B kooperieren mit den Behörden"."""
    for i in line.within(clause):
        if line.words[i] in _WITH:
            for k in range(i + 1, min(i + 1 + _WITH_REACH, len(line.words))):
                if line.words[k] in language.grammar["authority"]:
                    return True
                if line.capitals[k]:
                    break  # a name, or another noun: "mit Jaguar Land Rover"
    return False


# What they call says more than the noun behind them: "merger talks", "joint venture agreement".
_LEADING = frozenset({DealType.MERGER, DealType.JOINT_VENTURE, DealType.PARTNERSHIP})
# Words of a noun phrase before its last: "a ball hockey court".
_NOUN_WIDTH = 3


def _describes(line: Line, at: int, sense: Sense, language: Language) -> bool:
    """Whether a noun is part of an idiom ("im Auftrag"), or only describes the next one ("takeover bid")."""
    words = line.words
    before = words[at - 1] if at else ""
    if (before, words[at]) in language.idioms:
        return True
    if not line.english:
        return False
    if before == "to" or (at and any(map(_leads, line.senses[at - 1]))):
        return True
    if sense.trigger.type in _LEADING or at + 1 == len(words) or not (following := line.senses[at + 1]):
        return False
    if any(group.meets(words[at + 1 : at + 2]) for group in sense.trigger.needs):
        return False  # "supply deal": the word that it needs
    return any(s.noun and s.trigger.confidence >= WEAK for s in following)


def _leads(sense: Sense) -> bool:
    return sense.trigger.type in _LEADING and sense.trigger.confidence >= TOPICAL and sense.noun


# No adjective's place, where a German noun may stand without any article.
_OPENERS = frozenset({"", ":", "-", "–", "."})


def _is_no_verb(line: Line, at: int, form: Form, language: Language) -> bool:
    """Whether what looks like a verb is part of an idiom, a noun ("die Arbeiten"), or a rating ("auf kaufen")."""
    before = line.words[at - 1] if at else ""
    if (before, line.words[at]) in language.idioms:
        return True
    if line.english:
        return _no_verb(line, at, form, language)
    if line.capitals[at] and before not in _OPENERS and line.tokens[at].text.istitle():
        return True  # Nouns have capitals: "die Arbeiten gehen weiter".
    return form is Form.INFINITIVE and before in language.prepositions and before not in {"zu", "mit"}


def _no_verb(line: Line, at: int, form: Form, language: Language) -> bool:
    """Whether an English word that may be a verb describes the next one, or is a noun."""
    grammar = language.grammar
    before = line.words[at - 1] if at else ""
    if form in _FINISHED and before in grammar["article"]:
        return True  # "the merged figures"
    # "an order", "a record order": what is a noun, too, is a verb only behind its subject or an auxiliary.
    if not at or before in grammar["preverb"] or (line.capitals[at - 1] and not before.endswith(_POSSESSIVE)):
        return False
    if form is Form.INFINITIVE and not line.words[at].endswith("ing"):
        # "a Tokyo court", "a ball hockey court": behind an article it is a noun, though the lexicon has none.
        near = line.words[max(0, at - _NOUN_WIDTH) : at]
        noun = not grammar["article"].isdisjoint(near) and not before.endswith(("s", "ly"))
        if noun and grammar["preverb"].isdisjoint(near) and grammar["finite"].isdisjoint(near):
            return True
    return any(other.noun for other in line.senses[at])


_FINISHED = frozenset({Form.PAST, Form.PARTICIPLE})
# Words to either side of a trigger among which those stand that give it another meaning ("übernimmt ... die Kosten").
_SENSE_REACH = 12


def _around(line: Line, at: int) -> list[str]:
    """The words of the clause around the trigger, up to the next comma on either side."""
    words, clause_of, clause = line.words, line.clause_of, line.clause_of[at]
    # English capitals are names', in which a word says nothing ("Avon Products"), but for headlines'.
    names = line.english and sum(line.capitals) * 2 < len(words)
    found = []
    for stretch in (
        range(at + 1, min(len(words), at + _SENSE_REACH + 1)),
        range(at - 1, max(-1, at - _SENSE_REACH - 1), -1),
    ):
        for i in stretch:
            if clause_of[i] != clause or words[i] in BREAKS:
                break
            if not (names and i and line.capitals[i]):
                found.append(words[i])
    return found


_POSSESSIVE = ("'s", "’s", "s'", "s’")
