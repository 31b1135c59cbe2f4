"""Finds what stands for companies in a sentence: names, paraphrases, and nouns such as "der Konzern", "beide Banken".

Names and paraphrases are the article's company mentions. Nouns are resolved to companies named before them; where
several may be meant they are kept as candidates, the likeliest first. What the companies do is left to `parties`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from index.detection.clauses import Line
from index.detection.cues import BOTH, DUAL, Cues, Form, Language
from index.detection.sentences import Sentence
from index.document import Company, Span


@dataclass(slots=True)
class Reference:
    """A stretch of tokens that stands for companies.

    Attributes:
        first: Its first token in the line.
        last: Its last token, inclusive.
        companies: Ids; empty while only candidates are known.
        candidates: For a noun without a name, the companies that it may mean, the likeliest first.
        number: How many of the candidates it means.
        near: Whether its own sentence names the likeliest candidate before it.
        kind: What the whole token is to the company: "self", "part", "stake", "kin", "other" (deal_compounds),
            "trigger" when the name is the first part of a trigger ("Tengelmann-Übernahme"), or "pronoun".
        owner: Whether it is a genitive: "Fords", "Apple's".
    """

    first: int
    last: int
    companies: tuple[str, ...]
    candidates: tuple[str, ...] = ()
    number: int = 1
    kind: str = "self"
    owner: bool = False
    near: bool = False


class _Named(NamedTuple):
    """A mention.

    Attributes:
        start: Where it begins in the article's text.
        end: Where it ends, exclusive.
        company: Whose it is, an id.
    """

    start: int
    end: int
    company: str


class Discourse:
    """The companies of an article in the order in which they are named."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], companies: Sequence[Company], language: Language
    ) -> None:
        self._text = text
        self._language = language
        self._sentences = sentences
        self._companies = companies
        named = [
            _Named(mention.span.start, mention.span.end, company.id)
            for company in companies
            for mention in company.mentions
        ]
        named.sort()
        self._named = named
        self._forms: dict[str, Set[str]] = {}
        self._about = {company.id for company in companies if company.about}

    def named_in(self, span: Span) -> list[_Named]:
        """The mentions that begin in a span."""
        return self.between(span.start, span.end)

    def has_name(self, span: Span) -> bool:
        """Whether a mention begins in a span."""
        first = bisect_left(self._named, (span.start,))
        return first < len(self._named) and self._named[first].start < span.end

    def between(self, start: int, end: int) -> list[_Named]:
        """The mentions that begin there, `end` exclusive."""
        first = bisect_left(self._named, (start,))
        return self._named[first : bisect_left(self._named, (end,), first)]

    def is_genitive(self, named: _Named) -> bool:
        """Whether the mention's last letter is only the genitive's: "Fords"."""
        if self._text[named.end - 1] not in _GENITIVE_ENDS:
            return False
        forms = self._forms.get(named.company)
        if forms is None:
            company = next(company for company in self._companies if company.id == named.company)
            texts = {mention.span.of(self._text) for mention in company.mentions}
            forms = self._forms[named.company] = texts | {company.name, company.name.split(" ")[0]}
        return self._text[named.start : named.end - 1] in forms

    def _aside(self, named: _Named) -> bool:
        """Whether the mention is no subject: the first part of a compound, or behind a preposition."""
        text, start, end = self._text, named.start, named.end
        before = text[max(0, start - _LONGEST_WORD) : start].split()
        if text[end : end + 1] == "-" or (before and before[-1].lower() in self._language.prepositions):
            return True
        if _OFFICER.match(text, end):
            return True
        described = _DESCRIBES.match(text, end)
        if described is None or self._language.references.get(described[1]) != 1:
            return False
        return any(other.start == described.end() for other in self._named)

    def _by_likeness(self, here: Sequence[_Named]) -> list[_Named]:
        """The mentions of a sentence, those that may be subjects first."""
        asides: list[bool] = []
        for k, named in enumerate(here):
            # "including A and B": what is said of the first of a list holds for the others.
            tied = k > 0 and self._text[here[k - 1].end : named.start].strip() in _TIES
            asides.append((tied and asides[-1]) or self._aside(named))
        return [named for _, named in sorted(zip(asides, here, strict=True), key=lambda pair: pair[0])]

    def before(self, sentence: int, offset: int, *, pronoun: bool = False) -> tuple[str, ...]:
        """The companies that "der Konzern" or, with `pronoun`, "er" at `offset` may mean, the likeliest first.

        The sentence before counts most, and in it what comes first, as subjects do; then the sentence itself; then
        sentences further back; last what the article names most. A pronoun looks into its own sentence first.
        """
        ranked: dict[str, float] = {}
        for back in (0, 1) if pronoun else (0, 1, 2, 3):
            if sentence - back < 0:
                continue
            span = self._sentences[sentence - back].span
            here = self.between(span.start, min(span.end, offset))
            several = len({n.company for n in here}) > 1
            for company in dict.fromkeys(n.company for n in (self._by_likeness(here) if several else here)):
                ranked.setdefault(company, len(ranked) - (0.5 if company in self._about else 0))
        if not ranked and not pronoun:
            seen = {n.company for n in self.between(0, offset)}
            counts = {company.id: len(company.mentions) for company in self._companies}
            return tuple(sorted(seen, key=lambda company: (-counts[company], company))[:1])
        return tuple(sorted(ranked, key=lambda company: ranked[company]))

    def pair_before(self, sentence: int, offset: int) -> tuple[str, ...]:
        """The two companies that "beide Konzerne" means: those of the latest sentence with exactly two; else none."""
        for back in range(min(sentence, _PAIR_REACH) + 1):
            span = self._sentences[sentence - back].span
            here = tuple(dict.fromkeys(n.company for n in self.between(span.start, min(span.end, offset))))
            if len(here) == 2:
                return here
        return ()


_GENITIVE_ENDS = frozenset("sS'’")
_TIES = frozenset({"and", "und", "or", "oder"})
# "Apple supplier Skyworks", "Google's parent Alphabet": a name that only says who the next one is.
_DESCRIBES = re.compile(r"(?:'s|’s)? (?:[a-z][\w-]{1,20} ){0,2}([a-z][\w-]{1,20}) ")
# "Apple CEO Tim Cook": a name that says whom somebody works for.
_OFFICER = re.compile(
    r"(?:'s|’s)? (?:[a-z-]{1,20} ){0,2}(?:C[EFOT]O|chief|boss|president|founder|chair|spokes|executive)"
)
# Characters before a name in which a preposition is looked for.
_LONGEST_WORD = 12
# A pair that was named more than four sentences before is rarely the one that is meant.
_PAIR_REACH = 4


def references(line: Line, sentence: int, discourse: Discourse, cues: Cues, language: Language) -> list[Reference]:
    """What stands for companies in the line of a sentence, by its number, in text order."""
    if not line.tokens:
        return []
    names = _names(line, discourse, cues, language)
    nouns = list(_nouns(line, sentence, discourse, language, names)) if line.nouns else []
    return sorted([*names, *nouns], key=lambda reference: (reference.first, reference.last)) if nouns else names


def _names(line: Line, discourse: Discourse, cues: Cues, language: Language) -> list[Reference]:
    tokens = line.tokens
    here = discourse.between(tokens[0].start, tokens[-1].end)
    found = []
    for n, named in enumerate(here):
        first = max(0, bisect_left(tokens, (named.start + 1,)) - 1)
        last = max(first, bisect_left(tokens, (named.end,)) - 1)
        if tokens[first].end <= named.start:
            continue  # It stands in a parenthesis, which the line leaves out.
        token = tokens[last]
        tail = token.text[max(0, named.end - token.start) :].lower()
        kind = "self"
        if tail:
            # "Daimler-BMW-VW": what follows the name is another name.
            chained = n + 1 < len(here) and here[n + 1].start < token.end and not line.senses[last]
            kind = kind if chained else _kind(line, last, tail, cues)
        if line.english and not tail and last + 1 < len(line.words):
            kind = language.belongings.get(line.words[last + 1], kind)
        owner = _owns(line, last, tail) or discourse.is_genitive(named)
        found.append(Reference(first, last, (named.company,), kind=kind, owner=owner))
    return found


def _kind(line: Line, i: int, tail: str, cues: Cues) -> str:
    """What the whole token is to the company in it."""
    if "-" not in tail and len(tail) < 3:
        return "self"
    if line.senses[i]:
        return "trigger"
    end = tail.rpartition("-")[2]
    if not end:
        return "self"
    for cut in range(len(end)):
        if kind := cues.compounds.get(end[cut:]):
            return kind
    return "other"


def _owns(line: Line, i: int, tail: str) -> bool:
    owning = tail in _GENITIVES
    if not owning and i + 1 < len(line.words):
        following = line.words[i + 1]
        owning = following in _GENITIVES and (following != "s") and (len(following) > 1 or line.words[i].endswith("s"))
    return owning and not (line.english and _has_done(line, i + 1 + (tail == "")))


_GENITIVES = frozenset({"s", "'s", "’s", "'", "’"})


def _has_done(line: Line, i: int) -> bool:
    """Whether the word at `i`, behind an English "'s", is a participle with an object: "has", not a genitive."""
    following = line.words[i + 1 : i + 2]
    done = i < len(line.words) and any(sense.form is Form.PARTICIPLE for sense in line.senses[i])
    return done and bool(following) and following[0] in _ARTICLES


_ARTICLES = frozenset({"a", "an", "the", "another"})


def _coordinated(line: Line, names: Sequence[Reference], before: int) -> tuple[str, ...]:
    """The two companies that open the sentence: "A und B arbeiten mit C zusammen, und beide ..." means A and B."""
    first = [name for name in names if name.last < before][:_PAIR]
    if len(first) < _PAIR or line.words[first[0].last + 1 : first[1].first] not in _COORDINATED:
        return ()
    return tuple(company for name in first for company in name.companies)


_COORDINATED = {("und",), ("and",)}


def _nouns(
    line: Line, sentence: int, discourse: Discourse, language: Language, names: Sequence[Reference]
) -> Iterator[Reference]:
    taken = {i for reference in names for i in range(reference.first, reference.last + 1)}
    for i in line.nouns:
        count = line.numbers[i] or 0
        if count == 1 and not DUAL.isdisjoint(line.words[max(0, i - _REACH) : i]):
            count = _PAIR
        if i in taken or (count and i + 1 in taken) or line.senses[i]:
            continue
        if line.words[i] == "es" and _impersonal(line, i, language):
            continue
        if count and not _meant(line, i, count, language, taken):
            continue
        offset = line.tokens[i].start
        pair: tuple[str, ...] = ()
        if count == _PAIR:
            pair = _coordinated(line, names, i) or discourse.pair_before(sentence, offset)
        candidates = () if count == _PAIR else discourse.before(sentence, offset, pronoun=not count)
        if pair or candidates:
            kind = "self" if count else "pronoun"
            here = {n.company for n in discourse.between(line.tokens[0].start, offset)} if not count else set()
            near = not here.isdisjoint(candidates[:1])
            owner = bool(count) and line.words[i].endswith(("'s", "’s"))
            yield Reference(i, i, pair, candidates, max(count, 1), kind, owner=owner, near=near)


_PAIR = 2
# "es gibt", "geht es um": "es" means nobody.
_THERE = frozenset({"gibt", "gab", "gäbe", "geht", "ging", "heißt", "hieß", "handelt"})


def _impersonal(line: Line, i: int, language: Language) -> bool:
    """Whether "es" means nobody: "es gibt", "es ist eine Fusion unter Gleichen"."""
    if not _THERE.isdisjoint(line.words[max(0, i - 1) : i + 2]):
        return True
    beside = line.words[max(0, i - 1) : i + 3]
    return not _COPULA.isdisjoint(beside) and not language.status_words["negation"].union(_A).isdisjoint(beside)


_COPULA = frozenset({"ist", "war", "sei", "wäre"})
_A = frozenset({"ein", "eine"})


def _meant(line: Line, i: int, count: int, language: Language, taken: Set[int]) -> bool:
    """Whether the noun speaks of companies named before: with a definite article, or as "beide" without a noun."""
    if line.words[i] in language.grammar["pronoun"]:
        return True
    following = range(i + 1, min(i + 4, len(line.words)))
    if line.words[i] == "two":
        # "the two brokers": a plural that the lexicon does not know, but no "two years"; "for the two to combine".
        alone = line.words[i + 1 : i + 2]
        if line.english and i and line.words[i - 1] == "the" and alone and alone[0] in _VERBAL:
            return True
        plural = any(line.words[k].endswith("s") for k in following)
        others = any(line.words[k] in language.grammar["time"] or line.words[k] in _NO_COMPANIES for k in following)
        if not plural or others or not (i and line.words[i - 1] in language.grammar["definite"]):
            return False
    elif line.words[i] not in BOTH:
        return _definite(line, i, count, language)
    return not any(k in taken or line.words[k] in language.references for k in following)


# Words before which "the two" stands without a noun.
_VERBAL = frozenset(
    {"to", "have", "had", "are", "were", "will", "would", "said", "say", "agreed", "plan", "could", "may"}
)
_NO_COMPANIES = frozenset(
    {"teams", "men", "women", "people", "leaders", "ministers", "countries", "presidents", "executives", "players"}
    | {"clubs", "brothers", "sisters", "games", "chiefs", "sons", "states", "cities", "schools", "nations"}
)
# Plurals that mean the companies spoken of without "beide"; "die Hersteller" may be all that there are.
_PLAIN_PLURALS = frozenset(
    {
        "konzerne",
        "konzernen",
        "unternehmen",
        "firmen",
        "partner",
        "companies",
        "pair",
        "duo",
        "partners",
        "beide",
        "both",
    }
)
# Words between the article and its noun: "der bayerische Hersteller", "die beiden großen Autobauer".
_REACH = 3


def _definite(line: Line, i: int, count: int, language: Language) -> bool:
    """Whether a definite article or "beide" belongs to the noun at `i`."""
    told = count == 1 or line.words[i] in _PLAIN_PLURALS
    for k in range(i - 1, max(i - 1 - _REACH - (count > 1), -1), -1):
        word = line.words[k]
        told = told or word in DUAL
        if word in language.grammar["definite"]:
            return told
        if word in language.grammar["possessive"] or word in language.grammar["article"]:
            return False
        if not word[0].isalpha() or line.clause_of[k] != line.clause_of[i]:
            return False
        if count == 1 and word in language.prepositions:
            return False
    return False
