"""Cleaning: a raw article to an article. Pure; after it the text never changes.

    visible text -> layout (regions, title, date) -> language, source, fingerprint

Nothing is cut: page furniture is marked, so that every offset points into the text that the user sees.
"""

from __future__ import annotations

from index.cleaning.dating import date_of_address, parse_date
from index.cleaning.fingerprints import fingerprint
from index.cleaning.languages import language_of
from index.cleaning.layout import lay_out
from index.cleaning.provenance import source_of, url_of
from index.document import Article
from index.raw import Failure, RawArticle
from index.text import visible


def clean(raw: RawArticle) -> Article | Failure:
    """The article of a raw one, its text as long as before; a failure where it has none."""
    text = visible(raw.text)
    if not text.strip():
        return Failure(visible(raw.id), "has no text")
    layout = lay_out(text, raw)
    url = url_of(raw.url, layout.blocks)
    return Article(
        id=visible(raw.id),
        text=text,
        title=layout.title,
        date=parse_date(raw.date) or layout.date or date_of_address(url),
        source=source_of(raw.source, url, raw.folder, layout.blocks),
        url=url,
        language=language_of(text, raw.language),
        regions=layout.regions,
        fingerprint=fingerprint(text, layout.title, layout.regions),
    )
