"""The weights of the sequence model, and the file they are kept in: an .npz of plain arrays, never a pickle.

Weights are whole numbers, in units of 1/`SCALE`: their sums do not depend on the order of adding, so that every
machine finds the same names. What the model was trained on is said in MODEL_CARD.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.detection.tagging.features import STREAMS

LABELS = ("O", "B", "I", "BM", "IM")
"""No name; a company's first word, a further one; the same of a medium that only reports."""
SCALE = 1024
_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class StreamWeights:
    """The weights of one stream's features.

    Attributes:
        rows: A feature's row in `table`.
        table: By row, offset and label.
    """

    rows: Mapping[str, int]
    table: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model.

    Attributes:
        streams: In the order of `features.STREAMS`.
        transitions: From label to label.
        boldness: How much better "no name" must be than a name, in units of 1/`SCALE`: more finds more and errs more.
    """

    streams: Sequence[StreamWeights]
    transitions: NDArray[np.int32]
    boldness: int

    def save(self, path: Path) -> None:
        """Writes the model's file."""
        arrays: dict[str, NDArray[np.generic]] = {
            "transitions": self.transitions,
            "boldness": np.array(self.boldness, np.int32),
        }
        for i, weights in enumerate(self.streams):
            names = "".join(feature + _SEPARATOR for feature in weights.rows)
            arrays[f"features{i}"] = np.frombuffer(names.encode(), np.uint8)
            arrays[f"weights{i}"] = weights.table.astype(np.int16)
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def load_model(path: Path) -> Model:
    """Reads a model's file.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no model, or one of other streams.
    """
    with np.load(path, allow_pickle=False) as arrays:
        if len(arrays.files) != 2 * len(STREAMS) + 2:
            raise ValueError(f"{path} is a model of other streams")
        streams = []
        for i, stream in enumerate(STREAMS):
            names = arrays[f"features{i}"].tobytes().decode().split(_SEPARATOR)[:-1]
            table = arrays[f"weights{i}"].astype(np.int32)
            if table.shape != (len(names), len(stream.offsets), len(LABELS)):
                raise ValueError(f"{path} does not fit the stream {stream.name}")
            streams.append(StreamWeights(dict(zip(names, range(len(names)), strict=True)), table))
        return Model(streams, arrays["transitions"], int(arrays["boldness"]))


@cache
def shipped_model(language: str) -> Model:
    """The model that is installed with the package for "de" or "en", read once."""
    with as_file(files("index.detection.tagging") / f"model_{language}.npz") as path:
        return load_model(path)
