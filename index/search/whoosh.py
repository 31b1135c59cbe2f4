"""Whoosh, imported without a word.

Whoosh 2.7.4 is frozen, and its source makes later Pythons warn on standard error whenever it is compiled, which in a
terminal application is on the screen. All of dealwire gets Whoosh from here; what Whoosh itself would import later,
in the middle of a search, is imported here too.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh import analysis, columns, fields, formats, index, matching, query, reading, scoring, searching, writing
    from whoosh.codec import whoosh3
    from whoosh.filedb.filestore import FileStorage
    from whoosh.system import pack_uint

__all__ = [
    "FileStorage",
    "analysis",
    "columns",
    "fields",
    "formats",
    "index",
    "matching",
    "pack_uint",
    "query",
    "reading",
    "scoring",
    "searching",
    "whoosh3",
    "writing",
]
