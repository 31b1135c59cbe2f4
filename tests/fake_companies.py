"""The companies of articles without a disk: small, obvious, and checked against the real ones by the port's tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from index.document import Company, MentionKind
from index.results import ArchivedArticle, CompanySummary
from index.text import one_line


class FakeCompanies:
    """What the companies of articles are called, and which groups they belong to."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._groups: dict[str, str | None] = {}

    def add(self, archived: ArchivedArticle, articles: Collection[ArchivedArticle]) -> None:
        """Takes those of an article that has come or changed.

        Args:
            archived: The article.
            articles: All that there are now.
        """
        companies = archived.detections.companies
        self._names |= {company.id: _agreed(company, articles) for company in companies}
        self._names |= {company.group: company.group_name or "" for company in companies if company.group}
        self._groups |= {company.id: company.group for company in companies}

    def names_in(self, archived: ArchivedArticle) -> tuple[str, ...]:
        """The names of an article's companies, those first that it is about."""
        ranked = sorted(archived.detections.companies, key=lambda company: not company.about)
        return tuple(self._names[company.id] for company in ranked)

    def names(self, articles: Collection[ArchivedArticle]) -> dict[str, str]:
        """The names of the companies of some articles, and of all groups, by id."""
        there = {company.id for found in articles for company in found.detections.companies}
        there |= {group for group in self._groups.values() if group}
        return {company_id: name for company_id, name in self._names.items() if company_id in there}

    def summaries(self, articles: Collection[ArchivedArticle]) -> list[CompanySummary]:
        """The companies of some articles, those in most articles first."""
        counts = Counter(company.id for archived in articles for company in archived.detections.companies)
        forms, named = _forms(articles)
        deals: dict[str, set[tuple[str, ...]]] = {}
        events: Counter[str] = Counter()
        for archived in articles:
            for deal in archived.detections.deals:
                parties = sorted({party.id for party in deal.parties})
                for party in parties:
                    deals.setdefault(party, set()).add((deal.type, *parties))
            events.update(party.id for event in archived.detections.events for party in event.companies)
        summaries = [
            CompanySummary(
                id=company_id,
                name=self._names[company_id],
                aliases=tuple(
                    form
                    for form, _ in sorted(forms[company_id].items(), key=lambda pair: (-pair[1], pair[0]))
                    if form != self._names[company_id] and (company_id, form) in named
                ),
                articles=count,
                mentions=forms[company_id].total(),
                deals=len(deals.get(company_id, ())),
                group=self._groups[company_id],
                events=events[company_id],
            )
            for company_id, count in counts.items()
        ]
        return sorted(summaries, key=lambda summary: (-summary.articles, summary.name, summary.id))


def _agreed(company: Company, articles: Collection[ArchivedArticle]) -> str:
    """The name that most articles give a company; of equals the longest, then the alphabet's first."""
    told = Counter(
        other.name for archived in articles for other in archived.detections.companies if other.id == company.id
    )
    return min(told or [company.name], key=lambda name: (-told[name], -len(name), name))


def _forms(articles: Collection[ArchivedArticle]) -> tuple[dict[str, Counter[str]], set[tuple[str, str]]]:
    """How often each company is mentioned in which form, and the forms that are names, each with its company."""
    forms: dict[str, Counter[str]] = {}
    named: set[tuple[str, str]] = set()
    for archived in articles:
        for company in archived.detections.companies:
            for mention in company.mentions:
                text = one_line(mention.span.of(archived.article.text))
                forms.setdefault(company.id, Counter())[text] += 1
                if mention.kind is MentionKind.NAME:
                    named.add((company.id, text))
    return forms, named
