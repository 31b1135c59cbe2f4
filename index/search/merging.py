"""Which segments a commit merges: few at a time, because it is waited for.

Whoosh merges posting by posting, about 100 articles a second, and its own policy merges a thousand in one commit: 10 s.
`codec.merging` does it array by array, and is not in use yet: merging in the background is to come. Many segments cost
little until there are dozens: a search looks into each.
"""

from __future__ import annotations

from typing import Any

from index.search.whoosh import reading

_TOGETHER = 8
"""Small segments that are worth a merge."""
_AT_ONCE = 200
"""Articles that a commit merges at most: about two seconds."""
_MOST = 64
"""Segments after which the smaller half is merged whatever it takes; the next such merge is 32 commits away."""


def merge_policy(writer: Any, segments: list[Any]) -> list[Any]:
    """Merges the smallest segments into the new one, where there are enough of them. For Whoosh's `commit`.

    Args:
        writer: The segment writer that commits.
        segments: All segments but the new one.

    Returns:
        The segments that stay as they are. Those without any article left are dropped.
    """
    chosen = choose([segment.doc_count() for segment in segments])
    for index in chosen:
        reader = reading.SegmentReader(writer.storage, writer.schema, segments[index])
        writer.add_reader(reader)
        reader.close()
    return [segment for index, segment in enumerate(segments) if segment.doc_count() and index not in chosen]


def choose(sizes: list[int]) -> set[int]:
    """Which segments to merge, as indexes into their sizes in articles."""
    ordered = sorted((size, index) for index, size in enumerate(sizes) if size)
    if len(ordered) > _MOST:
        return {index for _, index in ordered[: len(ordered) // 2]}
    chosen, total = set(), 0
    for size, index in ordered:
        total += size
        if total > _AT_ONCE:
            break
        chosen.add(index)
    return chosen if len(chosen) >= _TOGETHER else set()
