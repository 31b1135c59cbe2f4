"""A codec for Whoosh that keeps a segment as flat arrays in one memory-mapped file.

    container       named arrays in a file, and their checksums
    postings        one field's terms and postings as arrays
    lengths         where pieces end
    docs            the documents of postings
    positions       the positions of postings
    stretches       the documents of many terms that follow each other
    twobits         numbers most of which are small
    segment         a segment's arrays, drafted in memory, written, and opened; Whoosh's segment object
    writing         what Whoosh's own writer writes through
    reading         what Whoosh's own reader and searcher read through
    matcher         one term's postings, for Whoosh's matchers
    leaves          the segments of an index side by side
    domain          which documents a query is evaluated on, and what is found among them
    statistics      BM25F for many postings at once
    slices          queries of several terms
    candidates      among which documents a query finds its own
    occurrences     where several terms are found, and what they weigh
    evaluation      all documents that a query finds, and their scores: Whoosh's query classes on whole arrays
    counting        how often terms occur in some documents, and where their positions begin
    phrases         words side by side, or near each other
    proximity       which positions of words are near each other
    merged_field    one field of several segments as one
    merging         several segments as one, in little memory

Whoosh keeps its schema, query classes, storage, locks and table of contents; a stock `Searcher` reads such an index and
ranks it as it ranks its own. Nothing in a segment's file is pickled.
"""

from index.search.codec.codec import ArrayCodec

__all__ = ["ArrayCodec"]
