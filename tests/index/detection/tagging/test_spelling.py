"""How words are spelled: runs of letters of names and nouns, and the file that keeps them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.detection.tagging.spelling import LONGEST, Spelling, endings, load_spelling, shipped_spelling


def test_endings() -> None:
    """Each letter, and the word's end, ends runs of up to four signs, the longest first; capitals are none."""
    assert [("^x", "x"), ("^xa", "xa", "a"), ("^xa$", "xa$", "a$", "$")] == list(endings("Xa"))
    assert [] == list(endings(""))


@given(st.text(max_size=80))
def test_runs_end_each_other(word: str) -> None:
    """Every run is the end of the one before it, and none is longer than is counted."""
    for runs in endings(word):
        assert all(longer.endswith(shorter) for longer, shorter in pairwise(runs))
        assert 1 <= len(runs) <= LONGEST


def test_the_longest_run_tells() -> None:
    """A letter is worth what the longest run that is known says; the score is the mean over letters and the end."""
    spelling = Spelling({"a": 1.0, "xa": 4.0, "$": -1.0})
    assert 1.0 == spelling.score("xa")
    assert 0.0 == spelling.score("A")
    assert 0.0 == spelling.score("")


@given(st.text())
def test_any_word_has_a_score(word: str) -> None:
    """No text is too odd or too long to be scored."""
    assert -8.0 < shipped_spelling().score(word) < 8.0


@pytest.mark.parametrize("word", ["Verantwortung", "Auflagen", "Kerngeschäft", "Vermittler", "Schlagwort"])
def test_nouns(word: str) -> None:
    """German nouns are spelled like nouns."""
    assert shipped_spelling().score(word) < 0


@pytest.mark.parametrize("word", ["Tradebyte", "Aumovio", "Depomed", "Tecoform", "Wiggle"])
def test_names(word: str) -> None:
    """Companies' names that the lexicon lacks are spelled like names."""
    assert shipped_spelling().score(word) > 0


def test_saved_and_read(tmp_path: Path) -> None:
    """What is saved is read again, to a thirtieth."""
    kept = {"a": 0.5, "ß$": -1.25}
    Spelling(kept).save(tmp_path / "spelling.npz")
    assert kept == pytest.approx(load_spelling(tmp_path / "spelling.npz").ratios, abs=1 / 30)


def test_another_file(tmp_path: Path) -> None:
    """A file that is no spelling is refused."""
    path = tmp_path / "other.npz"
    np.savez(path, runs=np.array([1]))
    with pytest.raises(ValueError, match="tells nothing"):
        load_spelling(path)
