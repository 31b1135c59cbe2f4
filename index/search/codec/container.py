"""Named arrays in one file, read by mapping it into memory.

    8 bytes          what the file is
    arrays           each at a multiple of 64 bytes, little-endian
    directory        JSON: type, place, length and checksum of each array, and whatever else the writer wants to say
    16 bytes         place and length of the directory

Nothing in it is a pickle: a file from a stranger can be wrong, but cannot run code.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"arrays01"
_TRAILER = struct.Struct("<QQ")
_ALIGNED = 64
_CHECKED = 2**16
"""Bytes of an array that is checked whenever it is opened; all of 100,000 articles would take 0.3 s."""
_TYPES = frozenset({"|u1", "<u2", "<u4", "<u8", "<i8", "<f4", "<f8"})


class Malformed(Exception):
    """A file that is not what `write` wrote."""


def narrow(numbers: Array) -> Array:
    """The same whole numbers, none below 0, in the smallest unsigned type that holds them."""
    largest = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.min_scalar_type(largest), copy=False)


class Writer:
    """Writes a file of arrays, several of them side by side, a piece at a time. In a `with` statement.

    Args:
        path: Where to; it must not exist.
        sizes: Type and length of each array, by name; of one dimension. Others are kept in memory until the end, as
            whole numbers in as few bytes as the largest of them takes.
    """

    def __init__(self, path: Path, sizes: Mapping[str, tuple[np.dtype[Any], int]]) -> None:
        self._file = path.open("xb")
        self._places: dict[str, _Place] = {}
        self._kept: dict[str, list[Array]] = {}
        self._end = len(_MAGIC)
        for name, (kind, length) in sizes.items():
            self._place(name, kind, length)
        self._file.write(_MAGIC)

    def _place(self, name: str, kind: np.dtype[Any], length: int) -> None:
        start = self._end + -self._end % _ALIGNED
        plain = np.dtype(kind).newbyteorder("<")
        self._places[name] = _Place(plain, start, length, start)
        self._end = start + length * plain.itemsize

    def append(self, name: str, piece: Array) -> None:
        """Takes the next piece of an array. Raises: OSError; ValueError for more than the array's length."""
        if name not in self._places:
            self._kept.setdefault(name, []).append(piece)
            return
        place = self._places[name]
        plain = np.ascontiguousarray(piece, dtype=place.kind)
        if place.at + plain.nbytes > place.start + place.length * place.kind.itemsize:
            raise ValueError(f"{name} is longer than was said")
        self._file.seek(place.at)
        self._file.write(plain.data)
        place.at += plain.nbytes
        place.checksum = zlib.crc32(plain.data, place.checksum)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def finish(self, about: Any) -> None:
        """Waits until all of it is on the disk. Raises: OSError; ValueError when an array is not complete.

        Args:
            about: Anything that JSON can say.
        """
        for name, pieces in self._kept.items():
            whole = narrow(np.concatenate(pieces))
            self._place(name, whole.dtype, len(whole))
            self.append(name, whole)
        if any(place.at != place.start + place.length * place.kind.itemsize for place in self._places.values()):
            raise ValueError("an array is shorter than was said")
        places = {
            name: (place.kind.str, place.start, place.length, place.checksum) for name, place in self._places.items()
        }
        directory = json.dumps({"arrays": places, "about": about}).encode()
        self._file.seek(self._end)
        self._file.write(directory)
        self._file.write(_TRAILER.pack(self._end, len(directory)))
        self._file.flush()
        os.fsync(self._file.fileno())


@dataclass
class _Place:
    """An array in a file: where it begins and, while it is written, how far it has got."""

    kind: np.dtype[Any]
    start: int
    length: int
    at: int
    checksum: int = 0


def write(path: Path, arrays: Mapping[str, Array], about: Any) -> None:
    """Writes a file and waits until it is on the disk.

    Args:
        path: Where to; it must not exist.
        arrays: By name; of one dimension.
        about: Anything that JSON can say.

    Raises:
        OSError: It cannot be written.
    """
    with Writer(path, {name: (array.dtype, len(array)) for name, array in arrays.items()}) as writer:
        for name, array in arrays.items():
            writer.append(name, array)
        writer.finish(about)


def read(path: Path) -> tuple[dict[str, Array], Any]:
    """The arrays of a file, mapped and not to be written to, and what was said about them.

    Raises:
        OSError: It cannot be read.
        Malformed: It is not such a file, part of it is missing, or one of its smaller arrays has changed.
    """
    with path.open("rb") as file:
        try:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise Malformed(f"{path.name} is empty") from error
    try:
        start, length = _TRAILER.unpack(mapped[-_TRAILER.size :])
        if mapped[: len(_MAGIC)] != _MAGIC or start + length + _TRAILER.size != len(mapped):
            raise Malformed(f"{path.name} is no file of arrays")
        directory = json.loads(mapped[start : start + length])
        arrays = {name: _mapped(mapped, start, place) for name, place in directory["arrays"].items()}
    except (struct.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Malformed(f"{path.name} is no file of arrays") from error
    return arrays, directory["about"]


def forget(array: Array) -> None:
    """Lets the system take back the memory that the file of an array has come to take; reading it brings it back."""
    file = mapping(array)
    if file is not None:
        file.madvise(mmap.MADV_DONTNEED)


def mapping(array: Array) -> mmap.mmap | None:
    """The file that an array is mapped from; None for one in memory."""
    file: Any = getattr(array.base, "obj", None)  # numpy holds the mapping by a memoryview
    return file if isinstance(file, mmap.mmap) else None


def _mapped(mapped: mmap.mmap, end: int, place: tuple[str, int, int, int]) -> Array:
    kind, start, length, checksum = place
    if kind not in _TYPES:
        raise Malformed(f"no array is of the type {kind!r}")
    dtype = np.dtype(kind)
    if not 0 <= start <= start + length * dtype.itemsize <= end:
        raise Malformed("an array stands outside of its file")
    array = np.frombuffer(mapped, dtype=dtype, count=length, offset=start)
    if array.nbytes <= _CHECKED and zlib.crc32(array.data) != checksum:
        raise Malformed("an array is not what was written")
    return array
