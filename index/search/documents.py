"""From an article to the fields that Whoosh indexes: which words are searched, and at which positions they stand.

Title and body are searched; boilerplate and what is said a second time are not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from index.dates import PartialDate
from index.document import Article, Company, MentionKind, RegionKind
from index.results import ArchivedArticle
from index.search import schema
from index.search.analysis import GAP, TOKEN, forms, keys, width

_REMEMBERED = 2**13
"""Names of companies, and days, that are remembered: most articles tell of those that others do."""
_MOST = 10**18
"""What fits into the index of an amount of money, with room to spare."""


def fields(archived: ArchivedArticle) -> dict[str, Any]:
    """The values of the schema's fields for one article."""
    article = archived.article
    bodies = [span.of(article.text) for span in article.spans(RegionKind.BODY)]
    return {
        **values(archived),
        **_text(schema.TITLE, [article.title], article.language),
        **_text(schema.BODY, bodies, article.language),
    }


def values(archived: ArchivedArticle) -> dict[str, Any]:
    """The values of the fields that are not text."""
    article, detections = archived.article, archived.detections
    found: dict[str, Any] = {
        schema.KEY: (str(archived.id),),
        schema.NUMBER: archived.id,
        schema.COMPANY: {company.id for company in detections.companies},
        schema.GROUP: {company.group for company in detections.companies if company.group},
        schema.ALIAS: {alias for company in detections.companies for alias in _aliases(company, article)},
        schema.TYPE: {deal.type.value for deal in detections.deals},
        schema.STATUS: {deal.status.value for deal in detections.deals},
        schema.EVENT: {event.type.value for event in detections.events},
        schema.SOURCE: {article.source} - {""},
        schema.LANGUAGE: {article.language},
        schema.MOMENT: moment(article.date) if article.date else 0,
    }
    if detections.deals:
        found[schema.DEALS] = {len(detections.deals)}
        found[schema.VALUE] = {min(round(deal.value.amount), _MOST) for deal in detections.deals if deal.value}
        found[schema.STAKE] = {round(deal.stake * 10_000) for deal in detections.deals if deal.stake is not None}
    if article.date is not None:
        found[schema.FIRST_DAY], found[schema.LAST_DAY] = _days(article.date)
    return found


@lru_cache(_REMEMBERED)
def _days(day: PartialDate) -> tuple[int, int]:
    """The first and the last day that a date can mean, as numbers that follow each other."""
    return date.fromisoformat(day.first_day).toordinal(), date.fromisoformat(day.last_day).toordinal()


def moment(day: PartialDate) -> int:
    """A date as a number that sorts as the date does: 201902271548 for a quarter to four, 201902000000 for a month."""
    digits = [int(part) for part in day.iso.replace("T", "-").replace(":", "-").split("-")]
    year, month, of_month, hour, minute = (*digits, 0, 0, 0, 0)[:5]
    known_to_the_minute = len(digits) == 5
    return (((year * 100 + month) * 100 + of_month) * 100 + hour) * 100 + minute + known_to_the_minute


@lru_cache(_REMEMBERED)
def alias_term(name: str, company: str) -> str:
    """The term that says under which name a company is known; `read_alias` takes it apart."""
    return f"{' '.join(forms(name))}\n{company}"


def read_alias(term: str) -> tuple[str, str]:
    """The name, as its forms with blanks between, and the company's id."""
    name, _, company = term.partition("\n")
    return name, company


def _aliases(company: Company, article: Article) -> Iterator[str]:
    names = {mention.span.of(article.text) for mention in company.mentions if mention.kind is MentionKind.NAME}
    yield from (alias_term(name, company.id) for name in {company.name, *names})
    if company.group and company.group_name:
        yield alias_term(company.group_name, company.group)


def _text(field: str, texts: Iterable[str], language: str) -> dict[str, Any]:
    """Stems with their counts, forms with their positions, for a title or a body."""
    stems: Counter[str] = Counter()
    positions: defaultdict[str, list[int]] = defaultdict(list)
    position = 0
    for text in texts:
        for match in TOKEN.finditer(text):
            words = keys(match[0], language)
            for word in words:
                stems[word.stem] += 1
                positions[word.form].append(position + word.step)
            position += width(words)
        position += GAP
    tagged = {schema.tagged(found, language): count for found, count in stems.items()}
    return {field: tagged, schema.EXACT[field]: positions}
