"""Deals merged from a few articles, in a way that is easy to predict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.deal import Deal, Evidence, StatusChange
from index.results import ArchivedArticle


def merged(articles: Iterable[ArchivedArticle]) -> list[Deal]:
    """One deal for each type and parties."""
    found: dict[str, Deal] = {}
    for archived in articles:
        for mention in archived.detections.deals:
            key = f"{mention.type}:{'+'.join(sorted(party.id for party in mention.parties))}"
            date, text = archived.article.date, archived.article.text
            evidence = tuple(Evidence(archived.id, span, span.of(text)) for span in mention.evidence)
            change = StatusChange(mention.status, date, archived.id)
            if known := found.get(key):
                found[key] = replace(known, evidence=known.evidence + evidence, history=(*known.history, change))
                continue
            found[key] = Deal(
                id=key,
                type=mention.type,
                status=mention.status,
                parties=mention.parties,
                object=mention.object,
                value=mention.value,
                stake=mention.stake,
                first_seen=date,
                last_seen=date,
                history=(change,),
                evidence=evidence,
            )
    return list(found.values())
