"""What the peers index of an article: its words folded as ours are, the values that are counted, its day."""

from __future__ import annotations

from functools import lru_cache

from index.results import ArchivedArticle
from index.search.analysis import TOKEN, form, forms

FACETS = ("company", "type", "status", "source", "language")
"""The fields whose values are counted."""


def folded(archived: ArchivedArticle) -> list[str]:
    """Title and body as words with blanks between, each folded to its form, those with parts followed by them."""
    return [" ".join(map(_terms, TOKEN.findall(part))) for part in archived.article.text.split("\n\n", 1)]


@lru_cache(maxsize=2**16)
def _terms(token: str) -> str:
    """The form of a token and those of its parts, as we index them: "BMW-Chef" is found by "Chef", too."""
    whole = form.__wrapped__(token)  # which is remembered here, so that the parts cost 1 % of the folding
    parts = () if token.isalnum() else forms(token)
    return " ".join([whole, *parts]) if len(parts) > 1 else whole


def facet_values(archived: ArchivedArticle) -> dict[str, set[str]]:
    """The values of an article in each of the fields that are counted."""
    article, detections = archived.article, archived.detections
    return {
        "company": {company.id for company in detections.companies},
        "type": {deal.type.value for deal in detections.deals},
        "status": {deal.status.value for deal in detections.deals},
        "source": {article.source.replace(" ", "-")},
        "language": {article.language},
    }


def day_of(archived: ArchivedArticle) -> int:
    """The day of an article as a number that sorts as days do; 0 for none."""
    day = archived.article.date
    return int(day.first_day.replace("-", "")) if day else 0
