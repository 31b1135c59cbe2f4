"""The errors that dealwire raises on purpose. Each text is one sentence that a user can act on.

    DealwireError
    ├── SettingsError        the settings file says something that cannot be
    ├── ArticleNotFound      no article has this number
    ├── DealNotFound         no deal has this id, any more
    ├── EventNotFound        the article tells of no such event, any more
    └── ArchiveError         the archive's folder
        ├── ArchiveUnusable  cannot be made, opened or read
        ├── ArchiveTooNew    was written by a later dealwire
        └── ArchiveBusy      is being written by another dealwire

What goes wrong with a single file or article is no error but an `index.raw.Failure`: the rest goes on.
"""


class DealwireError(Exception):
    """Anything that dealwire itself reports; its text is meant for the user."""


class SettingsError(DealwireError):
    """The settings file cannot be read, or a setting has a value that cannot be."""


class ArticleNotFound(DealwireError):
    """The archive has no article of this number."""

    def __init__(self, article_id: int | str) -> None:
        super().__init__(f"There is no article {article_id} in this archive.")


class DealNotFound(DealwireError):
    """The archive has no deal of this id: its articles may have changed."""

    def __init__(self, deal_id: str) -> None:
        super().__init__(f"There is no deal {deal_id} in this archive any more.")


class EventNotFound(DealwireError):
    """An article tells of no such event: it may have been detected anew."""

    def __init__(self, article_id: int, event: str) -> None:
        super().__init__(f"Article {article_id} does not tell of this event any more: {event}.")


class ArchiveError(DealwireError):
    """The archive's folder cannot be used as it is."""


class ArchiveUnusable(ArchiveError):
    """The archive cannot be made, opened or read."""


class ArchiveTooNew(ArchiveError):
    """A later dealwire wrote the archive, in a form that this one does not know."""


class ArchiveBusy(ArchiveError):
    """Another dealwire is writing to the archive and did not finish in time."""
