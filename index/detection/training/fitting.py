"""Fits the weights of the sequence model with CRFsuite, a development dependency that is imported here alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.detection.tagging.decoding import IMPOSSIBLE
from index.detection.tagging.features import STREAMS
from index.detection.tagging.model import LABELS, SCALE, Model, StreamWeights

Example = tuple[Sequence[Sequence[str]], Sequence[str]]
"""A line: its words' features, its words' labels."""

_PARAMETERS = {"c1": 0.05, "c2": 0.2, "max_iterations": 120, "feature.possible_transitions": True}
"""Weights of the L1 and L2 penalties. Cross-validated, mention F1 with the whole lexicon / with half of its rarer
companies: .815 / .748; with c2 at .02 .812 / .742, at 1 .805 / .739; with c1 at .3 and c2 at .1 .809 / .737."""
_LARGEST = np.iinfo(np.int16).max


def fit(examples: Iterable[Example], *, boldness: float) -> Model:
    """The model that explains the examples best.

    Args:
        examples: Lines with their labels.
        boldness: How much better, in nats, "no name" must be than a name.

    Raises:
        ModuleNotFoundError: python-crfsuite is not installed.
    """
    crfsuite: Any = import_module("pycrfsuite")
    trainer = crfsuite.Trainer(verbose=False, params=_PARAMETERS)
    for features, labels in examples:
        trainer.append(features, labels)
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = crfsuite.Tagger()
        tagger.open(path)
        learned = tagger.info()
    return _model(learned.state_features, learned.transitions, round(boldness * SCALE))


def _model(
    weights: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float], boldness: int
) -> Model:
    """The learned weights as whole numbers, by stream; those that round to nothing are left out."""
    places = {
        f"{stream.name}{offset}": (number, i)
        for number, stream in enumerate(STREAMS)
        for i, offset in enumerate(stream.offsets)
    }
    tables: list[dict[str, NDArray[np.int32]]] = [{} for _ in STREAMS]
    for (attribute, label), weight in sorted(weights.items()):
        whole = max(-_LARGEST, min(_LARGEST, round(weight * SCALE)))
        if whole:
            place, _, feature = attribute.partition(":")
            number, i = places[place]
            empty = np.zeros((len(STREAMS[number].offsets), len(LABELS)), np.int32)
            tables[number].setdefault(feature, empty)[i, LABELS.index(label)] = whole
    streams = [
        StreamWeights(
            {feature: row for row, feature in enumerate(table)},
            np.array([*table.values()], np.int32).reshape(-1, len(stream.offsets), len(LABELS)),
        )
        for stream, table in zip(STREAMS, tables, strict=True)
    ]
    return Model(streams, _transitions(transitions), boldness)


def _transitions(learned: Mapping[tuple[str, str], float]) -> NDArray[np.int32]:
    """From label to label; a name goes on only from its own kind."""
    table = np.zeros((len(LABELS), len(LABELS)), np.int32)
    for i, before in enumerate(LABELS):
        for k, label in enumerate(LABELS):
            goes_on = label[0] != "I" or (before[0] != "O" and before[1:] == label[1:])
            table[i, k] = round(learned.get((before, label), 0.0) * SCALE) if goes_on else IMPOSSIBLE
    return table
