"""The best labels of sentences, and how sure they are: Viterbi and forward-backward over many sentences at once.

The sentences of a batch go step by step together, the longest first, so that those still going on are the first rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IMPOSSIBLE = -(1 << 24)
"""The score of a transition that may not be: beyond any sum of weights, and far from what 32 bits hold."""

_SAFE = 8
"""Steps after which probabilities are scaled anew: one makes them smaller by up to e^20, and doubles reach e^-700."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences side by side.

    Attributes:
        order: The numbers of the sentences, the longest first.
        lengths: Their lengths, in that order.
        scores: By sentence in that order, word and label; without meaning behind a sentence's end.
    """

    order: NDArray[np.intp]
    lengths: NDArray[np.intp]
    scores: NDArray[np.int32]


def batch(scores: NDArray[np.int32], starts: Sequence[int], lengths: Sequence[int]) -> Batch:
    """The sentences that stand in `scores` (by word and label) at `starts`; all lengths at least 1."""
    sizes = np.asarray(lengths, np.intp)
    order = np.argsort(-sizes, kind="stable")
    sizes = sizes[order]
    steps = np.arange(sizes[0])
    places = np.asarray(starts, np.intp)[order, None] + np.minimum(steps, sizes[:, None] - 1)
    return Batch(order, sizes, scores[places])


def _going_on(lengths: NDArray[np.intp]) -> list[int]:
    """How many sentences have a word at each step."""
    return [int(n) for n in np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")]


def best_labels(sentences: Batch, transitions: NDArray[np.int32], first: NDArray[np.int32]) -> list[NDArray[np.int8]]:
    """The labels of the likeliest path through every sentence, in the sentences' own order.

    Args:
        sentences: At least one.
        transitions: From label to label.
        first: Added for the label of a sentence's first word.
    """
    count, steps, width = sentences.scores.shape
    going = _going_on(sentences.lengths)
    came_from = np.zeros((steps, count, width), np.int8)
    best = sentences.scores[:, 0] + first
    for step in range(1, steps):
        here = going[step]
        paths = best[:here, :, None] + transitions
        came_from[step, :here] = paths.argmax(axis=1)
        best[:here] = paths.max(axis=1) + sentences.scores[:here, step]
    labels = np.zeros((count, steps), np.int8)
    current = best.argmax(axis=1).astype(np.int8)
    rows = np.arange(count)
    for step in range(steps - 1, -1, -1):
        here = going[step]
        labels[:here, step] = current[:here]
        current[:here] = came_from[step, rows[:here], current[:here]]
    found: list[NDArray[np.int8]] = [labels[0]] * count
    for row, (number, length) in enumerate(zip(sentences.order, sentences.lengths, strict=True)):
        found[int(number)] = labels[row, :length]
    return found


def marginals(
    sentences: Batch, transitions: NDArray[np.int32], first: NDArray[np.int32], scale: int
) -> list[NDArray[np.float64]]:
    """By sentence, in the sentences' own order: the probability of every label of every word.

    Args:
        sentences: At least one.
        transitions: From label to label.
        first: Added for the label of a sentence's first word.
        scale: The weight that is worth a factor of e.
    """
    factors = sentences.scores / scale
    factors -= factors.max(axis=2, keepdims=True)
    np.exp(factors, out=factors)
    moves = np.exp(np.maximum((transitions - transitions.max()) / scale, -700.0))
    steps = factors.shape[1]
    going = _going_on(sentences.lengths)
    forward = np.zeros_like(factors)
    forward[:, 0] = _normal(factors[:, 0] * np.exp(np.maximum(first / scale, -700.0)))
    for step in range(1, steps):
        here = going[step]
        reached = forward[:here, step]
        np.matmul(forward[:here, step - 1], moves, out=reached)
        reached *= factors[:here, step]
        if step % _SAFE == 0:
            reached /= reached.sum(axis=1, keepdims=True)
    backward = np.ones_like(factors)
    back = moves.T
    for step in range(steps - 2, -1, -1):
        here = going[step + 1]
        left = backward[:here, step]
        np.matmul(factors[:here, step + 1] * backward[:here, step + 1], back, out=left)
        if step % _SAFE == 0:
            left /= left.sum(axis=1, keepdims=True)
    joint = forward * backward
    found: list[NDArray[np.float64]] = [joint[0]] * len(joint)
    for row, (number, length) in enumerate(zip(sentences.order, sentences.lengths, strict=True)):
        found[int(number)] = _normal(joint[row, :length])
    return found


def _normal(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows that add up to 1."""
    normal: NDArray[np.float64] = rows / rows.sum(axis=-1, keepdims=True)
    return normal
