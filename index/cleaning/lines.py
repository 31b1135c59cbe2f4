"""What a single block shows of itself by its form: a date line, a byline, a picture credit, navigation, signs only."""

from __future__ import annotations

import re
from collections.abc import Callable

from index.cleaning.blocks import Block, words_of
from index.cleaning.dating import FoundDate, dates_in
from index.cleaning.line_words import any_of

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CHECKBOX = re.compile(r"\[ ?\]|[☐☑○◯]")
_COUNTER = re.compile(r"\(?\d[\d.,]*\)?(?:\s*(?:von|of|/)\s*\d+)?")

# "Home » Markets » Deals", "Wirtschaft | Unternehmen | Industrie": at least three short pieces, or a leading arrow.
_ARROW = re.compile(r"\s*(?:>|»|›|→|::)\s*")
_BAR = re.compile(r"\s+[|•·/]\s+|\s*\|\s*|\s{3,}")
_LONGEST_PIECE = 4

_CREDIT_LINE = re.compile(rf"(?:\(?{any_of('credit')}\s*[:/©]|[©®]|\([cC]\)\s).{{0,100}}", re.IGNORECASE)
_CREDIT_END = re.compile(
    r"(?:(?<=[.!?…\"“”»«')\s])|(?<=[a-zäöüß]))"
    rf"(?:\(?\b{any_of('credit')}\s*[:©]|\(?©)\s*[^.!?]{{2,80}}\)?\s*$"
)
_LONGEST_CREDIT = 120
_CAPTION_BEFORE_CREDIT = 5
"""Words of a caption up to which it is marked with its credit: it names who is seen, and says nothing."""

_REST_LINK = re.compile(
    rf"(?<=[.!?…\]»”“\")])\s+[\[(]?{any_of('link to the rest')}(?:\s*(?:\.\.\.|[»›>→…:\])]))*$", re.IGNORECASE
)

_LONGEST_BYLINE = 14
_NAME = r"[A-ZÄÖÜ][\w.'’-]*"
_NAMES = rf"(?:(?:Dr|Prof)\.?\s+)*{_NAME}(?:\s+{any_of('name particle')}\s+{_NAME}|\s+{_NAME}){{1,3}}"
_AGENCY = f"(?i:{any_of('agency')})"
_BYLINE = re.compile(
    rf"[-–—]?\s*(?:(?i:von|by)\s+(?:{_NAMES}|{_AGENCY}\b)|{any_of('author')}\s*:\s*\S.*)"
    rf"(?:\s*(?:,|und|and|&|/|\|)\s*(?:{_NAMES}|{_NAME}|{_AGENCY}))*[\s.,:–-]*(?:\([^)]*\))?",
)
_SIGNATURE = re.compile(rf"[(/\[]*(?:{_AGENCY}(?:[/,]\s*[\w-]{{2,8}})*|[a-zäöü]{{2,4}}(?:/[a-zäöü]{{2,4}})+)[)\]]*")

_AROUND_DATE = re.compile(rf"\b{any_of('around a date')}\b\.?", re.IGNORECASE)
_LABEL = re.compile(rf"{any_of('label of a date')}\b\W*(?:am\b|on\b)?\W*", re.IGNORECASE)
_RELATIVE_DATE = re.compile(
    r"(?:heute|gestern|vor \d+ (?:minuten?|stunden?|tagen?|wochen?))\b.{0,30}"
    r"|(?:today|yesterday|\d+ (?:minutes?|hours?|days?) ago)\b.{0,30}"
    r"|\d{1,2}\.\s?\d{1,2}\.,?\s*\d{1,2}[:.]\d\d.{0,10}",
    re.IGNORECASE,
)
_MOST_OTHER_WORDS = 5
_RANGE = re.compile(r"\d\s*\.?\s*(?:[-–—]|bis|to)\s*$")
_DATELINE_LENGTH = 70
_PLACES = re.compile(r"(?:\(\w+\)\s*)*(?:[^\W\d_][\w./'’-]*[\s,/(–—-]+){0,5}[\s(/]*(?:\w{2,8}/)?")
_PREPOSITION = re.compile(rf"\b{any_of('before a day of the story')}\s+$", re.IGNORECASE)
_AFTER_DATE = re.compile(r"\s*(?:Uhr)?\s*[-–—:|,·]")
_AFTER_DATELINE = re.compile(r"\s*(?:[-–—.:)|/]|\s[A-ZÄÖÜ])|$")


def form_of(block: Block) -> str | None:
    """What a block is by its form alone, in the reader's words; None for one that may belong to the article."""
    return next((name for name, has_form in _FORMS if has_form(block)), None)


def is_wordless(block: Block) -> bool:
    """Whether it has no word: rules, counters, "1 von 4"."""
    return not _LETTERS.search(block.text) or _COUNTER.fullmatch(block.text) is not None


def is_poll(block: Block) -> bool:
    """Whether it has boxes to tick."""
    return len(_CHECKBOX.findall(block.text)) > 1


def is_navigation(block: Block) -> bool:
    """Whether it is a row of links, or the path to the page."""
    text = block.text
    if len(text) > 250 or block.is_prose:
        return False
    steps = [piece for piece in _ARROW.split(text) if piece]
    if text[0] in ">»›→" or (len(steps) >= 3 and all(len(step.split()) <= _LONGEST_PIECE for step in steps[:-1])):
        return True
    pieces = [piece for piece in _BAR.split(text) if piece]
    return len(pieces) >= 3 and all(len(piece.split()) <= _LONGEST_PIECE for piece in pieces)


def is_byline(block: Block) -> bool:
    """Whether it says no more than who wrote the article."""
    text = block.text
    return len(block.words) <= _LONGEST_BYLINE and (
        _BYLINE.fullmatch(text) is not None or (len(text) <= 40 and _SIGNATURE.fullmatch(text) is not None)
    )


def is_credit(block: Block) -> bool:
    """Whether it says no more than whose picture, text or page this is, or who is seen there."""
    if len(block.words) > 16 or block.sentences > 1:
        return False
    if _CREDIT_LINE.fullmatch(block.text):
        return True
    caption = block.text[: credit_at_end(block.text) or 0].rstrip()
    return 0 < len(words_of(caption)) <= _CAPTION_BEFORE_CREDIT and not caption.endswith((".", "!", "?"))


def credit_at_end(text: str) -> int | None:
    """Where the credit begins that a caption ends with; None where it ends with none."""
    match = _CREDIT_END.search(text, max(0, len(text) - _LONGEST_CREDIT))
    return match.start() if match and match.start() > 0 else None


def rest_link_at_end(text: str) -> int | None:
    """Where the link to the rest begins that a teaser ends with: "… in Bonn. Read more »"; None where it has none."""
    match = _REST_LINK.search(text, max(0, len(text) - _LONGEST_CREDIT))
    return match.start() if match else None


def date_line(block: Block) -> FoundDate | None:
    """The date of a block that tells little else: where and when an article appeared, and who wrote it."""
    if len(block.text) > 150:
        return None
    found = list(dates_in(block.text))
    if not found or _RANGE.search(block.text[: found[0].span.start]):
        return None
    rest = block.text
    for date in reversed(found):
        rest = f"{rest[: date.span.start]} {rest[date.span.end :]}"
    words = _LETTERS.findall(_AROUND_DATE.sub(" ", rest))
    pieces = len(_BAR.split(block.text))
    most = _MOST_OTHER_WORDS if pieces < 3 else 2 * _MOST_OTHER_WORDS
    return None if len(words) > most or (block.ends_sentence and len(words) > 2) else found[0]


def is_relative_date(block: Block) -> bool:
    """Whether it says when the article appeared, counted from a day that nobody knows any more."""
    return len(block.words) <= 8 and _RELATIVE_DATE.fullmatch(block.text) is not None


def dateline(block: Block) -> FoundDate | None:
    """The date that a block begins with, after a place or an agency: "Brüssel, 6. Februar 2019. Die ..."."""
    found = next(dates_in(block.text[:_DATELINE_LENGTH]), None)
    if found is None:
        return None
    before, after = block.text[: found.span.start], block.text[found.span.end :]
    if not before and _AFTER_DATE.match(after):
        return found
    if not block.is_prose or _PREPOSITION.search(before) or not _PLACES.fullmatch(before):
        return None
    return found if _AFTER_DATELINE.match(after) else None


def is_labelled(text: str) -> bool:
    """Whether it begins with what is printed before an article's date: "Erstellt am:"."""
    return _LABEL.match(text) is not None


def labelled_date(text: str) -> FoundDate | None:
    """The date that a line begins with after a label: "date 2019-02 Who meets whom"; None where it begins otherwise."""
    label = _LABEL.match(text)
    found = next(dates_in(text[:_DATELINE_LENGTH]), None) if label else None
    return found if label and found and found.span.start == label.end() else None


_FORMS: tuple[tuple[str, Callable[[Block], object]], ...] = (
    ("date line", date_line),
    ("date line", is_relative_date),
    ("no words", is_wordless),
    ("poll", is_poll),
    ("navigation", is_navigation),
    ("picture credit", is_credit),
    ("byline", is_byline),
)
