"""Plain text, as somebody saved or scraped it: all of it is the article, and nothing is declared."""

from __future__ import annotations

from collections.abc import Iterator

from index.raw import Blob, Failure, RawArticle
from index.readers.decoding import decode, tidy
from index.readers.origin import folder_of, url_of


def read(content: bytes, blob: Blob, subject: str) -> Iterator[RawArticle | Failure]:
    """The text as one article. Raises: NotText."""
    del subject  # nothing but the whole can fail
    text = tidy(decode(content, blob.charset))
    yield RawArticle(id=blob.name, text=text, folder=folder_of(blob), url=url_of(blob))
