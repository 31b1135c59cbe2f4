"""Numbers for texts, told by their hashes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.search import numbers
from index.search.numbers import Numbers


@given(st.lists(st.lists(st.text("abcdef", max_size=3), max_size=40), max_size=8))
def test_every_text_has_a_number_of_its_own(asked: list[list[str]]) -> None:
    """The same one whenever it is asked about, from 0 on, however often the table grows; new ones are told."""
    before, numbers._LEAST = numbers._LEAST, 4
    known: dict[int, str] = {}
    try:
        given_out = Numbers()
        for texts in asked:
            found, new = given_out.of(texts)
            first = {found.tolist()[place]: texts[place] for place in new}
            assert sorted(set(texts) - set(known.values())) == sorted(first.values())
            assert list(range(len(known), len(known) + len(first))) == list(first)
            known |= first
            assert texts == [known[number] for number in found.tolist()]
    finally:
        numbers._LEAST = before
    assert len(known) == len(given_out)


def test_texts_whose_hashes_want_one_slot_are_told_apart() -> None:
    """More than the table has slots for at first."""
    texts = [str(number) for number in range(10_000)]
    assert 10_000 == len(set(Numbers().of(texts)[0].tolist()))
