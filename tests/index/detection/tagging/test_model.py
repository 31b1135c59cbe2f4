"""The model's file: what is written is read, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.detection.tagging.features import STREAMS
from index.detection.tagging.model import LABELS, Model, StreamWeights, load_model, shipped_model


def small_model() -> Model:
    """A model with two features in every stream."""
    streams = []
    for stream in STREAMS:
        table = np.arange(2 * len(stream.offsets) * len(LABELS), dtype=np.int32)
        streams.append(StreamWeights({"eins": 0, "größer": 1}, table.reshape(2, len(stream.offsets), len(LABELS))))
    return Model(streams, np.eye(len(LABELS), dtype=np.int32), boldness=-5)


def test_a_model_is_read_as_written(tmp_path: Path) -> None:
    """Features, weights, transitions and boldness survive the file."""
    written = small_model()
    written.save(tmp_path / "model.npz")
    read = load_model(tmp_path / "model.npz")
    assert written.boldness == read.boldness
    assert written.transitions.tolist() == read.transitions.tolist()
    for one, other in zip(written.streams, read.streams, strict=True):
        assert one.rows == other.rows
        assert one.table.tolist() == other.table.tolist()


def test_a_model_of_other_streams_is_refused(tmp_path: Path) -> None:
    """A file from before a change of the features is an error, not a bad model."""
    np.savez(tmp_path / "model.npz", boldness=np.array(0))
    with pytest.raises(ValueError, match="other streams"):
        load_model(tmp_path / "model.npz")


def test_a_pickle_is_refused(tmp_path: Path) -> None:
    """Objects in a model's file are never unpickled: that would run their code."""
    written = small_model()
    written.save(tmp_path / "model.npz")
    with np.load(tmp_path / "model.npz") as arrays:
        changed = dict(arrays)
    changed["boldness"] = np.array([object()], dtype=object)
    np.savez(tmp_path / "model.npz", **changed)
    with pytest.raises(ValueError, match="allow_pickle"):
        load_model(tmp_path / "model.npz")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_shipped_models_fit_the_features(language: str) -> None:
    """The models that are installed are of the streams that the code has."""
    assert len(STREAMS) == len(shipped_model(language).streams)
