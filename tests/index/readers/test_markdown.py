"""Markdown."""

import pytest

from index.raw import RawArticle
from tests.index.readers.samples import article

PAGE = """---
title: "A title: with a colon"
date: 2019-06-05
Source: The Paper
url: https://paper.example/a
lang: en
tags: [a, b]
---
# A title: with a colon

A *first* paragraph
on [two lines](https://x.example) & more.

- one
- two

| Year | Pieces |
|------|--------|
| 2018 | 400    |

<script>nothing()</script>
"""


def test_front_matter_and_text() -> None:
    """Front matter is what the page declares; the rest is text as a reader sees it, without marks."""
    assert RawArticle(
        id="a.md",
        text="A title: with a colon\n\nA first paragraph on two lines & more.\n\n• one\n\n• two\n\n"
        "Year\tPieces\n\n2018\t400",
        title="A title: with a colon",
        date="2019-06-05",
        source="The Paper",
        url="https://paper.example/a",
        language="en",
        folder="papers",
    ) == article(PAGE, "a.md")


@pytest.mark.parametrize(
    ("page", "title", "text"),
    [
        pytest.param("# One\n\n# Two", "One", "One\n\nTwo", id="the first heading is the title"),
        pytest.param(
            "---\ntitle: T\n---\nText.", "T", "T\n\nText.", id="a declared title without heading joins the text"
        ),
        pytest.param("Only text.", None, "Only text.", id="no title at all"),
        pytest.param("---\nnot: [valid\n---\nText.", None, "not: [valid\n\nText.", id="front matter that is no YAML"),
        pytest.param("---\nonly a rule\n---\nText.", None, "only a rule\n\nText.", id="no front matter but a rule"),
        pytest.param("---\ntitle: 3\ndate: [1]\n---\nText.", "3", "3\n\nText.", id="values of other types"),
        pytest.param("---\n!!python/name:os.system\n---\nText.", None, None, id="YAML cannot run anything"),
    ],
)
def test_title(page: str, title: str | None, text: str | None) -> None:
    """The title is the declared one or the first heading, and stands in the text."""
    found = article(page, "a.md")
    assert title == found.title
    assert text is None or text == found.text
