"""`dealwire detect`: companies and deals of the given articles. No archive is read or written."""

from __future__ import annotations

import argparse

from index.companies_file import read_companies_file
from index.document import Article, Detections
from index.raw import Failure
from tui.cli import forms
from tui.cli.streams import put, put_exact, say, tell_failures


def detect(options: argparse.Namespace) -> int:
    """Detects in every article of the sources, all together, since one article helps to read another."""
    from index.detection.detector import load_detector  # noqa: PLC0415  (the lexicon is needed only here)

    articles, failures = _articles(options.sources)
    listed = read_companies_file()
    for problem in listed.problems:
        say(problem)
    detector = load_detector().with_corrections(listed.corrections)
    for article, detections in zip(articles, detector.detect(articles), strict=True):
        if options.json:
            put_exact(forms.as_json(forms.detected_form(article, detections)))
        else:
            _put(article, detections)
    return tell_failures(failures)


def _articles(sources: list[str]) -> tuple[list[Article], list[Failure]]:
    from index.cleaning import clean  # noqa: PLC0415
    from index.readers import read  # noqa: PLC0415
    from index.sources import blobs  # noqa: PLC0415

    articles: list[Article] = []
    failures: list[Failure] = []
    for blob in blobs(sources):
        for raw in [blob] if isinstance(blob, Failure) else read(blob):
            article = raw if isinstance(raw, Failure) else clean(raw)
            if isinstance(article, Failure):
                failures.append(article)
            else:
                articles.append(article)
    return articles, failures


def _put(article: Article, detections: Detections) -> None:
    put(f"{article.id}: {article.title}")
    for company in detections.companies:
        put(f"  {'about' if company.about else '     '}  {company.name}")
    for deal in detections.deals:
        parties = ", ".join(f"{party.name} ({party.role.value})" for party in deal.parties)
        put(f"  {deal.type.value}, {deal.status.value}: {parties}")
    for event in detections.events:
        put(f"  {forms.event_text(event)}")
