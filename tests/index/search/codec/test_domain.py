"""Documents, their places in a domain, and what is found among them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.domain import Chosen, Domain, Found, Places, ascending, standing

DOCUMENTS = 400
DOCS = st.lists(st.integers(0, DOCUMENTS - 1), max_size=30)
SOME = st.sets(st.integers(0, DOCUMENTS - 1), max_size=30).map(sorted)


@given(DOCS)
def test_documents_are_put_in_order_each_once(docs: list[int]) -> None:
    """However often each is there."""
    assert sorted(set(docs)) == ascending(np.array(docs, dtype=np.intp)).tolist()


@given(SOME.filter(bool), SOME, st.sampled_from((np.uint8, np.uint16, np.intp)))
def test_documents_are_looked_up_among_others(among: list[int], wanted: list[int], kind: type) -> None:
    """Also among those that are kept in so few bytes that not all documents could be among them."""
    there = [doc for doc in among if doc <= np.iinfo(kind).max]
    if there:
        found, at = standing(np.array(there, dtype=kind), np.array(wanted, dtype=np.intp))
        assert [doc in there for doc in wanted] == found.tolist()
        assert [there.index(doc) for doc in wanted if doc in there] == at[found].tolist()


@given(st.lists(st.tuples(st.one_of(st.none(), SOME), DOCS), min_size=1, max_size=4))
def test_documents_have_their_places_in_a_domain(asked: list[tuple[list[int] | None, list[int]]]) -> None:
    """In each of several that are asked in turns, twice: none takes the places of another for its own."""
    places = Places(DOCUMENTS)
    domains = [Domain(places, None if docs is None else np.array(docs, dtype=np.intp)) for docs, _ in asked]
    for domain, (docs, wanted) in [*zip(domains, asked, strict=True)] * 2:
        there = list(range(DOCUMENTS)) if docs is None else docs
        at, picked = domain.places(np.array(wanted, dtype=np.intp))
        chosen = range(len(wanted)) if picked is None else picked.tolist()
        assert [nth for nth, doc in enumerate(wanted) if doc in there] == list(chosen)
        assert [there.index(doc) for doc in wanted if doc in there] == at.tolist()


@given(st.one_of(st.none(), SOME), st.data())
def test_what_is_found_is_said_in_every_way(docs: list[int] | None, data: st.DataObject) -> None:
    """As documents with scores, as a mark for each document, as a number; with weights, too."""
    scored = data.draw(st.sets(st.integers(0, DOCUMENTS - 1))) if docs is None else set(docs)
    there = range(DOCUMENTS) if docs is None else data.draw(st.permutations(docs))
    scores = np.array([float(doc + 1) if doc in scored else 0.0 for doc in there], dtype=np.float32)
    found = Found(DOCUMENTS, None if docs is None else np.array(there, dtype=np.intp), scores)
    hits, beside = found.weighted(np.full(DOCUMENTS, 2.0)).hits
    assert [doc for doc in there if doc in scored] == hits.tolist()
    assert sorted(scored) == np.flatnonzero(found.mask).tolist()
    assert [2.0 * (doc + 1) for doc in hits.tolist()] == beside.tolist()
    assert len(scored) == found.total == Chosen(found.mask).size
    assert sorted(scored) == Chosen(found.mask).docs.tolist()
