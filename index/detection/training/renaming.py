"""Gives the companies of annotated texts invented names, so that a model learns from what stands around a name.

Which texts are renamed is left to `recipe`.
"""

from __future__ import annotations

from random import Random

from index.detection.names import legal_forms
from index.detection.training.corpora import Annotated, Annotation, article
from index.document import Span

_FIRST = (  # noqa: SIM905
    "Al Ar Bor Bri Cal Dra Fen Gor Ham Har Hel Kap Kel Lum Mal Mar Mor Ner Nor Ost Pla Quin Rud Sel Ser Sol Sta Tor Tre"
    " Ul Vel Wen Wil Xan Yar Zan"
).split()
_MIDDLE = "a ami aro e eli ent er ero i in iva o olu ona u".split()  # noqa: SIM905
_LAST = "dis don dor fix ford field gard ka lan lis mont ner nis ra rel son tek tex ton via vox well zon".split()  # noqa: SIM905
_KINDS = (  # noqa: SIM905
    "Air Bank Brands Capital Energy Foods Group Health Insurance Labs Logistics Media Mining Motors Partners Pharma"
    " Robotics Software Systems Technologies Water"
).split()
_CONSONANTS = "BCDFGHKLMNPRSTVW"
_ACRONYM = 3


def renamed(text: Annotated, random: Random) -> Annotated:
    """The text with another name for each company, the same wherever its name begins with the same word."""
    old = text.article.text
    names: dict[str, str] = {}
    pieces: list[str] = []
    annotations: list[Annotation] = []
    behind = length = 0
    for span, kind in text.annotations:
        new = _replaced(span.of(old), names, random) if kind == "name" else span.of(old)
        pieces += [old[behind : span.start], new]
        start = length + span.start - behind
        length, behind = start + len(new), span.end
        annotations.append(Annotation(Span(start, length), kind))
    pieces.append(old[behind:])
    changed = article(f"{text.article.id}-renamed", "".join(pieces), text.article.language)
    return Annotated(changed, tuple(annotations))


def _replaced(form: str, names: dict[str, str], random: Random) -> str:
    """What stands for a form of a company's name: of one word where that has one, with the legal form that it has."""
    words = form.split()
    name = names.setdefault(words[0], _name(random))
    if len(words) == 1:
        return name.split()[0]
    return f"{name} {words[-1]}" if words[-1].rstrip(".") in legal_forms() else name


def _name(random: Random) -> str:
    """An invented name of one or two words; now and then an acronym."""
    match random.choices(("word", "word with kind", "two words", "acronym"), weights=(50, 25, 15, 10))[0]:
        case "word":
            return _word(random)
        case "word with kind":
            return f"{_word(random)} {random.choice(_KINDS)}"
        case "two words":
            return f"{_word(random)} {_word(random)}"
        case _:
            return "".join(random.choices(_CONSONANTS, k=_ACRONYM))


def _word(random: Random) -> str:
    return random.choice(_FIRST) + random.choice(_MIDDLE) + random.choice(_LAST)
