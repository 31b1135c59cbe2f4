"""Groups what stands for companies into phrases: "mit dem US-Rivalen Ford und mit BMW" is two companies behind "mit".

A phrase knows its mark: the preposition before it, "gen" for a genitive attribute, "" when it is bare. The words
between the preposition and the name (article, adjectives, the noun that the name explains) belong to it. Who of them
does what is left to `parties`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.detection.clauses import BREAKS, Line
from index.detection.cues import Language
from index.detection.phrase_starts import DESCRIBING, JOINTS, LINKS, WIDEST, start_of
from index.detection.references import Reference


@dataclass(slots=True)
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
        owners: Whose the companies are: Ford of "Fords Tochter Argo".
        argument: Whether it may be a subject or an object, and not only whose what follows is: "Fords Umsatz".
    """

    first: int
    last: int
    references: tuple[Reference, ...]
    mark: str
    case: str
    clause: int
    listed: bool = False
    part: bool = False
    owners: tuple[str, ...] = ()
    argument: bool = False

    @property
    def bare(self) -> bool:
        """Whether it has neither a preposition nor a genitive's article."""
        return not self.mark and self.case != "gen"


def phrases(line: Line, references: Sequence[Reference], language: Language) -> list[Phrase]:
    """The phrases of a line, in text order."""
    heads = _without_modifiers(line, references)
    several = len(heads) > 1
    taken = {i for reference in heads for i in range(reference.first, reference.last + 1)} if several else set()
    owned_by = [r for r in references if r not in heads] if len(heads) < len(references) else []
    found: list[Phrase] = []
    for reference in heads:
        first, mark, case = start_of(line, reference, language, taken)
        clause = line.clause_of[reference.first]
        phrase = Phrase(first, reference.last, (reference,), mark, case, clause)
        if owned_by:
            # "A's catering arm B": no article shows where an English phrase begins.
            reach = min(first, reference.first - 1 - _KIN_WIDTH) if line.english else first
            owners = [
                c
                for r in owned_by
                if reach <= r.last < reference.first and r.owner >= line.english
                for c in r.companies
            ]
            phrase.owners = tuple(owners)
        if not found or not _join(line, found[-1], phrase, language):
            found.append(phrase)
    found = _split_lists(line, found) if len(heads) > len(found) else found
    for phrase in found:
        _attribute(line, phrase, language)
        phrase.argument = phrase.bare and (not possesses(line, phrase) or _speaks(line, phrase, language))
    return found


def _speaks(line: Line, phrase: Phrase, language: Language) -> bool:
    """Whether an English genitive's noun is who speaks for its owner: "A's board rejected the bid"."""
    after = line.words[phrase.last + 1 : phrase.last + 2]
    return line.english and bool(after) and after[0] in language.selves


def possesses(line: Line, phrase: Phrase) -> bool:
    """Whether the name is only the owner of what follows: "Fords Umsatz"."""
    last = phrase.references[-1]
    after = last.last + 1
    return last.owner and not phrase.part and after < len(line.words) and line.words[after] not in BREAKS


def _without_modifiers(line: Line, references: Sequence[Reference]) -> list[Reference]:
    """The references but those that only tell who another one is: "NBC-Mutter Comcast", "Fords Tochter Argo"."""
    last = len(references) - 1
    return [
        reference
        for n, reference in enumerate(references)
        if reference.kind not in _NO_HEADS and (n == last or not _modifies(line, reference, references[n + 1]))
    ]


_NO_HEADS = frozenset({"kin", "other"})


def _modifies(line: Line, reference: Reference, following: Reference) -> bool:
    """Whether the reference only tells who the following one is."""
    if reference.companies == following.companies or reference.first == following.first:
        return False
    gap = line.words[reference.last + 1 : following.first]
    if not gap:
        return reference.kind == "part" or reference.owner
    if line.clause_of[reference.last] != line.clause_of[following.first]:
        return False  # "to buy A because owner B ..."
    # "A's catering arm B"
    owns = line.english and reference.owner and gap[-1] in _ENGLISH_PARTS
    kin = (line.numbers[following.first - 1] and (reference.owner or line.english)) or owns
    if len(gap) > _KIN_WIDTH or not kin:
        return False
    between = slice(reference.last + 1, following.first)
    if True in line.finite[between] or not (BREAKS.isdisjoint(gap) and JOINTS.isdisjoint(gap)):
        return False
    return all(sense.noun for senses in line.senses[between] for sense in senses)


_ENGLISH_PARTS = frozenset({"arm", "unit", "division", "subsidiary", "business", "brand"})
# Words in "Fords selbstfahrende US-Tochter Argo" between the two names.
_KIN_WIDTH = 3


def _join(line: Line, left: Phrase, right: Phrase, language: Language) -> bool:
    """Makes two phrases one where only "und", "/" or a comma stands between them and both are in the same place."""
    gap = line.words[left.last + 1 : right.first]
    if right.first <= left.last:
        # Names in one token ("Siemens-Alstom"), or one inside the other's phrase.
        if right.references[0].first > left.last:
            return False
        left.last, left.references = max(left.last, right.last), left.references + right.references
        return True
    fillers = language.grammar.get("filler", ())
    near = bool(gap) and (gap[0] in LINKS or gap[0] in _HOME or gap[0] in fillers)
    links = [word for word in _behind_home(line, left.last + 1, gap) if word not in fillers] if near else []
    if not links or not LINKS.issuperset(links) or line.clause_of[left.last] != right.clause:
        return False
    if right.mark and right.mark != left.mark:
        return False
    if right.mark and links == [","]:
        return False
    left.last, left.references = right.last, left.references + right.references
    return True


_HOME = frozenset({"of", "from", "aus", "in"})
_HOME_WIDTH = 4


def _behind_home(line: Line, first: int, gap: Sequence[str]) -> Sequence[str]:
    """The words between two names without where the first comes from: "Linde of Germany and Praxair"."""
    if not gap or gap[0] not in _HOME:
        return gap
    end = 1
    while end < min(len(gap), _HOME_WIDTH) and (line.capitals[first + end] or gap[end] in {"the", "dem", "der", "den"}):
        end += 1
    return gap[end:]


def _split_lists(line: Line, found: Sequence[Phrase]) -> list[Phrase]:
    """Phrases joined by commas alone are no list but a name and its explanation: taken apart again."""
    apart: list[Phrase] = []
    for phrase in found:
        inner = {line.words[i] for i in range(phrase.references[0].last + 1, phrase.last)}
        listed = "," not in inner or JOINTS & inner or _headline_pair(line, phrase) or _goes_on(line, phrase)
        if len(phrase.references) < 2 or listed:
            apart.append(phrase)
            continue
        first = phrase.references[0]
        apart.append(replace(phrase, last=first.last, references=(first,)))
        # "From A, B is buying the stores": an English preposition that opens the clause ends with its comma.
        opens = line.english and phrase.first == line.clauses[phrase.clause].first
        mark = "" if opens or _whose(line, phrase) else phrase.mark
        apart += (
            replace(phrase, first=r.first, last=r.last, references=(r,), mark=mark) for r in phrase.references[1:]
        )
    return apart


def _whose(line: Line, phrase: Phrase) -> bool:
    """Whether an English phrase tells who the company behind its comma is: "the owner of A, B, has bought C"."""
    before = line.words[phrase.first - 1] if phrase.first else ""
    return line.english and phrase.mark == "of" and before in _WHOSE


_WHOSE = frozenset({"owner", "parent", "maker", "operator", "publisher", "builder"})


def _goes_on(line: Line, phrase: Phrase) -> bool:
    """Whether an English list ends with who is no company: "from A, B and several angel investors"."""
    after = line.words[phrase.last + 1 : phrase.last + 3]
    return line.english and bool(phrase.mark) and (after[:1] in {("plus",), ("and",)} or after in _LIST_ENDS)


_LIST_ENDS = {(",", "and"), (",", "among"), (",", "plus"), (",", "along"), ("among", "others")}


def _headline_pair(line: Line, phrase: Phrase) -> bool:
    """Whether a headline saves the "and": "Barrick, Newmont were in talks"."""
    named = all(r.companies for r in phrase.references)  # but "A, the battery company"
    opens = named and phrase.first == line.clauses[phrase.clause].first and phrase.bare
    after = line.words[phrase.last + 1 : phrase.last + 2]
    return line.english and opens and len(phrase.references) == _PAIR and after not in _NO_VERB


_PAIR = 2
_NO_VERB = {(), (",",), (".",), (":",), ("'s",), ("’s",)}
_EXAMPLES = frozenset({"wie", "darunter", "including"})
_OWNED = frozenset({"von", "of", "aus", "from"})
# "the supervisory boards at A and B"
_SELVES = _OWNED | {"at"}


def _attribute(line: Line, phrase: Phrase, language: Language) -> None:
    """Adds what the surroundings tell: a genitive attribute, a list of examples, a part of the company."""
    phrase.part = phrase.references[0].kind == "part" or (
        phrase.references[-1].owner and _owns_part(line, phrase, language)
    )
    to = phrase.last + 1
    if (
        line.english
        and phrase.mark == "for"
        and line.words[to : to + 1] == ("to",)
        and any(line.senses[to + 1 : to + 2])
    ):
        phrase.mark = ""  # "cleared the way for the two to combine"
    before = phrase.first - 1
    if before < 0 or line.clause_of[before] != phrase.clause:
        return
    like = phrase.mark == "like" and line.numbers[before] == _PAIR
    if phrase.mark in _EXAMPLES or like:
        phrase.mark, phrase.listed = _outer(line, before, language, "wie"), True
        return
    if _gone(line, before, language):
        phrase.mark = "als"
        return
    head = line.words[before]
    a_unit = line.english and phrase.mark == "of" and head in _ENGLISH_PARTS and line.words[before - 1] in {"a", "an"}
    if a_unit or (
        (phrase.mark in _RINGS and head.endswith(language.rings) and not _led_round(line, before))
        or (phrase.mark in _SELVES and head.endswith(language.selves))
    ):
        # "an ein Konsortium um A", "unter Führung von A", "a group led by A", "sold to a unit of A".
        phrase.mark = _outer(line, before, language, "")
        return
    genitive = (
        not (line.english or phrase.mark)
        and before > 0
        and line.capitals[before]
        and head not in BREAKS
        and line.words[phrase.first] in language.grammar["genitive"]
    )
    if not genitive and phrase.mark not in _OWNED:
        return
    if any(sense.trigger.frame not in DESCRIBING for sense in line.senses[before]):
        phrase.case = "gen" if genitive else phrase.case
        return
    phrase.part = phrase.part or head.endswith(language.parts)
    if genitive:
        mark = "" if head.endswith(language.selves) else "gen"
        led = head in _LEADS  # "unter Führung der A"
        phrase.mark = _outer(line, before, language, mark) if led else mark


_FORMER = ("früher", "ehemalig", "einstig", "ex-", "langjährig")
_LEADS = frozenset({"führung", "federführung", "leitung"})


def _gone(line: Line, i: int, language: Language) -> bool:
    """Whether the German word at `i` is somebody who is no longer with the company: "der frühere Chef von A"."""
    former = i > 0 and line.words[i - 1].startswith(_FORMER)
    return former and not line.english and line.words[i].endswith(language.selves)


def _owns_part(line: Line, phrase: Phrase, language: Language) -> bool:
    """Whether what follows a genitive is a part of the company: "Praxair's European gases business"."""
    after = line.words[phrase.last + 1 : phrase.last + 1 + _OWNED_REACH]
    return any(word.endswith(language.parts) for word in after) or _owns_thing(line, phrase)


def _owns_thing(line: Line, phrase: Phrase) -> bool:
    """Whether an English genitive behind "of" owns what is no company: "the buyer of A's copper mine"."""
    after = range(phrase.last + 1, min(phrase.last + 1 + _OWNED_REACH, len(line.words)))
    plain = line.english and phrase.mark == "of" and bool(after)
    return plain and not any(line.numbers[i] or line.senses[i] for i in after)


def _led_round(line: Line, i: int) -> bool:
    """Whether what the word at `i` says to be led is a round of financing, no group: "a funding round led by A"."""
    if line.english and not i:
        return True  # "Backed by A and B, C announced a round."
    return not _FINANCING.isdisjoint(line.words[max(0, i - 3) : i])


_FINANCING = frozenset({"round", "rounds", "series", "seed", "financing", "funding", "investment"})


_RINGS = frozenset({"um", "aus", "by", "of"})
# Words after an owner among which that stands which it owns: "Praxair's European gases business".
_OWNED_REACH = 4


def _outer(line: Line, i: int, language: Language, default: str) -> str:
    """The mark of the noun at `i` that the name explains: "mit Ketten wie A" stands behind "mit"."""
    clause = line.clause_of[i]
    for k in range(i, max(i - WIDEST, -1), -1):
        if line.clause_of[k] != clause or line.words[k] in language.grammar["finite"] or (k < i and line.senses[k]):
            break
        if line.words[k] in language.prepositions and line.words[k] not in {"wie", "such"}:
            return language.prepositions[line.words[k]]
    return default
