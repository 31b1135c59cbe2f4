"""A codec for Whoosh that keeps a segment as flat arrays in one memory-mapped file.

    container     named arrays in a file, and their checksums
    postings      one field's terms and postings as arrays; from occurrences, from postings, merged
    segment       a segment's arrays, drafted in memory, written, and opened; Whoosh's segment object
    writing       what Whoosh's own writer writes through
    reading       what Whoosh's own reader and searcher read through

Whoosh keeps its schema, query classes, storage, locks and table of contents; a stock `Searcher` reads such an index and
ranks it as it ranks its own. Nothing in a segment's file is pickled.
"""

from index.search.codec.codec import ArrayCodec

__all__ = ["ArrayCodec"]
