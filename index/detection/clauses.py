"""Cuts a sentence into clauses, by punctuation and function words, so that a verb finds its own subject.

No grammar of German: commas there separate every subordinate clause, lists and appositions, and closed lists of
function words tell these apart. English clauses are cut before relative pronouns and conjunctions as well. What stands
in parentheses is left out, and so are quotation marks. Which companies stand in a clause is left to `phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import compress, repeat
from operator import attrgetter, is_not

from index.detection.cues import DUAL, Form, Language, Sense, StatusCue
from index.detection.glossary import Gloss
from index.detection.tokens import Token


class ClauseKind(StrEnum):
    """How a clause hangs together with the others."""

    MAIN = "main"
    RELATIVE = "relative"
    SUBORDINATE = "subordinate"
    INFINITIVE = "infinitive"
    REPORT = "report"
    """Who says it: "..., teilte der Konzern mit"."""


# Neither this nor the other nouns of one sentence (Line, Reference, Phrase, Scene, Cast, Outlook, Telling) is frozen:
# thousands are made, which that would slow (5 % of the time that deals take). None is changed once it is made.
@dataclass(slots=True)
class Clause:
    """A clause of a sentence.

    Attributes:
        parent: The number of the clause that it hangs on or follows; None for the first.
        first: Its first token.
    """

    kind: ClauseKind
    parent: int | None
    first: int


@dataclass(slots=True)
class Line:
    """A sentence as words and clauses.

    Attributes:
        tokens: Without parentheses and quotation marks.
        words: The tokens' texts in small letters.
        senses: What deals each token may tell of, beside the tokens.
        clauses: In text order.
        clause_of: The number of the clause of each token.
        english: Whether it is read by English word order.
        finite: Of each token, whether it may be a finite verb.
        capitals: Likewise, whether it begins with a capital letter.
        numbers: Likewise, how many companies it may stand for, see `Language.stands_for`.
        nouns: The tokens that may stand for companies.
        triggers: The tokens that may tell of deals.
        figures: The tokens at which an amount, a share or a date in figures may begin.
        cued: The tokens at which a cue for a status may begin.
        cues: Those at which the first two words of one stand, and the cues.
    """

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    senses: tuple[tuple[Sense, ...], ...]
    clauses: tuple[Clause, ...]
    clause_of: tuple[int, ...]
    english: bool
    finite: tuple[bool, ...]
    capitals: tuple[bool, ...]
    numbers: tuple[int | None, ...]
    nouns: tuple[int, ...]
    triggers: tuple[int, ...]
    figures: tuple[int, ...]
    cued: tuple[int, ...]
    cues: Sequence[tuple[int, Sequence[StatusCue]]]
    _members: dict[int, Sequence[int]] = field(default_factory=dict)
    _vocabularies: dict[int, Set[str]] = field(default_factory=dict)

    def vocabulary(self, clause: int) -> Set[str]:
        """The words of a clause."""
        known = self._vocabularies.get(clause)
        if known is None:
            known = self._vocabularies[clause] = set(compress(self.words, map(clause.__eq__, self.clause_of)))
        return known

    def within(self, clause: int) -> Sequence[int]:
        """The tokens of a clause."""
        known = self._members.get(clause)
        if known is None:
            places = range(len(self.words))
            known = self._members[clause] = tuple(compress(places, map(clause.__eq__, self.clause_of)))
        return known


_STRONG = frozenset(";:–—|>•·")
BREAKS = _STRONG | {",", "-", "...", "…", "--", "."}
_QUOTES = frozenset('"„“”‚‘»«›‹#@*')
_CLOSING = {"(": ")", "[": "]"}
_ASIDES = _QUOTES.union(_CLOSING)
# A parenthesis that is not closed within a long clause is a slip, not a parenthesis.
_LONGEST_ASIDE = 40
# Looked up once: Python 3.11 takes five times as long for a member of an enum as for a name of the module.
_MAIN, _REPORT, _INFINITIVE = ClauseKind.MAIN, ClauseKind.REPORT, ClauseKind.INFINITIVE
_HANGING = frozenset({ClauseKind.SUBORDINATE, ClauseKind.RELATIVE})
# Prepositions that open a clause, too: "seit A die Firma B übernahm".
_SINCE = frozenset({"seit", "bis"})
# The columns of a line without tokens.
_EMPTY: tuple[tuple[()], ...] = ((),) * len(Gloss._fields)
_TEXT = attrgetter("text")
_ZU_INFINITIVE = re.compile(r"[a-zäöüß]+zu[a-zäöüß]+e?n")


def parse(tokens: Sequence[Token], language: Language, *, english: bool) -> Line:
    """The sentence as words and clauses."""
    texts = [*map(_TEXT, tokens)]
    if not _ASIDES.isdisjoint(texts):
        tokens = list(_without_asides(tokens))
        texts = [*map(_TEXT, tokens)]
    if "." in texts[:-1]:
        tokens = _without_stops(tokens)
        texts = [*map(_TEXT, tokens)]
    columns = zip(*map(language.glossary.__getitem__, texts), strict=True) if texts else _EMPTY
    words, senses, finite, capitals, figures, turns, cues, numbers = columns
    places = range(len(texts))
    cutter = _Cutter(tokens, words, senses, language, english, finite, capitals)
    cutter.cut(compress(places, turns))
    return Line(
        tokens=tuple(tokens),
        words=words,
        senses=senses,
        clauses=tuple(cutter.clauses),
        clause_of=tuple(cutter.clause_of),
        english=english,
        finite=finite,
        capitals=capitals,
        numbers=numbers,
        nouns=tuple(compress(places, map(is_not, numbers, repeat(None)))),
        triggers=tuple(compress(places, senses)),
        figures=tuple(compress(places, figures)),
        cued=tuple(compress(places, cues)),
        cues=[(i, found) for i in compress(places, cues) if (found := language.cues_at(words, i))],
    )


def _without_asides(tokens: Sequence[Token]) -> Iterator[Token]:
    i = 0
    while i < len(tokens):
        text = tokens[i].text
        if text in _CLOSING:
            ends = range(i + 1, min(len(tokens), i + _LONGEST_ASIDE))
            i = next((k for k in ends if tokens[k].text == _CLOSING[text]), i)
        elif text not in _QUOTES:
            yield tokens[i]
        i += 1


def _without_stops(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens but full stops of abbreviations, at which no clause ends: "Nippon Steel Corp. and Mitsui"."""
    stops = [
        i
        for i, token in enumerate(tokens[:-1])
        if token.text == "." and i and tokens[i - 1].end == token.start and tokens[i + 1].start > token.end
    ]
    return [token for i, token in enumerate(tokens) if i not in stops] if stops else tokens


@dataclass(slots=True)
class _Cutter:
    """One sentence while it is cut; `clause_of` grows to the right."""

    tokens: Sequence[Token]
    words: tuple[str, ...]
    senses: tuple[tuple[Sense, ...], ...]
    language: Language
    english: bool
    finite: tuple[bool, ...]
    capitals: tuple[bool, ...]
    clauses: list[Clause] = field(default_factory=list)
    clause_of: list[int] = field(default_factory=list)

    def cut(self, turns: Iterable[int]) -> None:
        """Fills `clauses`, and `clause_of` with the clause of every word.

        Args:
            turns: The words with or behind which a clause may begin.
        """
        for first, last in self._stretches(turns):
            number = self._number(first, last)
            self.clause_of += [number] * (last - first)

    def _stretches(self, turns: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Stretches without a break inside; a break belongs to the stretch before it."""
        grammar, words, finite = self.language.grammar, self.words, self.finite
        coordinators = grammar["coordinator"]
        subordinators = grammar["subordinator"] if self.english else ()
        conjunctions = grammar["conjunction"] if self.english else ()
        first = 0
        for i in turns:
            word = words[i]
            opens = word in subordinators or (word in conjunctions and self._begins(i + 1))
            if word in coordinators and i > first and not opens:
                opens = (True in finite[first:i] and self._begins(i + 1)) or (not self.english and finite[i - 1])
            if opens and i > first:
                yield first, i
                first = i
            if word in BREAKS:
                yield first, i + 1
                first = i + 1
        if first < len(words):
            yield first, len(words)

    def _begins(self, i: int) -> bool:
        """Whether a main clause begins at `i`, after a conjunction: its finite verb comes soon and is not its end."""
        for k in range(i, min(i + _SUBJECT_WIDTH, len(self.words) - 1)):
            if self.words[k] in BREAKS or self.words[k] in self.language.prepositions:
                return False
            if self.finite[k] or (k > i and self._plural(i, k)):
                return self.words[k + 1] not in BREAKS
        return False

    def _plural(self, i: int, k: int) -> bool:
        """Whether the word at `k` is the plural of a verb behind its subject: "und beide Firmen kooperieren"."""
        if self.english or i >= k or self.words[i] not in DUAL:
            return False
        return any(sense.form is Form.INFINITIVE for sense in self.senses[k])

    def _number(self, first: int, last: int) -> int:
        """The number of the clause that the stretch belongs to, a new one or one before."""
        kind = self._kind(first, last)
        previous = self.clause_of[-1] if self.clause_of else None
        if previous is not None and kind is None and self.words[first - 1] not in BREAKS and not self.english:
            # "weil A mit B fusioniert und C nach D greift": a clause of the same kind beside the one before.
            before = self.clauses[previous]
            if before.kind in _HANGING:
                self.clauses.append(Clause(before.kind, before.parent, first))
                return len(self.clauses) - 1
        if previous is not None and kind is None and self.words[first - 1] not in _STRONG:
            resumed = self._resumed(previous, first, last)
            if resumed is not None:
                return resumed
        self.clauses.append(Clause(kind or _MAIN, previous, first))
        return len(self.clauses) - 1

    def _kind(self, first: int, last: int) -> ClauseKind | None:
        """The kind that the stretch's own words tell; None for a main clause or a part of a clause."""
        grammar, words = self.language.grammar, self.words
        head = words[first]
        if first and head in grammar["report"]:
            return _REPORT
        if not self.english and self._zu(max(first, last - 4), last) and not self._verbal(first, last):
            return _INFINITIVE
        pronoun = first + 1 if head in self.language.prepositions and first + 1 < last else first
        if first and words[pronoun] in grammar["relative"] and self._relative(first, last):
            return ClauseKind.RELATIVE
        since = head in _SINCE and self.finite[self._last_word(first, last)]
        since = since or (head == "wie" and not first and self._ends_in_verb(first, last))  # "Wie A mitteilte, ..."
        after = self.english and head in grammar["conjunction"] and self._begins(first + 1)
        if head in grammar["subordinator"] or since or after:
            return ClauseKind.SUBORDINATE
        return None

    def _ends_in_verb(self, first: int, last: int) -> bool:
        """Whether a stretch before a comma ends in a word in small letters, behind something else."""
        end = self._last_word(first, last)
        return self.words[last - 1] == "," and end > first + 1 and self.tokens[end].text.islower()

    def _last_word(self, first: int, last: int) -> int:
        return next((i for i in range(last - 1, first, -1) if self.words[i][0].isalpha()), first)

    def _relative(self, first: int, last: int) -> bool:
        """English relative pronouns are told by form, German ones look like articles: their clause ends in a verb."""
        if self.english:
            return self.words[first] != "that" or self._named(first - 1)
        if self.words[first - 1] != ",":
            return False
        end = self._last_word(first, last)
        # "berichtete, der Konzern wolle B kaufen": there the finite verb does not come last.
        second = any(self.words[i] in self.language.grammar["reported"] for i in range(first + 1, end - 1))
        return end > first + 1 and self.words[end] == self.tokens[end].text and not second

    def _named(self, i: int) -> bool:
        """Whether "that" tells more of the name or noun for a company before it: "the brand that it bought"."""
        word = self.words[i]
        noun = word in self.language.references or word in self.language.grammar["part"]
        return noun or (self.capitals[i] and word not in self.language.grammar["time"])

    def _verbal(self, first: int, last: int) -> bool:
        if self.english:
            return True in self.finite[first:last]
        dual = first + 1 < last and self.words[first + 1] in DUAL
        verbs = range(first, last) if dual else compress(range(first, last), self.finite[first:last])
        for i in verbs:
            verb = self.finite[i] or (dual and self._plural(first + 1, i))
            if verb and (not i or self.words[i - 1] != "zu"):  # "B kaufen zu wollen"
                return True
        return False

    def _zu(self, first: int, last: int) -> bool:
        """Whether these words have an infinitive with "zu": "zu kaufen", "aufzukaufen"."""
        words = self.words
        if "zu" in words[first:last]:
            end = len(words) - 1
            for i in range(first, min(last, end)):
                if words[i] == "zu" and self.tokens[i + 1].text.endswith("n"):
                    return True
        return any(map(_ZU_INFINITIVE.fullmatch, compress(words[first:last], self.senses[first:last])))

    def _resumed(self, previous: int, first: int, last: int) -> int | None:
        """The clause that goes on in this stretch; None when a main clause begins."""
        clause = self.clauses[previous]
        if clause.kind is _MAIN or clause.kind is _REPORT:
            return None if self._has_verb(previous) and self._verbal(first, last) else previous
        if self.english and clause.kind is not _INFINITIVE and self._goes_on(previous, first):
            return previous
        # A subordinate clause ends with its verb; before that a comma stands in a list or beside an apposition.
        if clause.kind is not _INFINITIVE and not self.english and not self._ended(previous):
            return previous
        outer = clause.parent
        while outer is not None and self.clauses[outer].kind is not _MAIN:
            outer = self.clauses[outer].parent
        if outer is None:
            return None
        coordinated = self.words[first] in self.language.grammar["coordinator"] and self._begins(first + 1)
        return None if coordinated else outer

    def _goes_on(self, clause: int, first: int) -> bool:
        """Whether an English clause without a verb goes on: "that A, one of its customers, has ordered"."""
        grammar, head = self.language.grammar, self.words[first]
        if self._has_verb(clause):
            return False
        return self.finite[first] or head == "one" or head in grammar["article"] or head in grammar["possessive"]

    def _has_verb(self, clause: int) -> bool:
        return clause in compress(self.clause_of, self.finite)

    def _ended(self, clause: int) -> bool:
        end = max((i for i, n in enumerate(self.clause_of) if n == clause and self.words[i][0].isalpha()), default=0)
        return self.tokens[end].text == self.words[end]


# How far after "und" a finite verb may stand to begin a clause: "und die Deutsche Bank verkauft".
_SUBJECT_WIDTH = 5
