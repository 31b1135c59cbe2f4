"""What the words around a name say: a kind of company, an officer, a title, a street.

Pure questions about a row of words; `candidates` draws the conclusions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from index.detection.compounds import Word
from index.detection.names import fold, legal_forms
from index.detection.tables import rows, words

QUOTES = frozenset("\"'„“”‚‘’»«›‹")
_TICKER = frozenset(["ISIN", "WKN", "NYSE", "NASDAQ", "Nasdaq", "LSE", "ETR", "FRA", "XETRA", "TSX", "ASX", "OTC"])
_ADJECTIVE = re.compile(r"(?:isch|lich|ig|bar|sam|los|haft)e[nmrs]?$")
# A car's or plane's model: "iX3", "A380", "S500", "737". Not a year, nor a number of one or two digits.
_MODEL = re.compile(r"[A-Za-z]{1,3}-?\d{1,4}[A-Za-z]{0,4}|[1-9]\d\d[a-z]{0,3}|i[A-Z]\d?")
# The verb after a German subject in the singular; few other words in small letters end so.
_FINITE = re.compile(
    r"(?!nicht|jetzt|erst|mit|seit|damit|somit|statt|samt|fast)[a-zäöüß]{2,}t|will|soll|kann|darf|muss|wird|zog|kam|gab|sah|ging|lag"
)
_LINKING = 4
"""Letters of the words that have no capital in an English headline at most: "of", "with"."""
_VERB_REACH = 5
"""Words from an English name to its verb at most: "Xanadu has also recently been acquired"."""
_AND = frozenset({"und", "oder", "and", "or", ","})
_INFLECTIONS = ("", "s", "es", "n", "en", "e", "r")


def cue(kind: str) -> frozenset[str]:
    """The words of one kind in `company_context.tsv`."""
    return words("company_context", kind)


@cache
def heads() -> Mapping[str, frozenset[str]]:
    """The sectors that each noun for a kind of company tells, by folded noun; "*" and "+" are any."""
    found: dict[str, frozenset[str]] = {}
    for head, sector in rows("company_heads"):
        found[fold(head)] = found.get(fold(head), frozenset()) | {sector}
    return found


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(sorted(map(fold, cue("suffix"))))


@lru_cache(maxsize=1 << 14)
def head(text: str) -> str | None:
    """The noun for a kind of company, folded and without case ending, that the word is; None when it is none."""
    key = fold(text)
    for ending in _INFLECTIONS:
        if key.endswith(ending) and (stem := key[: len(key) - len(ending)]) in heads():
            return stem
    for ending in ("", "s", "n"):
        if key.endswith(ending):
            stem = key[: len(key) - len(ending)]
            if stem.endswith(_suffixes()) and stem not in _suffixes():
                return stem
    return None


def is_head(row: Sequence[Word], i: int) -> bool:
    """Whether a noun for a kind of company ends at this word: "Autobauer", "Start-ups", "carmaker"."""
    text = row[i].text
    if len(text) < 2:
        return False
    return head(text) is not None or (row[i].joined and any(map(head, _wholes(row, i))))


def _wholes(row: Sequence[Word], i: int) -> Iterator[str]:
    """The hyphenated word that ends at `i`, if it is one, and its last part."""
    first = i
    while row[first].joined:
        first -= 1
    if first < i:
        yield "-".join(word.text for word in row[first : i + 1])
    yield row[i].text


@lru_cache(maxsize=1 << 15)
def is_home(word: Word) -> bool:
    """Whether the word says whose the next one is by its place: "India's ACME"."""
    return word.text != word.stem and word.stem in words("no_names", "place")


def is_capitalised(text: str) -> bool:
    """Whether a word could belong to a name: an initial or inner capital, or a digit and letters ("3M", "iRobot")."""
    if text[0].isupper():
        return "://" not in text
    return len(text) > 1 and text[0].isalnum() and text.upper() != text.lower() != text and "/" not in text


def has_tail(row: Sequence[Word], last: int, kind: str) -> bool:
    """Whether the word before `last` is tied by a hyphen to a word of this kind: "BMW-Chef"."""
    if last >= len(row) or not row[last].joined:
        return False
    end = last
    while end + 1 < len(row) and row[end + 1].joined:
        end += 1
    return any(_is(row[i].text, kind) for i in {last, end})


def has_head_before(row: Sequence[Word], first: int, *, german: bool) -> bool:
    """Whether a noun for a kind of company stands right before: "Autobauer BMW", "Modekette „Xanaka“"."""
    i = first - 1
    if i > 0 and row[i].text in QUOTES:
        i -= 1
    if i < 0 or row[first].joined or row[i].stem != row[i].text or not is_head(row, i):
        return False  # nor "the company's Derby works"
    capital = row[i].text[0].isupper()
    while row[i].joined:
        i -= 1
        capital = capital or row[i].text[0].isupper()  # "3D-Drucker-Hersteller", "Start-up"
    return capital == german


def is_loose_head(row: Sequence[Word], first: int) -> bool:
    """Whether the noun before may be complete without a name: "haben die Hersteller Gespräche geführt".

    So may those that tell no sector, and plurals: of a masculine noun after "die" or "den".
    """
    i = first - 1
    if i > 0 and row[i].text in QUOTES:
        return False
    kind = next(filter(None, map(head, _wholes(row, i))), "")
    vague = "*" in heads().get(kind, frozenset())
    singular = row[i].text.endswith(("er", "konzern"))
    while row[i].joined:
        i -= 1
    determiner = row[i - 1].text.lower() if i else ""
    if determiner == "den" and singular:
        return vague  # "den Hersteller" is one, "den Herstellern" several
    return vague or (determiner in {"die", "den", "beide", "beiden"} and kind.endswith(("er", "konzern", "riese")))


def has_officer_before(row: Sequence[Word], first: int) -> bool:
    """Whether it belongs to an officer, a share, a takeover: "Chef von BMW", "shares of BMW", "stake in BMW"."""
    if first < 2 or row[first].joined:
        return False
    if f"{row[first - 2].text.lower()} {row[first - 1].text}" in cue("before"):
        return True
    if row[first - 1].text not in {"von", "bei", "of", "at", "der", "des"}:
        return False
    return _is(row[first - 2].text, "officer") or any(
        row[first - 2].text.endswith(tail) for tail in ("chef", "chefin", "vorstand", "sprecher", "sprecherin")
    )


def verb_after(row: Sequence[Word], last: int) -> tuple[str, bool]:
    """The English verb that follows a name, past its auxiliaries and adverbs, and whether it is in the passive."""
    passive = False
    for word in row[last : last + _VERB_REACH]:
        passive = passive or word.text in {"be", "been", "was", "were", "is", "being"}
        if not (word.text in cue("auxiliary") or word.text.endswith("ly")):
            return word.text, passive
    return "", False


def has_ticker_after(row: Sequence[Word], last: int) -> bool:
    """Whether a bracket with a securities number or an exchange follows: "Nordex (ISIN: DE000...)"."""
    return last + 1 < len(row) and row[last].text in {"(", "["} and row[last + 1].text in _TICKER


def has_foreign_after(row: Sequence[Word], last: int) -> bool:
    """Whether the next word on the line makes it another thing's name: a model ("BMW iX3"), a place ("Ford County")."""
    if last >= len(row) or row[last].joined or row[last].start > row[last - 1].end + 1:
        return False
    return row[last].text in cue("foreign_next") or _MODEL.fullmatch(row[last].text) is not None


def has_title_before(row: Sequence[Word], first: int) -> bool:
    """Whether a person's title stands right before: "Herr Otto", "Dr. Oetker"."""
    i = first - 1
    if i > 0 and row[i].text == ".":
        i -= 1
    if i < 0 or row[first].joined:
        return False
    return row[i].text in cue("person_title") or row[i].text.lower().endswith(("familie", "familien", "family"))


def is_bare(row: Sequence[Word], first: int, last: int, *, german: bool) -> bool:
    """Whether a word that may be a common noun stands where only a name can.

    German nouns in the singular have an article: "von Linde", and "Linde übernimmt" at the beginning, are names.
    English common nouns have no capital inside a sentence, and at its beginning "Apple rose" and "Apple's" lack theirs.
    """
    if row[first].joined:
        return False
    before = row[first - 1].text if first else ""
    after = row[last].text if last < len(row) else ""
    if german:
        return before in cue("bare_preposition") or (
            row[first].text not in words("no_names")
            and ((first == 0 or before in {":", "+", "-", "–"}) and (after == ":" or is_finite(after)))
        )
    owning = row[last - 1].stem != row[last - 1].text  # "Alphabet's Waymo"
    inside = (
        first > 0
        and (before[0].islower() or before == "," or before != row[first - 1].stem)
        and before not in {"a", "an", "the"}
        and (not after[:1].isupper() or owning)
    )
    opening = (first == 0 or before in QUOTES) and (owning or _is_finite(after) or _acts(row, last))
    return (inside or opening) and row[first].text[0].isupper() and not is_title_case(row)


def is_title_case(row: Sequence[Word]) -> bool:
    """Whether capitals tell nothing: half of the words have one, no longer word lacks it, as in English headlines."""
    if 2 * sum(word.text[0].isupper() for word in row) < len(row):
        return False
    return not any(len(word.text) > _LINKING and word.text.islower() for word in row)


def is_finite(text: str) -> bool:
    """Whether a word in small letters may be the verb of a German subject in the singular."""
    return _FINITE.fullmatch(text) is not None


def _acts(row: Sequence[Word], last: int) -> bool:
    """Whether "is" and what a company does next follow, or a weekday: "Target is in talks", "Emirates on Monday"."""
    if last + 1 >= len(row):
        return False
    after, behind = row[last].text, row[last + 1].text
    if after == "on":
        return behind.endswith("day") and behind in words("no_names", "time")
    return after == "is" and (behind in {"in", "to", "set", "close", "near"} or behind.endswith("ing"))


def _is_finite(text: str) -> bool:
    """Whether an English word says what a company does, or is what it has: "warned", "has", "shares"."""
    verbs = (cue("subject_verb"), cue("people_verb"), cue("finite_verb"))
    return any(text in kind for kind in verbs) or (text[-2:] == "ed" and len(text) > 4)


def is_medium(row: Sequence[Word], first: int) -> bool:
    """Whether a network is only the way in which something is said: "auf Facebook", "on Twitter and Facebook"."""
    if first > 2 and row[first - 1].text in _AND and row[first - 2].text[0].isupper():
        first -= 2
    return first > 0 and row[first - 1].text.lower() in cue("medium")


def is_one_of_many(row: Sequence[Word], first: int, last: int, *, german: bool) -> bool:
    """Whether a maker's name stands for a product: "ein VW", "ihrem grauen Audi", "an Audi" in English only."""
    determiners = cue("one_of_many_de" if german else "one_of_many_en")
    if last < len(row) and (row[last].joined or row[last].text[0].isupper()):
        return False
    before = [word.text.lower() for word in row[max(0, first - 2) : first]]
    if len(before) > 1 and is_adjective_ending(before[1]) and before[0] in determiners:
        return True
    return bool(before) and before[-1] in determiners


def is_credit(row: Sequence[Word], first: int) -> bool:
    """Whether it stands where the source of a picture is told: "Foto: BMW", "© BMW"."""
    if not first:
        return False
    before = row[first - 1].text
    return before == "©" or (before == ":" and first > 1 and row[first - 2].text in cue("credit"))


def is_adjective_ending(text: str) -> bool:
    """Whether a word in small letters may be an adjective before a noun."""
    return text.endswith(("e", "en", "er", "es", "em"))


def is_adjective(text: str) -> bool:
    """Whether a capitalised word has an adjective's ending; only few names do."""
    return _ADJECTIVE.search(text) is not None


def names_nothing(row: Sequence[Word], i: int) -> bool:
    """Whether the word, though capitalised, is no name: a sentence opener, a legal form, a kind of company."""
    return _is_no_name(row[i].text) or is_head(row, i)


@lru_cache(maxsize=1 << 14)
def _is_no_name(text: str) -> bool:
    return text in words("openers") or text in legal_forms() or text in cue("person_title")


def _is(text: str, kind: str) -> bool:
    """Whether a word is of a kind, in this or another case ending."""
    known = cue(kind)
    if text in known:
        return True
    return any(text.endswith(ending) and text[: -len(ending)] in known for ending in ("s", "n", "es", "en"))
