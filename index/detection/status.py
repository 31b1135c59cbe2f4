"""Tells how far along a deal is: by the trigger's tense, by modal verbs, and by words such as "untersagt".

Each sentence about a deal casts votes (status, weight); `decide` weighs the votes of all of them. Negated and
hypothetical triggers cast none: they tell of no deal, unless the sentence says that somebody denies one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import repeat

from index.detection.clauses import BREAKS, ClauseKind, Line
from index.detection.cues import Form, Language, Sense, StatusCue
from index.detection.questions import is_asked
from index.detection.triggers import TOPICAL
from index.document import DealType, Status


@dataclass(slots=True)
class Outlook:
    """What one sentence says of a deal's standing.

    Attributes:
        votes: Weights by status, at least one; empty when the sentence tells of no deal.
        hypothetical: Whether it only imagines the deal.
    """

    votes: Mapping[Status, float]
    hypothetical: bool


# Members of enums are looked up once: Python 3.11 takes five times as long for one as for a name of the module.
_ANNOUNCED, _COMPLETED, _DENIED, _ENDED = Status.ANNOUNCED, Status.COMPLETED, Status.DENIED, Status.ENDED
_ATTRIBUTE, _INFINITIVE, _PARTICIPLE, _PAST = Form.ATTRIBUTE, Form.INFINITIVE, Form.PARTICIPLE, Form.PAST
# Ties go to the first: what ended is over however it was told before.
_ORDER = (Status.ENDED, Status.DENIED, Status.COMPLETED, Status.SIGNED, Status.TALKS, Status.RUMOURED, Status.ANNOUNCED)
_RANKS = {status: -rank for rank, status in enumerate(_ORDER)}
# What a trigger itself tells ("verhandeln", "Offerte") weighs more than its tense, less than what ended.
_OWN_CUE = 2.2
# What a question tells, against the same said plainly: a sentence that answers it decides.
_ASKED = 0.5
_NONE = Outlook({}, hypothetical=False)


def decide(votes: Mapping[Status, float]) -> Status:
    """The status with the most weight; announced when nobody votes."""
    if len(votes) == 1:
        return next(iter(votes))
    return max(votes, key=lambda status: (votes[status], _RANKS[status])) if votes else _ANNOUNCED


def outlook(line: Line, at: int, sense: Sense, language: Language) -> Outlook:
    """The votes of a sentence for the deal that the trigger at token `at` tells of."""
    clause = line.clause_of[at]
    words = line.vocabulary(clause)
    done = _done(line, at, sense, words, language)
    votes = _told(line, at, sense, words, language, done=done)
    told = votes.get(_ENDED, 0.0) + votes.get(_DENIED, 0.0)
    if _negated(line, at, sense, words, language):
        if not told:
            return _denial(line, at, words, sense, language)
    elif not told or sense.noun:
        if done and sense.noun:
            votes[_COMPLETED] += 1.6
        else:
            status, weight = _tense(line, at, sense, words, language)
            # An "Offerte" is announced by itself, whatever the tense.
            own = status is sense.cue
            votes[status] = _agreed(votes[status], weight) if own else votes[status] + weight
    if is_asked(line, at, language) and not _known(line, at, sense, language):
        said = votes.pop(_ANNOUNCED, 0.0) + votes.pop(_COMPLETED, 0.0)
        votes[Status.RUMOURED] += _ASKED * said
    if not told and (_imagined(line, at, sense, words, language) or _advised(line, at, sense, words, language)):
        return _NONE
    condition = language.status_words["condition"]
    hypothetical = (
        not condition.isdisjoint(words)
        and not condition.isdisjoint([line.words[i] for i in line.within(clause)[:2]])
        and not _known(line, at, sense, language)
    )
    sure = votes if all(votes.values()) else {status: weight for status, weight in votes.items() if weight}
    return Outlook(sure, hypothetical)


def _advised(line: Line, at: int, sense: Sense, words: Set[str], language: Language) -> bool:
    """Whether an analyst speaks of any such deal: "Analysten halten eine Übernahme für möglich"."""
    if not sense.noun or language.grammar["analyst"].isdisjoint(words):
        return False
    first = line.within(line.clause_of[at])[0]
    return not _INDEFINITE.isdisjoint(line.words[max(first, at - 2) : at])


def _stopped(line: Line, inside: Sequence[int], words: Set[str], language: Language) -> bool:
    """Whether it was so and is no more: "bezieht keine Zellen mehr von B", "arbeitet nicht mehr mit B zusammen"."""
    negation = language.status_words["negation"]
    if line.english or negation.isdisjoint(words):
        return False
    negated = next(i for i in inside if line.words[i] in negation)
    later = [i for i in inside if i > negated and line.words[i] == "mehr"]
    return any(line.words[i + 1 : i + 2] != ("als",) for i in later)


# What sentences that name no party are believed of.
_SETTLED = frozenset({Status.SIGNED, Status.COMPLETED, Status.ENDED, Status.DENIED})
# As much as a word for the end.
_STOPPED = 4.0


def _told(
    line: Line, at: int, sense: Sense, words: Set[str], language: Language, *, done: bool
) -> defaultdict[Status, float]:
    """The votes of the words around a trigger, its own included; `done` where its form tells that it has happened."""
    clause = line.clause_of[at]
    votes: defaultdict[Status, float] = defaultdict(float)
    for cue, outer, ahead in _cues(line, at, sense, language) if line.cues else ():
        status = _ANNOUNCED if ahead else cue.status
        if outer and done and status is _ANNOUNCED:
            continue  # "gibt bekannt, dass sie B übernommen hat": what is announced is done
        votes[status] = _agreed(votes[status], cue.weight)
    if sense.cue is not None and not (sense.cue is Status.ANNOUNCED and _weighed(line, at, sense, votes)):
        votes[sense.cue] = _agreed(votes[sense.cue], _OWN_CUE)
    if not sense.noun and _stopped(line, line.within(clause), words, language):
        votes[_ENDED] = _agreed(votes[_ENDED], _STOPPED)
    return votes


def _weighed(line: Line, at: int, sense: Sense, votes: Mapping[Status, float]) -> bool:
    """Whether a bid is only thought of: "prüft ein Gebot", "Gespräche über ein mögliches Angebot"."""
    near = line.words[max(0, at - _NEGATION_REACH) : at]
    return sense.noun and Status.TALKS in votes and not line.english and not _INDEFINITE.isdisjoint(near)


def standing(line: Line, clauses: Set[int], language: Language) -> Mapping[Status, float]:
    """The votes of the cues in these clauses of a line without a trigger; what may be or is to come has none."""
    votes: dict[Status, float] = {}
    kinds = language.status_words
    open_ = kinds["modal"] | kinds["ahead"] | kinds["condition"] | kinds["may"]
    sure = {c for c in clauses if open_.isdisjoint(line.words[i] for i in line.within(c))}
    for i, cues in line.cues:
        before = line.words[max(0, i - _NEGATION_REACH) : i]
        if line.clause_of[i] not in sure or not kinds["negation"].isdisjoint(before):
            continue
        for cue in cues:
            said = cue.status in _SETTLED and cue.scope != "near" and _stands(line, i, cue, sure)
            if said and not _of_time(line, i, language):
                votes[cue.status] = _agreed(votes.get(cue.status, 0.0), cue.weight)
    return votes


def _known(line: Line, at: int, sense: Sense, language: Language) -> bool:
    """Whether a noun speaks of a deal that there is: "whether to accept A's offer", "if the deal were to fail"."""
    near = line.words[max(0, at - 2) : at]
    owned = any(word.endswith(("'s", "’s")) for word in near)
    return sense.noun and (owned or not language.grammar["definite"].isdisjoint(near))


def _done(line: Line, at: int, sense: Sense, words: Set[str], language: Language) -> bool:
    """Whether a verb's form says that it has happened: "hat übernommen", "has acquired", "hat die Anteile gekauft"."""
    form, kinds = sense.form, language.status_words
    if not sense.noun and form is not _PARTICIPLE:
        return line.english and form is _PAST
    if kinds["perfect"].isdisjoint(words) or not kinds["future"].isdisjoint(words):
        return False
    inside = line.within(line.clause_of[at])
    return form is _PARTICIPLE or any(s.form is _PARTICIPLE for i in inside if i > at for s in line.senses[i])


def _agreed(one: float, other: float) -> float:
    """The weight of two cues for one status: two words for one thing ("Angebot", "bietet") are not twice as sure."""
    return max(one, other) + min(one, other) / 2


def _denial(line: Line, at: int, words: Set[str], sense: Sense, language: Language) -> Outlook:
    """What a negated trigger tells: forbidden ("dürfen nicht"), denied ("wird nicht verkaufen"), or no deal."""
    kinds = language.status_words
    if (kinds["may"] | {"doch"}) & words:
        return Outlook({_ENDED: 4.0}, hypothetical=False)
    progressive = line.english and line.words[at].endswith("ing") and kinds["passive"] & words  # "is not buying"
    # "A und B fusionieren nicht", "A steigt nicht bei B ein": of what is done once, that it is not done is news.
    plain = not line.english and sense.form in _SAID and sense.trigger.type in _ONCE and not kinds["modal"] & words
    if (sense.form is _INFINITIVE and (kinds["future"] & words or progressive)) or (
        plain and sense.trigger.confidence > TOPICAL
    ):
        return Outlook({_DENIED: 3.0}, hypothetical=False)
    return _NONE


_SAID = frozenset({Form.PRESENT, Form.INFINITIVE})
_ONCE = frozenset({DealType.ACQUISITION, DealType.STAKE, DealType.MERGER})
_INDEFINITE = frozenset({"ein", "eine", "einen", "einer", "einem", "eines", "a", "an"})


def _imagined(line: Line, at: int, sense: Sense, words: Set[str], language: Language) -> bool:
    """Whether a verb says what could or should be but is not: "hätte B kaufen können", "should buy"."""
    if sense.noun:
        return False
    kinds = language.status_words
    if line.english:
        near = line.words[max(line.within(line.clause_of[at])[0], at - _NEGATION_REACH) : at]
        return not kinds["advice"].isdisjoint(near)
    advised = sense.form is _INFINITIVE and not kinds["advice"].isdisjoint(words)
    return advised or not kinds["unreal"].isdisjoint(words)


# How many words before a noun "keine" may stand, and before a verb "nicht".
_NEGATION_REACH = 3


def _negated(line: Line, at: int, sense: Sense, words: Set[str], language: Language) -> bool:
    negation, inside = language.status_words["negation"], line.within(line.clause_of[at])
    if line.english and not sense.noun:
        near = line.words[max(inside[0], at - _NEGATION_REACH) : at]
        return not negation.isdisjoint(near) or any(map(str.endswith, near, repeat("n't")))
    if negation.isdisjoint(words):
        return False
    if sense.noun:
        near = line.words[max(inside[0], at - _NEGATION_REACH) : at]
        return any(word in negation and word != "nicht" for word in near)
    only = {"nur", "allein", "mehr"}
    return any(
        line.words[i] in negation and (i + 1 >= len(line.words) or line.words[i + 1] not in only)
        for i in inside
        if line.words[i] in {"nicht", "nie", "niemals"} or i < at
    )


def _tense(line: Line, at: int, sense: Sense, words: Set[str], language: Language) -> tuple[Status, float]:
    form, kinds = sense.form, language.status_words
    if form is _ATTRIBUTE:
        return _COMPLETED, 1.8
    if form is _PAST:
        return (_ANNOUNCED, 1.0) if _by_adverb(line, at) else (_COMPLETED, 1.8)
    if form is _PARTICIPLE:
        if not (kinds["passivepast"].isdisjoint(words) and kinds["pluperfect"].isdisjoint(words)):
            return _COMPLETED, 2.0
        if not kinds["perfect"].isdisjoint(words):
            return _COMPLETED, 1.6
        if line.english and kinds["passive"].isdisjoint(words):
            return _COMPLETED, 1.0
    return _ANNOUNCED, 1.0 if line.english or kinds["future"].isdisjoint(words) else 1.2


def _by_adverb(line: Line, at: int) -> bool:
    return at + 1 < len(line.words) and line.words[at + 1] == "to"


_THAT = frozenset({"dass", "daß", "ob", "that", "whether", "it"})


def _governing(line: Line, clause: int) -> Set[int]:
    """The clause and those whose verb speaks about it: "bestreitet, dass ...", "plant, B zu kaufen"."""
    clauses, governing = line.clauses, {clause}
    if clause and line.words[0] == "wie" and clauses[0].kind is ClauseKind.SUBORDINATE:
        governing.add(0)  # "Wie A mitteilte, ...": who says it speaks about all that follows
    for _ in clauses:
        here = clauses[clause]
        opens = here.kind is ClauseKind.INFINITIVE or line.words[here.first] in _THAT
        if here.parent is None or not opens:
            break
        clause = here.parent
        governing.add(clause)
    return governing


def _stands(line: Line, i: int, cue: StatusCue, clauses: Set[int]) -> bool:
    """Whether the cue's words stand at `i`; "*" stands for any words up to the end of the clause ("zieht * zurück").

    The first two of them do, see `Language.cues_at`.
    """
    if len(cue.words) == 1:
        return True
    if "*" not in cue.words:
        return line.words[i : i + len(cue.words)] == cue.words
    if line.clause_of[i] not in clauses or cue.words[-1] not in line.words[i + 1 :]:
        return False
    behind = (k for k in range(i + 1, len(line.words)) if line.clause_of[k] in clauses)
    return any(line.words[k] == cue.words[-1] and _closes(line, k) for k in behind)


def _closes(line: Line, k: int) -> bool:
    """Whether nothing of the clause follows the word at `k`, as behind a German particle; English has no such rule."""
    following = k + 1
    ends = following == len(line.words) or line.clause_of[following] != line.clause_of[k]
    return line.english or ends or line.words[following] in BREAKS or line.words[following] in {"und", "oder"}


def _ahead(line: Line, i: int, language: Language) -> bool:
    """Whether the word at `i` tells of a completion to come: "soll vollzogen werden", "expected to be completed"."""
    kinds = language.status_words
    if line.english and line.words[i] in kinds["sequel"]:
        clause = {line.words[k] for k in line.within(line.clause_of[i])}  # "prices may rise after the merger"
        return not kinds["modal"].isdisjoint(clause) or "will" in clause
    if line.words[i] not in kinds["finish"]:
        return False
    if line.english:
        return not kinds["ahead"].isdisjoint(line.words[max(0, i - _NEGATION_REACH) : i])
    clause = {line.words[k] for k in line.within(line.clause_of[i])}
    after = "nach" in line.words[max(0, i - _NEGATION_REACH) : i]  # "will nach dem Vollzug Stellen streichen"
    return not after and clause.isdisjoint(kinds["passivepast"]) and not clause.isdisjoint(kinds["ahead"])


def _threatened(line: Line, i: int, language: Language) -> bool:
    """Whether the word at `i` tells of an end that is only feared: "droht zu scheitern", "könnte noch platzen"."""
    feared = language.status_words.get("threat", frozenset())
    return not feared.isdisjoint(line.vocabulary(line.clause_of[i]))


def _of_time(line: Line, i: int, language: Language) -> bool:
    """Whether the word at `i` is a part of a time: "by the end of the year"."""
    following = line.words[i + 1 : i + 1 + _BESIDE]
    if "of" not in following[:1]:
        return False
    times = language.status_words.get("time", frozenset())
    return any(word in times or word.isdigit() for word in following)


def _cues(line: Line, at: int, sense: Sense, language: Language) -> Iterator[tuple[StatusCue, bool, bool]]:
    """The cues that hold for the trigger, beside it, governing it or any.

    With each, whether it is in another clause, and whether it tells of what is still to come.
    """
    governing = _governing(line, line.clause_of[at])
    for i, cues in line.cues:
        inside = line.clause_of[i] in governing
        near = inside and at - _BESIDE <= i < at and _governs(line, i, at, sense, language)
        for cue in cues:
            match cue.scope:
                case "sentence":
                    holds = True
                case "founding":
                    holds = inside and sense.trigger.type in _FOUNDED
                case "clause":
                    holds = inside
                case _:
                    holds = near
            if not holds or not _stands(line, i, cue, governing) or _of_time(line, i, language):
                continue
            if i == at and cue.words[-1] in {line.words[at], sense.particle}:
                continue  # the trigger itself
            ahead = cue.status is _COMPLETED and _ahead(line, i, language)
            ahead = ahead or (cue.status is _ENDED and _threatened(line, i, language))
            yield cue, line.clause_of[i] != line.clause_of[at], ahead


def _governs(line: Line, i: int, at: int, sense: Sense, language: Language) -> bool:
    """Whether a preposition at `i` is the trigger's own: not in "mit A über die Übernahme", nor a German verb's."""
    prepositions = language.prepositions
    if line.words[i] not in prepositions:
        return True
    noun = sense.noun or line.english
    return noun and not any(line.words[k] in prepositions for k in range(i + 1, at))


# What is founded: "A und B gründeten C"; who buys a company does not found it.
_FOUNDED = frozenset({DealType.JOINT_VENTURE, DealType.PARTNERSHIP, DealType.MERGER, DealType.SPIN_OFF})
# Words before a trigger within which "nach", "mögliche" and the like belong to it.
_BESIDE = 4
