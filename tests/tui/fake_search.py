"""A search in a few articles that is easy to predict: every word of the query is looked for in the text, as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from index.document import RegionKind, Span
from index.results import (
    ArchivedArticle,
    Completion,
    CompletionKind,
    FacetCount,
    Hit,
    Likeness,
    QueryProblem,
    Reason,
    SearchPage,
    SearchRequest,
    Snippet,
    Sort,
)


def searched(
    articles: Collection[ArchivedArticle], request: SearchRequest, *, gone: Collection[str], suggestion: str | None
) -> SearchPage:
    """Every article with all the words, by date, or in the order of dates for want of a better one.

    Args:
        articles: Those there are.
        request: A word of its query with a colon is not understood.
        gone: Names that are no company's.
        suggestion: What may have been meant.
    """
    found = [archived for archived in articles if _matches(archived, request)]
    by_date = request.sort is Sort.DATE or not request.query.strip()
    found.sort(key=lambda archived: str(archived.article.date or ""), reverse=by_date)
    every = [company for one in found for company in one.detections.companies]
    counts = Counter((company.id, company.name) for company in every if company.name not in gone)
    groups = Counter((company.group, company.group_name or "") for company in every if company.group)
    events = Counter(event.type.value for one in found for event in one.detections.events)
    types = Counter(deal.type.value for one in found for deal in one.detections.deals)
    problems = tuple(
        QueryProblem(f"There is no field {word.group().split(':')[0]}.", Span(*word.span()))
        for word in re.finditer(r"\S*:\S*", request.query)
    )
    facets = {
        "company": tuple(FacetCount(id_, name, count) for (id_, name), count in counts.most_common()),
        "group": tuple(FacetCount(id_, name, count) for (id_, name), count in groups.items()),
        "event": tuple(FacetCount(type_, type_, count) for type_, count in events.items()),
        "type": tuple(FacetCount(type_, type_, count) for type_, count in types.items()),
    }
    ids = [archived.id for archived in found]
    return SearchPage(request, ids, (), facets, elapsed_ms=8.0, problems=problems, suggestion=suggestion)


def _matches(archived: ArchivedArticle, request: SearchRequest) -> bool:
    text = archived.article.text.casefold()
    companies = {company.id for company in archived.detections.companies}
    groups = {id_ for company in archived.detections.companies for id_ in (company.id, company.group)}
    events = {event.type.value for event in archived.detections.events}
    return (
        all(word.casefold() in text for word in request.query.split() if ":" not in word)
        and companies.issuperset(request.filter.companies)
        and companies.isdisjoint(request.filter.excluded)
        and groups.issuperset(request.filter.groups)
        and events.issuperset(request.filter.events)
    )


def hit(archived: ArchivedArticle, query: str) -> Hit:
    """A row of a page."""
    article = archived.article
    body = article.text.partition("\n\n")[2].replace("\n", " ")[:160]
    return Hit(
        id=archived.id,
        title=article.title,
        date=article.date,
        source=article.source,
        language=article.language,
        score=None,
        snippet=Snippet(body, spans(body, query)),
        companies=tuple(company.name for company in archived.detections.companies),
        deals=len(archived.detections.deals),
        read=archived.read,
    )


def spans(text: str, query: str) -> tuple[Span, ...]:
    """Where the words stand."""
    words = [re.escape(word) for word in query.split() if ":" not in word]
    return tuple(Span(*found.span()) for found in re.finditer("|".join(words), text, re.IGNORECASE)) if words else ()


def completions(articles: Collection[ArchivedArticle], query: str, cursor: int) -> tuple[Completion, ...]:
    """Words of the articles, and companies, that begin like the query's last word."""
    last = query[:cursor].rsplit(" ", maxsplit=1)[-1]
    if not last:
        return ()
    span = Span(cursor - len(last), cursor)
    words = Counter(word for one in articles for word in set(re.findall(r"\w+", one.article.text)))
    names = {company.name: company.id for one in articles for company in one.detections.companies}
    return (
        *(
            Completion(CompletionKind.COMPANY, f"company:{id_}", span, name, 1)
            for name, id_ in names.items()
            if name.casefold().startswith(last.casefold())
        ),
        *(
            Completion(CompletionKind.WORD, word, span, word, count)
            for word, count in sorted(words.items())
            if word.casefold().startswith(last.casefold()) and word != last and word not in names
        ),
    )


def reasons(query: str, text: str) -> Sequence[Reason]:
    """Every word once."""
    folded = text.casefold()
    return [
        Reason(word, word.title(), RegionKind.BODY, Likeness.EXACT, folded.count(word.casefold()))
        for word in query.split()
        if word.casefold() in folded
    ]
