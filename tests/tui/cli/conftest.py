"""Archives for the tests of the command line."""

from pathlib import Path

import pytest

from tests.tui.cli.calling import Caller

STORY = {
    "talks.txt": """Siemens und Alstom verhandeln

Erstellt am 22. September 2017

Siemens verhandelt mit Alstom über eine Fusion der Zugsparten. Beide Konzerne bestätigten Gespräche.
Für die Übernahme von Kosten äußerten sich die Münchner nicht.
""",
    "blocked.md": """---
title: EU blocks Siemens-Alstom merger
date: 2019-02-06
source: Rail Post
url: https://example.org/rail/blocked
language: en
---
The European Commission has blocked the merger of Siemens and Alstom. The two companies called off the deal.
""",
    "cells.jsonl": '{"id": "cells-1", "title": "BMW bestellt Zellen", "date": "2020-07", "language": "de", '
    '"text": "Northvolt liefert künftig Batteriezellen an BMW. Den Vertrag haben beide Unternehmen unterzeichnet."}\n',
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of three articles of our own, two on one story."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in STORY.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def dealwire(tmp_path: Path) -> Caller:
    """Dealwire on an archive that does not exist yet."""
    return Caller(tmp_path / "archive")


@pytest.fixture
def filled(dealwire: Caller, articles: Path) -> Caller:
    """Dealwire on an archive of the three articles."""
    done = dealwire("add", str(articles))
    assert (0, "dealwire: 3 added.\n") == (done.returncode, done.stderr)
    return dealwire
