"""The search index: derived from storage, rebuilt whenever it is missing, older or unreadable.

    changes -> documents (analysis, schema) -> writer -> folder
    query -> language (lexer, parser, tree) -> translation (vocabulary, compounds) -> snapshot (columns, facets) -> page
    segments -> splitting (deciding, compounds) -> splits, which the vocabulary looks compounds up in
    query -> completion, correction (terms) -> spelling
    query, article -> matches -> snippets, reasons

The only package that imports Whoosh.
"""

from pathlib import Path

from index.ports import Search


def open_search(folder: Path) -> Search:
    """Opens the search index in a folder; nothing is read or made before it is asked for."""
    from index.search.engine import WhooshSearch  # noqa: PLC0415

    return WhooshSearch(folder)
