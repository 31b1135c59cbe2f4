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


def write(path: Path, arrays: Mapping[str, Array], about: Any) -> None:
    """Writes a file and waits until it is on the disk.

    Args:
        path: Where to; it must not exist.
        arrays: By name; of one dimension.
        about: Anything that JSON can say.

    Raises:
        OSError: It cannot be written.
    """
    places = {}
    with path.open("xb") as file:
        file.write(_MAGIC)
        for name, array in arrays.items():
            file.write(b"\0" * (-file.tell() % _ALIGNED))
            plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
            places[name] = (plain.dtype.str, file.tell(), len(plain), zlib.crc32(plain.data))
            plain.tofile(file)
        start = file.tell()
        directory = json.dumps({"arrays": places, "about": about}).encode()
        file.write(directory)
        file.write(_TRAILER.pack(start, len(directory)))
        file.flush()
        os.fsync(file.fileno())


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
