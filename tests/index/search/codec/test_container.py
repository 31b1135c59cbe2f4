"""Named arrays in a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec import container
from index.search.codec.container import Array, Malformed, narrow

ARRAYS: dict[str, Array] = {
    "small": np.array([1, 2, 300], dtype=np.uint16),
    "none": np.empty(0, dtype=np.uint32),
    "real": np.array([0.5, -1.0], dtype=np.float32),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A written file."""
    container.write(tmp_path / "a.seg", ARRAYS, {"documents": 3})
    return tmp_path / "a.seg"


def test_arrays_come_back_as_they_were_written(path: Path) -> None:
    """With their types, and what was said about them; nobody can write to them."""
    arrays, about = container.read(path)
    assert {"documents": 3} == about
    assert {name: (array.dtype, array.tolist()) for name, array in ARRAYS.items()} == {
        name: (array.dtype, array.tolist()) for name, array in arrays.items()
    }
    assert not arrays["small"].flags.writeable


def test_a_file_is_never_written_over(path: Path) -> None:
    """Two segments of one name would be one too many."""
    with pytest.raises(FileExistsError):
        container.write(path, ARRAYS, {})


def test_every_cut_and_every_changed_byte_of_the_arrays_is_noticed(path: Path) -> None:
    """As far as the arrays are small, like these: the file is refused, and nothing else happens."""
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(Malformed):
            container.read(path)
    start = whole.index(ARRAYS["real"].tobytes())
    for at in (0, start, start + 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(Malformed):
            container.read(path)


@pytest.mark.parametrize(
    "directory",
    [
        b"[]",
        b"{}",
        b'{"arrays": {"a": ["|O", 0, 1, 0]}, "about": 0}',
        b'{"arrays": {"a": ["<u4", 0, 99, 0]}, "about": 0}',
        b'{"arrays": {"a": ["<u4", -8, 1, 0]}, "about": 0}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_a_directory_that_makes_no_sense_is_refused(path: Path, directory: bytes) -> None:
    """Objects, places outside of the file, and garbage."""
    content = b"arrays01" + directory
    path.write_bytes(content + (8).to_bytes(8, "little") + len(directory).to_bytes(8, "little"))
    with pytest.raises(Malformed):
        container.read(path)


@given(st.lists(st.integers(0, 2**40), max_size=20))
def test_narrowed_numbers_are_the_same(numbers: list[int]) -> None:
    """In as few bytes as the largest takes."""
    narrowed = narrow(np.array(numbers, dtype=np.int64))
    assert numbers == narrowed.tolist()
    bits = max(numbers, default=0).bit_length()
    assert next(bits_ for bits_ in (8, 16, 32, 64) if bits <= bits_) == narrowed.dtype.itemsize * 8
