"""Scraped texts, line by line: tests/cases/reading has one fact a file.

A case begins with lines of what it is about (";"). Every other line says first what it is: "T" title, "B" body, "R"
repeated, "-" boilerplate, "|" the line before goes on. "‖" stands between two parts of one line.
"""

from pathlib import Path

import pytest

from index.cleaning import clean
from index.document import Article, RegionKind
from index.raw import RawArticle

CASES = sorted((Path(__file__).parents[2] / "cases" / "reading").glob("*.txt"))
KINDS = {
    "T": RegionKind.TITLE,
    "B": RegionKind.BODY,
    "R": RegionKind.REPEATED,
    "-": RegionKind.BOILERPLATE,
}


class Case:
    """A text and what is expected of it."""

    def __init__(self, content: str) -> None:
        lines = content.splitlines()
        about = [line for line in lines if line.startswith(";")]
        self.facts = dict(line[1:].strip().split(": ", 1) for line in about[1:])
        self.regions: list[tuple[RegionKind, str]] = []
        self.text = "\n".join(
            " ".join(self.part(part) for part in line.split("‖")) for line in lines if not line.startswith(";")
        )

    def part(self, marked: str) -> str:
        """A part of a line without its mark; remembers what it is."""
        mark, text = marked[:1], marked[2:]
        if mark == "|":
            kind, before = self.regions.pop()
            self.regions.append((kind, f"{before}\n{text}"))
        elif mark:
            self.regions.append((KINDS[mark], text.strip()))
        return text


def regions(article: Article) -> list[tuple[RegionKind, str]]:
    """What every region is and says, line breaks without the blanks before them."""
    return [
        (region.kind, "\n".join(line.rstrip() for line in region.span.of(article.text).split("\n")))
        for region in article.regions
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """Regions, title, date and source are as the case says."""
    case = Case(path.read_text(encoding="utf-8"))
    article = clean(RawArticle(id="case", text=case.text))
    assert isinstance(article, Article)
    assert case.regions == regions(article)
    assert case.facts["title"] == article.title
    assert case.facts["date"] == (article.date.iso if article.date else "none")
    assert case.facts.get("source", "") == article.source


def test_cases_are_there() -> None:
    """The cases are found: a wrong folder would let every one of them pass."""
    assert len(CASES) >= 11
