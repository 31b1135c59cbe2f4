"""Finds where the phrase of a name begins, and its mark: "mit dem US-Rivalen Ford" begins at "mit".

Looked for to the left, over article, adjectives and nouns that the name explains. Names are grouped into phrases by
`phrases`.
"""

from __future__ import annotations

from index.detection.clauses import BREAKS, ClauseKind, Line
from index.detection.cues import Language
from index.detection.references import Reference

Start = tuple[int, str, str]
"""Where a phrase begins, its mark and its case."""


# Looked up once: Python 3.11 takes five times as long for a member of an enum as for a name of the module.
_INFINITIVE = ClauseKind.INFINITIVE
# Clauses whose first word belongs to the clause, not to a name: "um A zu kaufen", "den A gekauft hat".
_OPENED = frozenset({ClauseKind.RELATIVE, ClauseKind.INFINITIVE, ClauseKind.SUBORDINATE})
_DUAL = frozenset({"beide", "beiden", "beider"})
_CASES = {"den": "acc", "einen": "acc", "dem": "dat", "einem": "dat", "des": "gen", "eines": "gen"}
LINKS = frozenset({",", "und", "sowie", "&", "/", "and", "or", "oder", "plus", "noch", "als", "auch", "+", "x"})
JOINTS = LINKS - {","}
_DOERS = ("er", "or", "ist", "-based", "-owned", "-listed", "-backed")
# Frames of nouns that say who somebody is: "der Partner A".
DESCRIBING = frozenset({"partner", "partnerin", "joinin", "holder", "shareholder", "newholder", "becomechild"})
_ADJECTIVE_ENDS = ("e", "en", "er", "es", "em")
# Nouns that the name explains, and adjectives: "den chinesischen Partner China Resources Beer".
WIDEST = 6


def start_of(line: Line, reference: Reference, language: Language, taken: set[int]) -> Start:
    """Where the phrase of a reference begins, and its mark: looked for to the left, over what may stand in between."""
    clause = line.clause_of[reference.first]
    kind = line.clauses[clause].kind
    edge = line.clauses[clause].first if kind in _OPENED else -1
    if kind is _INFINITIVE and line.words[edge] not in language.grammar["infinitive"]:
        edge = -1  # "erwägt, bei B einzusteigen"
    nouns = reference.first
    adjectives = False
    explained = not reference.companies
    for i in range(reference.first - 1, max(reference.first - 2 - WIDEST, edge), -1):
        word = line.words[i]
        if line.clause_of[i] != clause:
            break
        if word in _DUAL:
            continue
        if (opened := _opened(line, i, edge, language)) is not None:
            return opened
        # From the right: nouns, then adjectives, then the article.
        misplaced = not line.english and adjectives and line.capitals[i] and not word.endswith("er")
        if i in taken or misplaced or not _in_phrase(line, i, language, explained=explained):
            if line.english and explained and word in JOINTS:
                # "in trucking and rail operator A" is one, "Brellis and Swedish software company Quantive" are two.
                before = i - 2 if line.words[i - 1].isalpha() and not line.capitals[i - 1] else -1
                opened = _opened(line, before, edge, language) if before > edge else None
                return opened or (i + 1, "", "")
            break
        adjectives = adjectives or not line.capitals[i]
        explained = explained or word in language.references or (line.english and describes(word, language))
        explained = explained or (line.english and bool(line.senses[i]))  # "existing backers A and B"
        if not adjectives:
            nouns = i
    return (nouns, "", "")


def _opened(line: Line, i: int, edge: int, language: Language) -> Start | None:
    """The phrase's beginning when the word at `i` is its preposition or article; None for other words.

    What stands at `edge` belongs to the clause: "seit der Konzern B gekauft hat".
    """
    word = line.words[i]
    if word in language.prepositions:
        such = i and word == "as" and line.words[i - 1] == "such"
        return (i - 1, "wie", "") if such else (i, language.prepositions[word], "")
    if word not in language.determiners:
        return None
    before = line.words[i - 1] if i - 1 > edge and i and line.clause_of[i - 1] == line.clause_of[i] else ""
    if before in language.prepositions:
        return (i - 1, language.prepositions[before], "")
    return (i, "", _CASES.get(word, ""))


def _in_phrase(line: Line, i: int, language: Language, *, explained: bool) -> bool:
    """Whether a word may stand between an article and a name; `explained` once a noun told what it is."""
    word, grammar = line.words[i], language.grammar
    if word in BREAKS or word in language.fences:
        return False
    if line.english and word in grammar["describer"] and not _infinitive(line, i):
        return True  # "its partner A", "the design startup A", though "partner" and "design" are verbs as well
    if senses := line.senses[i]:
        # "the investment firm A": what stands before the noun only describes it; "an den Partner A": so does the noun.
        nouns = all(sense.noun for sense in senses)
        describing = all(sense.trigger.frame in DESCRIBING for sense in senses)
        return nouns and (describing or (line.english and explained))
    if line.capitals[i] or not word[0].isalpha():
        return word[0].isalpha()
    if line.english:
        # "the US jeweller Tiffany": who is described by a noun is a doer.
        return explained or word in language.references or describes(word, language)
    return word.endswith(_ADJECTIVE_ENDS) and word not in grammar["pronoun"]


def _infinitive(line: Line, i: int) -> bool:
    """Whether an English word that may be a noun is a verb behind "to": "to fund the battery maker A"."""
    to = i > 0 and line.words[i - 1] == "to"
    return to and any(not s.noun and s.trigger.needed(line.words) for s in line.senses[i])


def describes(word: str, language: Language) -> bool:
    """Whether an English word before a name may say what the company is: "jeweller", "app", "Boston-based"."""
    doer = word.endswith(_DOERS) and word not in language.grammar["nodoer"]
    return doer or word in language.grammar["describer"]
