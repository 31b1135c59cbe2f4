"""What the archive knows of one company, gathered for the screen. Blocks; for workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.dates import PartialDate
from index.deals import Deals
from index.document import Company, CompanyEvent, MentionKind, Span
from index.errors import ArticleNotFound
from index.results import ArchivedArticle, Filter, SearchPage, SearchRequest, Sort
from tui.named import Named

if TYPE_CHECKING:
    from index.archive import Archive

_LOOKED_INTO = 200
"""Articles read for a company's forms and events, the newest: 0.2 s for all of them."""


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """A company event as one article tells it.

    Attributes:
        article: The archive's number of the article.
        date: The article's; None when it has none.
        source: The article's; empty when unknown.
        text: The event's best evidence.
    """

    event: CompanyEvent
    article: int
    date: PartialDate | None
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A company over the archive.

    Attributes:
        forms: How articles name it, and how often, the most frequent first; of the articles looked into.
        reasons: Why these were taken for the company, likewise.
        group: The name of the group it belongs to; empty for none, or when not known.
        facts: What the lexicon knows beside the name: sector, seat, country; empty for a company it does not know.
        page: Its articles, the newest first.
        deals: Those it is a party to, the newest first.
        partners: Whom it deals with, whatever the roles, and in how many deals; the most frequent first.
        events: What else happened to it, the newest first.
    """

    id: str
    name: str
    forms: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]
    group: str
    facts: tuple[str, ...]
    page: SearchPage
    deals: Deals
    partners: tuple[tuple[Named, int], ...]
    events: tuple[ToldEvent, ...]


def profile_of(archive: Archive, company_id: str, name: str) -> Profile:
    """Gathers everything about a company; `name` stands for one that no article names any more."""
    page = _articles_with(archive, company_id)
    articles = list(_newest(archive, page))
    seen = [(archived, company) for archived in articles if (company := _company(archived, company_id))]
    deals = archive.deals_with(company_id)
    return Profile(
        id=company_id,
        name=seen[0][1].name if seen else name,
        forms=_forms(seen),
        reasons=reasons_of(company for _, company in seen),
        group=next((company.group_name for _, company in seen if company.group_name), ""),
        facts=_facts(company_id),
        page=page,
        deals=deals,
        partners=_partners(deals, company_id),
        events=tuple(_events(articles, company_id)),
    )


def forms_of(archive: Archive, company_id: str) -> tuple[tuple[str, int], ...]:
    """The names by which articles call a company, and how often, the most frequent first."""
    articles = _newest(archive, _articles_with(archive, company_id))
    return _forms([(archived, company) for archived in articles if (company := _company(archived, company_id))])


def reasons_of(companies: Iterable[Company]) -> tuple[tuple[str, int], ...]:
    """Why a company is believed, over some articles, and how often for that reason, the most frequent first."""
    counted = Counter(mention.why for company in companies for mention in company.mentions if mention.why)
    return tuple(counted.most_common())


def mentions_in(archived: ArchivedArticle, company_id: str) -> tuple[Span, ...]:
    """Where an article names a company, or paraphrases it."""
    company = _company(archived, company_id)
    return tuple(mention.span for mention in company.mentions) if company else ()


def _articles_with(archive: Archive, company_id: str) -> SearchPage:
    return archive.search(SearchRequest(filter=Filter(companies=(company_id,)), sort=Sort.DATE))


def _newest(archive: Archive, page: SearchPage) -> Iterator[ArchivedArticle]:
    for article_id in page.ids[:_LOOKED_INTO]:
        try:
            yield archive.article(article_id)
        except ArticleNotFound:  # it has gone since the search
            continue


def _company(archived: ArchivedArticle, company_id: str) -> Company | None:
    return next((company for company in archived.detections.companies if company.id == company_id), None)


def _forms(seen: Sequence[tuple[ArchivedArticle, Company]]) -> tuple[tuple[str, int], ...]:
    """Names as they are written; paraphrases are none."""
    counted = Counter(
        " ".join(mention.span.of(archived.article.text).split())
        for archived, company in seen
        for mention in company.mentions
        if mention.kind is MentionKind.NAME
    )
    return tuple(counted.most_common())


def _partners(deals: Deals, company_id: str) -> tuple[tuple[Named, int], ...]:
    others = (party for deal in deals for party in deal.parties if party.id != company_id)
    return tuple(Counter(Named(party.id, party.name) for party in others).most_common())


def _events(articles: Sequence[ArchivedArticle], company_id: str) -> Iterator[ToldEvent]:
    for archived in articles:
        article = archived.article
        for event in archived.detections.events:
            if any(party.id == company_id for party in event.companies):
                text = " ".join(event.evidence[0].of(article.text).split())
                yield ToldEvent(event, archived.id, article.date, article.source, text)


def _facts(company_id: str) -> tuple[str, ...]:
    from index.detection.lexicon import load_lexicon  # noqa: PLC0415  (it takes 0.1 s to load)

    known = load_lexicon().companies.get(company_id)
    return tuple(fact for fact in (known.sector, known.seat, known.country) if fact) if known else ()
