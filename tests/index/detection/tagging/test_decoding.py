"""Decoding against the definition: all paths tried one by one."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.detection.tagging.decoding import IMPOSSIBLE, batch, best_labels, marginals

_LABELS = 3
_SCALE = 64
_weights = st.integers(-300, 300)
_sentences = st.lists(
    st.lists(st.lists(_weights, min_size=_LABELS, max_size=_LABELS), min_size=1, max_size=4), min_size=1, max_size=4
)
_tables = st.lists(st.lists(_weights, min_size=_LABELS, max_size=_LABELS), min_size=_LABELS, max_size=_LABELS)
_rows = st.lists(_weights, min_size=_LABELS, max_size=_LABELS)


def _score(sentence: list[list[int]], path: tuple[int, ...], moves: list[list[int]], first: list[int]) -> int:
    own = sum(scores[label] for scores, label in zip(sentence, path, strict=True))
    return first[path[0]] + own + sum(moves[a][b] for a, b in pairwise(path))


def _side_by_side(sentences: list[list[list[int]]]) -> tuple[NDArray[np.int32], list[int], list[int]]:
    lengths = [len(sentence) for sentence in sentences]
    starts = [sum(lengths[:i]) for i in range(len(lengths))]
    return np.array([scores for sentence in sentences for scores in sentence], np.int32), starts, lengths


@given(_sentences, _tables, _rows)
def test_best_labels_are_those_of_the_best_path(
    sentences: list[list[list[int]]], moves: list[list[int]], first: list[int]
) -> None:
    """No path through a sentence scores more than the one found, whatever stands beside the sentence."""
    together = batch(*_side_by_side(sentences))
    found = best_labels(together, np.array(moves, np.int32), np.array(first, np.int32))
    for sentence, labels in zip(sentences, found, strict=True):
        paths = product(range(_LABELS), repeat=len(sentence))
        best = max(_score(sentence, path, moves, first) for path in paths)
        assert best == _score(sentence, tuple(labels.tolist()), moves, first)


@given(_sentences, _tables, _rows)
def test_marginals_are_shares_of_all_paths(
    sentences: list[list[list[int]]], moves: list[list[int]], first: list[int]
) -> None:
    """A label's probability is the weight of the paths through it by the weight of all paths."""
    together = batch(*_side_by_side(sentences))
    found = marginals(together, np.array(moves, np.int32), np.array(first, np.int32), _SCALE)
    for sentence, odds in zip(sentences, found, strict=True):
        expected = np.zeros((len(sentence), _LABELS))
        for path in product(range(_LABELS), repeat=len(sentence)):
            for i, label in enumerate(path):
                expected[i, label] += np.exp(_score(sentence, path, moves, first) / _SCALE)
        assert expected / expected.sum(axis=1, keepdims=True) == pytest.approx(odds)


def test_an_impossible_transition_is_never_taken() -> None:
    """Weights cannot make up for a transition that may not be."""
    scores = np.array([[9000, 0], [0, 9000]], np.int32)
    moves = np.array([[0, IMPOSSIBLE], [0, 0]], np.int32)
    assert [0, 0] == best_labels(batch(scores, [0], [2]), moves, np.array([0, IMPOSSIBLE], np.int32))[0].tolist()
