"""Articles taken all at once become the same segment as posted one by one."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from index.document import DealType, Status
from index.results import ArchivedArticle
from index.search import documents, schema, writer
from index.search.batch import Batch
from index.search.codec import ArrayCodec
from index.search.codec.reading import arrays_of
from index.search.folder import IndexFolder
from index.search.language.parser import parse
from index.search.whoosh import FileStorage
from tests.index.search.examples import STORIES, article, built, changes, coverage, found
from tests.index.search.oracle import wants
from tests.index.search.test_oracle import random_article


def test_articles_fill_several_segments(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each goes on with the tokens that the one before it has seen, some are put together, and all of it is found."""
    monkeypatch.setattr(writer, "_TOKENS", 20)
    monkeypatch.setattr(writer, "MOST", 7)
    random = Random(3)
    articles = [random_article(number, random) for number in range(1, 31)]
    search = built(folder, articles)
    assert 5 == len(list(folder.glob("*/*.seg")))
    for query in ("kooperation ", '"neue Motoren"', "mo*", "-bmw"):
        assert {each.id for each in articles if wants(parse(query).tree, each)} == set(found(search, query))


TWO = [(DealType.STAKE, Status.SIGNED), (DealType.SUPPLY, Status.TALKS)]
EDGES = (
    article(1, "…", "", "–", "C&A und E.ON", language="en"),
    article(2, "Ein Titel", "Eins zwei", "!!", "drei BMW-Chef BMW-Chef", companies=[("bmw", "BMW")]),
    article(3, "Газпром und Ελλάδα", "Газпром liefert.", "Ein Zug: ألف", deals=[(DealType.SUPPLY, Status.SIGNED)]),
    article(
        4,
        "Газпром",
        "Газпром of zebras…Zebra",
        language="en",
        date="2020",
        deals=TWO,
        terms=[(1e6, 0.25), (1e6 + 1, 1)],
    ),
)


def _posted(folder: Path, articles: list[ArchivedArticle]) -> object:
    """The arrays that Whoosh's own writer makes through our codec."""
    made = FileStorage(str(folder)).create_index(schema.make_schema())
    posting = made.writer(codec=ArrayCodec())
    for each in articles:
        posting.add_document(**documents.fields(each))
    posting.commit()
    return arrays_of(made.reader())


@pytest.mark.parametrize("kind", ["stories", "edges", "random"])
def test_a_batch_makes_the_segment_that_whoosh_makes(tmp_path: Path, kind: str) -> None:
    """Array for array: terms, postings, positions, lengths, columns."""
    random = Random(7)
    articles = {
        "stories": list(STORIES),
        "edges": list(EDGES),
        "random": [random_article(number, random) for number in range(1, 60)],
    }[kind]
    batch = Batch()
    for each in articles:
        batch.add(each)
    expected, made = _posted(tmp_path, articles), batch.arrays()
    assert expected.documents == made.documents  # type: ignore[attr-defined]
    assert expected.totals == dict(made.totals)  # type: ignore[attr-defined]
    for part in ("lengths", "columns"):  # Whoosh leaves out the zeros at a column's end
        wanted, there = getattr(expected, part), getattr(made, part)
        assert set(wanted) == set(there)
        for name, array in wanted.items():
            assert array.tobytes().rstrip(b"\0") == there[name].tobytes().rstrip(b"\0"), name
    wanted = {field: postings.arrays() for field, postings in expected.postings.items()}  # type: ignore[attr-defined]
    there = {field: postings.arrays() for field, postings in made.postings.items()}
    assert {field: set(arrays) for field, arrays in wanted.items()} == {
        field: set(arrays) for field, arrays in there.items()
    }
    assert [] == [
        (field, name)
        for field, arrays in wanted.items()
        for name, array in arrays.items()
        if not np.array_equal(array, there[field][name])
    ]


def test_what_is_known_of_words_is_gone_on_with_while_much_comes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After few articles it is let go of; the same is found in any case."""
    search = built(folder, [article(1, "Neue Motoren", "Die Motoren der Bahn.")])
    (path,) = (each.parent for each in folder.glob("*/*.toc"))
    monkeypatch.setattr(writer, "_MANY", 4)
    known = writer.update(path, changes([article(2, "Alte Motoren", "Die Motoren der Schiffe.")]))
    assert known is not None
    assert writer.update(path, changes([article(3, "Motoren", "Keine.")]), known) is None
    IndexFolder(folder).publish(path, coverage(2))
    assert [1, 2, 3] == sorted(found(search, "motoren "))
