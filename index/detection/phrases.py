"""Groups what stands for companies into phrases: "mit dem US-Rivalen Ford und mit BMW" is two companies behind "mit".

A phrase knows its mark: the preposition before it, "gen" for a genitive attribute, "" when it is bare. The words between
the preposition and the name (article, adjectives, the noun that the name explains) belong to it. Who of them does what
is left to `parties`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.detection.clauses import BREAKS, Line
from index.detection.cues import Language
from index.detection.references import Reference


@dataclass(frozen=True, slots=True)
class Phrase:
    """Companies in one place of a clause.

    Attributes:
        first: Its first token, the preposition and the article included.
        last: Its last token, inclusive.
        references: In text order, at least one.
        mark: The preposition's mark; "gen" for a genitive attribute; "" for none.
        case: "nom", "acc", "dat" or "gen" where the article tells; "" where it does not.
        clause: The clause it stands in.
        listed: Whether it lists examples of many: "Ketten wie A und B".
        part: Whether it is something that the company owns: "die Sparte von A".
    """

    first: int
    last: int
    references: tuple[Reference, ...]
    mark: str
    case: str
    clause: int
    listed: bool = False
    part: bool = False

    @property
    def bare(self) -> bool:
        """Whether it may be a subject or an object."""
        return not self.mark and self.case != "gen"


@dataclass(frozen=True, slots=True)
class _Start:
    first: int
    mark: str
    case: str


_CASES = {"den": "acc", "einen": "acc", "dem": "dat", "einem": "dat", "des": "gen", "eines": "gen"}
_LINKS = frozenset({",", "und", "sowie", "&", "/", "and", "or", "oder", "plus", "noch", "als", "auch", "+", "x"})
_JOINTS = _LINKS - {","}
_ADJECTIVE_ENDS = ("e", "en", "er", "es", "em")
# Nouns that the name explains, and adjectives: "den chinesischen Partner China Resources Beer".
_WIDEST = 6


def phrases(line: Line, references: Sequence[Reference], language: Language) -> list[Phrase]:
    """The phrases of a line, in text order."""
    heads = _without_modifiers(line, references, language)
    taken = {i for reference in references for i in range(reference.first, reference.last + 1)}
    found: list[Phrase] = []
    for reference in heads:
        start = _start(line, reference, language, taken)
        phrase = Phrase(
            start.first, reference.last, (reference,), start.mark, start.case, line.clause_of[reference.first]
        )
        if found and (joined := _joined(line, found[-1], phrase, language)):
            found[-1] = joined
        else:
            found.append(phrase)
    return [_attributed(line, phrase, language) for phrase in _split_lists(line, found)]


def _without_modifiers(line: Line, references: Sequence[Reference], language: Language) -> list[Reference]:
    """The references but those that only tell which company another one is: "NBC-Mutter Comcast", "Fords Tochter Argo"."""
    kept = []
    for reference, following in zip(references, [*references[1:], None], strict=False):
        if following is not None and reference.companies != following.companies and reference.first != following.first:
            gap = line.words[reference.last + 1 : following.first]
            kin = reference.kind in {"kin", "other", "part"}
            if kin and not gap:
                continue
            nouns = [i for i in range(reference.last + 1, following.first) if line.words[i] in language.references]
            if 0 < len(gap) < 4 and nouns and not BREAKS.intersection(gap) and not _JOINTS.intersection(gap):
                tail = line.tokens[following.first - 1].text.lower()
                if (reference.owner or line.english) and tail in language.references:
                    continue
        if reference.kind in {"kin", "other"}:
            continue
        kept.append(reference)
    return kept


def _start(line: Line, reference: Reference, language: Language, taken: set[int]) -> _Start:
    """Where the phrase of a reference begins, and its mark: looked for to the left, over what may stand in between."""
    grammar = language.grammar
    first = reference.first
    clause = line.clause_of[first]
    i = first - 1
    nouns = first
    adjectives = False
    while i >= 0 and line.clause_of[i] == clause and first - i <= _WIDEST:
        word = line.words[i]
        if word in language.prepositions:
            return _Start(i, language.prepositions[word], "")
        if word in grammar["article"] or word in grammar["possessive"] or word in grammar["definite"]:
            before = line.words[i - 1] if i and line.clause_of[i - 1] == clause else ""
            if before in language.prepositions:
                return _Start(i - 1, language.prepositions[before], "")
            return _Start(i, "", _CASES.get(word, ""))
        if (
            i in taken
            or word in BREAKS
            or line.senses[i]
            or word in grammar["coordinator"]
            or word in grammar["finite"]
        ):
            break
        if not _in_phrase(line, i, language) or (adjectives and line.capital(i) and not word.endswith("er")):
            break
        adjectives = adjectives or not line.capital(i)
        if line.capital(i) and not adjectives:
            nouns = i
        i -= 1
    return _Start(nouns, "", "")


def _in_phrase(line: Line, i: int, language: Language) -> bool:
    """Whether a word may stand between a preposition or an article and a name."""
    if line.words[i] in language.grammar["time"] or not line.words[i][0].isalpha():
        return False
    if line.capital(i):
        return True
    if line.english:
        return line.words[i] in language.references or line.words[i].endswith(("-based", "-owned", "-listed"))
    return line.words[i].endswith(_ADJECTIVE_ENDS) and line.words[i] not in language.grammar["pronoun"]


def _joined(line: Line, left: Phrase, right: Phrase, language: Language) -> Phrase | None:
    """The two as one, when only "und", "/" or a comma stands between them and both are in the same place."""
    gap = line.words[left.last + 1 : right.first]
    if right.first <= left.last:
        # Names in one token ("Siemens-Alstom"), or one inside the other's phrase.
        if right.references[0].first > left.last:
            return None
        return replace(left, last=max(left.last, right.last), references=left.references + right.references)
    links = [word for word in gap if word not in language.grammar.get("filler", ())]
    if not links or not _LINKS.issuperset(links) or line.clause_of[left.last] != right.clause:
        return None
    if right.mark and right.mark != left.mark:
        return None
    if right.mark and links == [","]:
        return None
    return replace(left, last=right.last, references=left.references + right.references)


def _split_lists(line: Line, found: Sequence[Phrase]) -> list[Phrase]:
    """Phrases joined by commas alone are no list but a name and its explanation: taken apart again."""
    apart: list[Phrase] = []
    for phrase in found:
        inner = {line.words[i] for i in range(phrase.references[0].last + 1, phrase.last)}
        if len(phrase.references) < 2 or "," not in inner or _JOINTS & inner:
            apart.append(phrase)
            continue
        first = phrase.references[0]
        apart.append(replace(phrase, last=first.last, references=(first,)))
        for reference in phrase.references[1:]:
            apart.append(replace(phrase, first=reference.first, last=reference.last, references=(reference,)))
    return apart


_EXAMPLES = frozenset({"wie", "darunter", "including", "like"})
_GENITIVE = frozenset({"des", "der", "eines", "einer", "dieser", "seiner", "ihrer"})
_OWNED = frozenset({"von", "of", "aus", "from"})


def _attributed(line: Line, phrase: Phrase, language: Language) -> Phrase:
    """The phrase with what its surroundings tell: a genitive attribute, a list of examples, a part of the company."""
    before = phrase.first - 1
    if before < 0 or line.clause_of[before] != phrase.clause:
        return replace(phrase, part=phrase.references[0].kind == "part")
    noun = line.capital(before) and line.words[before] not in BREAKS and before > 0
    if phrase.mark in _EXAMPLES:
        outer = _outer(line, before, language)
        return replace(phrase, mark=outer, listed=True)
    part = phrase.references[0].kind == "part"
    head = line.words[before]
    genitive = not line.english and not phrase.mark and noun and line.words[phrase.first] in _GENITIVE
    if genitive or (phrase.mark in _OWNED and not line.senses[before]):
        part = part or head.endswith(_PARTS) or (phrase.mark in _OWNED and head in _PARTS)
    if genitive and not line.senses[before]:
        return replace(phrase, mark="gen" if not head.endswith(_SELVES) else "", part=part)
    if genitive:
        return replace(phrase, case="gen", part=part)
    return replace(phrase, part=part)


_PARTS = ("sparte", "geschäft", "geschäfts", "geschäfte", "bereich", "werk", "werke", "teile", "teilen", "marke", "abteilung",
          "division", "unit", "business", "arm", "assets", "operations", "brand")  # fmt: skip
_SELVES = (
    "chef",
    "vorstand",
    "manager",
    "sprecher",
    "aufsichtsrat",
    "management",
    "führung",
    "spitze",
    "vertreter",
    "vertretern",
)


def _outer(line: Line, i: int, language: Language) -> str:
    """The mark of the noun that examples explain: "mit Ketten wie A" stands behind "mit"."""
    clause = line.clause_of[i]
    for k in range(i, max(i - _WIDEST, -1), -1):
        if line.clause_of[k] != clause:
            break
        if line.words[k] in language.prepositions and line.words[k] not in {"wie", "such"}:
            return language.prepositions[line.words[k]]
    return "wie"
