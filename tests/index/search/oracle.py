"""What a query finds, found out the slow way: by reading every article."""

from __future__ import annotations

from itertools import product

from index.document import RegionKind
from index.results import ArchivedArticle
from index.search.analysis import TOKEN, Key, forms, keys
from index.search.language.tree import (
    And,
    Area,
    Boosted,
    Choice,
    Company,
    Dates,
    Everything,
    Fuzzy,
    Group,
    Near,
    Node,
    Not,
    Nothing,
    Numbers,
    Or,
    Phrase,
    Prefix,
    Restriction,
    Source,
    TextNode,
    Wildcard,
    Word,
)
from index.search.patterns import pattern


def wants(node: Node, archived: ArchivedArticle) -> bool:  # noqa: PLR0911  (one line for each class of nodes)
    """Whether a query's tree wants an article."""
    match node:
        case Everything():
            return True
        case And(children):
            return all(wants(child, archived) for child in children)
        case Or(children):
            return any(wants(child, archived) for child in children)
        case Not(child):
            return not wants(child, archived)
        case Nothing():
            return False
        case Boosted(child):
            return wants(child, archived)
        case Near():
            return any(_is_near(node, texts) for texts in _areas(node, archived))
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return any(_says(node, text, archived.article.language) for text in _texts(node, archived))
        case _:
            return _is(node, archived)


def _is(node: Restriction, archived: ArchivedArticle) -> bool:  # noqa: PLR0911
    article, detections = archived.article, archived.detections
    match node:
        case Company(name, begins, typing):
            ids = {company.id for company in detections.companies}
            return _is_called(ids, name, begins=begins or typing)
        case Group(name, begins, typing):
            ids = {company.group or company.id for company in detections.companies}
            ids |= {company.id for company in detections.companies}
            return _is_called(ids, name, begins=begins or typing)
        case Source(name):
            return name == article.source
        case Choice("language" | "event" as field, values):
            chosen = {"language": {article.language}, "event": {event.type.value for event in detections.events}}
            return not chosen[field].isdisjoint(values)
        case Choice(field, values):
            return any(getattr(deal, field) in values for deal in detections.deals)
        case Numbers(field, least, most):
            return any(
                (least is None or least <= each) and (most is None or each <= most)
                for each in _numbers(field, archived)
            )
        case Dates(first, last):
            day = article.date
            return day is not None and (last is None or day.first_day <= last) and (first or "") <= day.last_day


def _is_called(ids: set[str], name: str, *, begins: bool) -> bool:
    return any(each == name or (begins and each.startswith(name)) for each in ids)


def _numbers(field: str, archived: ArchivedArticle) -> list[float]:
    deals = archived.detections.deals
    match field:
        case "value":
            return [deal.value.amount for deal in deals if deal.value]
        case "stake":
            return [round(deal.stake * 10_000) for deal in deals if deal.stake]
        case _:
            return [len(deals)] if deals else []


def _areas(node: TextNode, archived: ArchivedArticle) -> list[list[str]]:
    article = archived.article
    bodies = [span.of(article.text) for span in article.spans(RegionKind.BODY)]
    return [[article.title]] * (Area.TITLE in node.areas) + [bodies] * (Area.BODY in node.areas)


def _texts(node: TextNode, archived: ArchivedArticle) -> list[str]:
    return [text for texts in _areas(node, archived) for text in texts]


def _is_near(node: Near, texts: list[str]) -> bool:
    """Whether every word has a place such that no two of them are too far apart; regions are 8 places apart."""
    places: dict[str, list[int]] = {}
    start = 0
    for text in texts:
        for token in TOKEN.findall(text):
            words = keys(token, "de")
            for word in words:
                places.setdefault(word.form, []).append(start + word.step)
            start += max(word.step for word in words) + 1
        start += 8
    choices = product(*(places.get(word, []) for word in set(forms(node.text))))
    return any(max(each) - min(each) <= node.distance for each in choices)


def _says(node: TextNode, text: str, language: str) -> bool:
    words = [word for token in TOKEN.findall(text) for word in keys(token, language)]
    return any(_fits(node, word, language) for word in words) or (
        isinstance(node, Word | Phrase) and len(forms(node.text)) > 1 and _side_by_side(forms(node.text), text)
    )


def _fits(node: TextNode, word: Key, language: str) -> bool:
    match node:
        case Word(text, _, typing):
            whole = keys(text, language)[0]
            return word.stem == whole.stem or word.form == whole.form or (typing and word.form.startswith(whole.form))
        case Phrase(text):
            return (word.form,) == forms(text)
        case Near():
            return False
        case several:
            among = pattern(several)
            return word.form.startswith(among.prefix) and among.fits(word.form)


def _side_by_side(wanted: tuple[str, ...], text: str) -> bool:
    said = forms(text)
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said)))
