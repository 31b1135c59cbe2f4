"""Whoosh, imported without a word.

Whoosh 2.7.4 is frozen, and its source makes later Pythons warn on standard error whenever it is compiled, which in a
terminal application is on the screen. All of dealwire gets Whoosh from here; what Whoosh itself would import later,
in the middle of a search, is imported here too.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh import (
        analysis,
        columns,
        fields,
        formats,
        index,
        matching,
        query,
        reading,
        scoring,
        searching,
        sorting,
        writing,
    )
    from whoosh.codec import base, whoosh3
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import BufferFile, StructFile
    from whoosh.system import pack_uint
    from whoosh.util.numeric import byte_to_length, length_to_byte

__all__ = [
    "BufferFile",
    "FileStorage",
    "StructFile",
    "analysis",
    "base",
    "byte_to_length",
    "columns",
    "fields",
    "formats",
    "index",
    "length_to_byte",
    "matching",
    "pack_uint",
    "query",
    "reading",
    "scoring",
    "searching",
    "sorting",
    "whoosh3",
    "writing",
]
