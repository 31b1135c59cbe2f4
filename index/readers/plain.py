"""Plain text, as somebody saved or scraped it: all of it is the article, and nothing is declared."""

from __future__ import annotations

from collections.abc import Iterator

from index.raw import Blob, Failure, RawArticle
from index.readers.decoding import NotText, decode, tidy
from index.readers.origin import folder_of, url_of

_SEPARATORS = ";\t,|"
_FIRST_ROWS, _FEWEST_SEPARATORS = 3, 3


def read(content: bytes, blob: Blob, subject: str) -> Iterator[RawArticle | Failure]:
    """The text as one article. Raises: NotText."""
    del subject  # nothing but the whole can fail
    text = tidy(decode(content, blob.charset))
    if is_table(text):
        raise NotText("is a table, not an article")
    yield RawArticle(id=blob.name, text=text, folder=folder_of(blob), url=url_of(blob))


def is_table(text: str) -> bool:
    """Whether a text is rows of values, as spreadsheets export them, rather than an article with a list.

    The first rows have as many separators each, most of the others no fewer, and no row ends as a sentence does.
    """
    rows = [line for line in text.split("\n") if line.strip()]
    if len(rows) < _FIRST_ROWS or any(row.rstrip().endswith((".", "!", "?", ":")) for row in rows[:_FIRST_ROWS]):
        return False
    for separator in _SEPARATORS:
        counts = [row.count(separator) for row in rows]
        first = counts[0]
        if first >= _FEWEST_SEPARATORS and counts[:_FIRST_ROWS] == [first] * _FIRST_ROWS:
            return sum(count >= first for count in counts) > len(rows) / 2
    return False
