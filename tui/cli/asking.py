"""`dealwire search`, `show`, `companies` and `deals`: what an archive holds, for people or for programs."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from index.archive import Archive
from index.deal import Deal
from index.document import Article, DealMention, Milestone, RegionKind, Span
from index.results import ArchivedArticle, Hit, SearchPage, SearchRequest, Sort
from tui.cli import forms
from tui.cli.opening import archive_of, level_archive_of
from tui.cli.streams import DONE, FAILED, put, put_exact, say


def search(options: argparse.Namespace) -> int:
    """Finds articles."""
    request = SearchRequest(options.query, sort=Sort(options.sort))
    with level_archive_of(options) as archive:
        page = archive.search(request)
        hits = archive.hits(page, 0, options.limit)
        form = forms.as_json(forms.search_form(page, hits)) if options.json else None  # facets are counted for it
    if form is not None:
        put_exact(form)
    else:
        put(f"{page.total} {'article' if page.total == 1 else 'articles'}")
        for hit in hits:
            _put_hit(hit)
    return _tell_problems(page)


def show(options: argparse.Namespace) -> int:
    """Prints one article with its companies and deals."""
    with archive_of(options, create=False) as archive:
        archived = archive.article(options.article)
    if options.json:
        put_exact(forms.as_json(forms.archived_form(archived)))
    else:
        _put_article(archived)
    return DONE


def companies(options: argparse.Namespace) -> int:
    """Lists companies."""
    with level_archive_of(options) as archive:
        page = _page(archive, options.query)
        found = archive.companies(page)
    if options.json:
        put_exact(forms.as_json([forms.company_form(company) for company in found]))
    else:
        put(f"{'articles':>8}  {'mentions':>8}  {'deals':>5}  company")
        for company in found:
            aliases = f"  ({', '.join(company.aliases[:5])})" if company.aliases else ""
            put(f"{company.articles:>8}  {company.mentions:>8}  {company.deals:>5}  {company.name}{aliases}")
    return _tell_problems(page)


def deals(options: argparse.Namespace) -> int:
    """Lists deals, merged over articles."""
    with level_archive_of(options) as archive:
        page = _page(archive, options.query)
        found = list(archive.deals(page))  # read while the archive is open
    if options.json:
        put_exact(forms.as_json([forms.deal_form(deal) for deal in found]))
    elif options.csv:
        put_exact(forms.deals_csv(found))
    else:
        for deal in found:
            put_deal(deal)
    return _tell_problems(page)


def _page(archive: Archive, query: str) -> SearchPage | None:
    return archive.search(SearchRequest(query)) if query.strip() else None


def _tell_problems(page: SearchPage | None) -> int:
    for problem in page.problems if page else ():
        place = f" (at character {problem.span.start + 1})"
        say(f"{problem.message}{place}")
    if page and page.suggestion:
        say(f"Did you mean: {page.suggestion.strip()}")
    return FAILED if page and page.problems else DONE


def _put_hit(hit: Hit) -> None:
    put(f"{hit.id:>6}  {hit.date or '-'!s:<16}  {hit.title}{f'  [{hit.source}]' if hit.source else ''}")
    put(f"{'':>6}  {hit.snippet.text}")
    if hit.companies:
        put(f"{'':>6}  {', '.join(hit.companies)}; {hit.deals} {'deal' if hit.deals == 1 else 'deals'}")


def _put_article(archived: ArchivedArticle) -> None:
    article, detections = archived.article, archived.detections
    put(article.title)
    put("  ".join(filter(None, (str(article.date or ""), article.source, article.language, article.url))))
    put()
    for span in article.spans(RegionKind.BODY):
        put(span.of(article.text).strip("\n"))
    put()
    put("companies: " + (", ".join(company.name for company in detections.companies) or "none"))
    put("deals: " + ("" if detections.deals else "none"))
    for deal in detections.deals:
        put(f"  {_deal_line(deal)}")
        put(f"    {_quote(article, deal.evidence)}")
    put("events: " + ("" if detections.events else "none"))
    for event in detections.events:
        put(f"  {forms.event_text(event)}")
        put(f"    {_quote(article, event.evidence)}")
    put("from: " + ", ".join(archived.origins))


def put_deal(deal: Deal) -> None:
    """Prints a deal: its terms, its history, on what articles disagree, why it is one."""
    seen = {str(date) for date in (deal.first_seen, deal.last_seen) if date}
    put(f"{_deal_line(deal)}  [{' to '.join(sorted(seen)) or 'undated'}]")
    for change in deal.history:
        told = f"article {change.article}{', by you' if change.by_user else ''}"
        put(f"    {change.date or '-'!s:<16}  {change.status.value}  ({told})")
    for milestone in Milestone:
        for claim in deal.dates_of(milestone)[:1]:
            put(f"    {forms.milestone_text(milestone):<16}  {claim.value.date}")
    for term, claims in forms.conflict_texts(deal).items():
        put(f"    {'conflict':<16}  {term}: {'; '.join(claims)}")
    if deal.why:
        put(f"    {'one deal':<16}  {deal.why}")


def _deal_line(deal: Deal | DealMention) -> str:
    parties = ", ".join(f"{party.name} ({party.role.value})" for party in deal.parties)
    rest = filter(None, (deal.object, forms.money_text(deal.value), forms.stake_text(deal.stake)))
    return "  ".join((f"{deal.type.value}, {deal.status.value}: {parties}", *rest))


def _quote(article: Article, evidence: Iterable[Span]) -> str:
    return " … ".join(_squeezed(span.of(article.text) for span in evidence))


def _squeezed(texts: Iterable[str]) -> Iterable[str]:
    return (" ".join(text.split()) for text in texts)
