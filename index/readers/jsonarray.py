"""A JSON file: one article, or an array of them, in the form of JSON Lines' lines.

Most JSON files in a folder are settings and data of programs: one without anything like an article is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from index.raw import Blob, Failure, RawArticle
from index.readers.jsonlines import Unusable, article_of


def read(content: bytes, blob: Blob, subject: str) -> Iterator[RawArticle | Failure]:
    """The file's articles, and a failure for everything in it that is none."""
    if not blob.named and b'"text"' not in content:
        return
    try:
        found = json.loads(content)
    except json.JSONDecodeError as error:
        yield Failure(subject, f"is not valid JSON ({error.msg}, line {error.lineno}, column {error.colno})")
        return
    except (ValueError, RecursionError):  # no UTF-8, numbers of thousands of digits, thousands of brackets
        yield Failure(subject, "is not valid JSON")
        return
    records = found if isinstance(found, list) else [found]
    if not blob.named and not any(isinstance(record, dict) and "text" in record for record in records):
        return
    if not records:
        yield Failure(subject, "is empty")
    for number, record in enumerate(records, start=1):
        try:
            yield article_of(record, f"{blob.name}:{number}" if len(records) > 1 else blob.name)
        except Unusable as error:
            yield Failure(f"{subject}, article {number}" if len(records) > 1 else subject, str(error))
