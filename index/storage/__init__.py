"""The truth: articles, what was detected in them and what the user did, in one SQLite database.

It knows nothing of searching: the search index is derived, and follows by `changes`.
"""

from index.storage.sqlite import SqliteStorage, open_storage

__all__ = ["SqliteStorage", "open_storage"]
