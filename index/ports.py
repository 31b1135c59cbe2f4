"""What the archive needs of storage and search: small protocols, and the values that pass between them.

The pair on this machine's disk (`index.storage`, `index.search`) is the default; another pair, a shared archive on a
server say, fits behind the same façade.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from index.corrections import Anchor, Correction, KeptCorrection
from index.deal import ArchivedDealMention, Bargain, Deal, Sides
from index.document import Article, Detections, Span, SureName
from index.results import ArchivedArticle, CompanySummary, Completion, Reason, SearchPage, SearchRequest, Snippet


class Placement(StrEnum):
    """What happens to an article that is offered to storage."""

    ADDED = "added"
    UPDATED = "updated"
    """The same origin now says something else: the article keeps its number."""
    DUPLICATE = "duplicate"
    """The same text is there already, from another origin: it gets one origin more."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a search index has followed its storage.

    Attributes:
        archive: The storage's own name, random and for good: an index of another archive is not taken for ours.
        revision: The storage's revision that the index has seen; it grows with every change of an article.
    """

    archive: str
    revision: int


@dataclass(frozen=True, slots=True)
class Change:
    """An article that came or changed since some revision; `article` is None where it has gone."""

    id: int
    article: ArchivedArticle | None


@dataclass(frozen=True, slots=True)
class HitRow:
    """What storage knows of one row of a result, without what depends on the query."""

    id: int
    article: Article
    companies: tuple[str, ...]
    deals: int
    read: bool


@dataclass(frozen=True, slots=True)
class MergedDeal:
    """A deal over articles as it is kept.

    Attributes:
        id: The deal's.
        home: What its mentions are of; None for one that the user has drawn together or apart.
        deal: None where the user has left nothing of it.
        mentions: Those that are of it, as article and place in it, and whether the user has left something of them.
    """

    id: str
    home: Bargain | None
    deal: Deal | None
    mentions: tuple[tuple[int, int, bool], ...]


class DealTables(Protocol):
    """Which mentions make which deal, as far as they were merged; see `index.remerging`. One transaction."""

    def cover(self, rules: str, revision: int) -> None:
        """Remembers by which rules, and up to which revision deals have been merged."""

    def clear(self) -> None:
        """Forgets everything."""

    def bargains(self, articles: Iterable[int]) -> set[Bargain]:
        """What these articles told of when they were merged last."""

    def tell(self, articles: Mapping[int, Sequence[Bargain]]) -> None:
        """Replaces what these articles tell of: a bargain for each of their mentions, in their order."""

    def mentions(self, bargain: Bargain) -> list[tuple[int, int]]:
        """The mentions that tell of a bargain, as article and place in it."""

    def belonging(self, home: Bargain) -> list[tuple[int, int, Bargain]]:
        """The mentions of all bargains that belong to this one, and of which they tell."""

    def within(self, bargain: Bargain) -> set[Bargain]:
        """The bargains of some of its parties, two at least."""

    def around(self, bargain: Bargain) -> dict[Bargain, Sides]:
        """The bargains of all its parties and others, with who is on one side of them."""

    def side(self, bargain: Bargain, sides: Sides) -> None:
        """Remembers who is on one side of a bargain."""

    def homes(self, bargains: Iterable[Bargain]) -> set[Bargain]:
        """The bargains that these belong to; new ones belong nowhere yet."""

    def settle(self, homes: Mapping[Bargain, Bargain]) -> None:
        """Remembers to which bargain each belongs."""

    def untold(self, bargains: Iterable[Bargain]) -> set[Bargain]:
        """Those of which no mention tells any more."""

    def drop(self, bargains: Iterable[Bargain]) -> None:
        """Forgets bargains of which no mention tells any more."""

    def drawn(self) -> set[Bargain]:
        """Those whose deals the user has drawn together or apart."""

    def drawn_by(self) -> str:
        """By which corrections; empty for none."""

    def draw(self, bargains: Iterable[Bargain], said: str) -> None:
        """Remembers of which bargains deals are drawn together or apart, and by which corrections; others are not."""

    def homes_named(self, ids: Iterable[str]) -> set[Bargain]:
        """The bargains whose deals have one of these ids, those that the user has drawn together or apart left out."""

    def replace(self, homes: Collection[Bargain | None], deals: Iterable[MergedDeal]) -> None:
        """Replaces the deals of these bargains; None stands for those that the user has drawn together or apart."""


class KeptDeals(Protocol):
    """The deals over articles as they were last merged. Keys are never given again, and stay while a deal is told."""

    def merged(self) -> tuple[str, int]:
        """By which rules, and up to which revision of the archive; ("", 0) for never."""

    def merging(self) -> AbstractContextManager[DealTables]:
        """One transaction in which they are changed: as a whole, or not at all when it raises."""

    def keys(self, ids: Sequence[int] | None) -> Sequence[int]:
        """The deals that any of these articles (None: of all) tells of, the newest first."""

    def keys_of(self, company: str) -> Sequence[int]:
        """The deals that a company is a party to, the newest first."""

    def key(self, deal_id: str) -> int | None:
        """The key of a deal; None where there is none of that id any more."""

    def load(self, keys: Sequence[int]) -> dict[int, Deal]:
        """These deals by their keys; those that are not told any more are left out."""

    def counts(self, ids: Sequence[int] | None) -> dict[str, int]:
        """In how many of the deals that these articles (None: of all) tell of a company is a party, by its id."""

    def tellers(self, deal_id: str) -> list[tuple[int, int]] | None:
        """A deal's mentions, as article and place in it, those too that the user has ruled out; None for no deal."""


class Storage(Protocol):
    """The truth: articles, detections, and what the user did. Thread-safe; every call is one transaction."""

    @property
    def coverage(self) -> Coverage:
        """The storage's name and its newest revision: what an up-to-date index covers."""

    @property
    def deals(self) -> KeptDeals:
        """The deals over articles, level or not."""

    def writing(self, *, wait: bool = True) -> AbstractContextManager[None]:
        """Keeps other processes from adding articles meanwhile.

        Args:
            wait: Whether to wait a while for another process that does.

        Raises:
            ArchiveBusy: Another process holds it, and did not let go in time.
        """

    def stamp(self, uri: str) -> str | None:
        """The blob's stamp when all of it was last read; None when it never was."""

    def set_stamp(self, uri: str, stamp: str) -> None:
        """Remembers that all of the blob was read."""

    def count_articles(self, uri: str) -> int:
        """How many articles the blob gave so far, those that other origins gave, too, included."""

    def placement(self, origin: str, article: Article) -> Placement:
        """What saving this article from this origin would do. Detection is only worth its time for new text."""

    def save(self, origin: str, article: Article, detections: Detections | None) -> Placement:
        """Saves an article from an origin; `detections` may be None only for a duplicate or unchanged one."""

    def save_detections(self, article_id: int, detections: Detections) -> None:
        """Replaces what was detected in an article; it is due no longer. Detecting the same is no change."""

    def sure_names(self) -> list[SureName]:
        """What all articles together tell of the names that some article makes certain, the weights summed."""

    def settled(self) -> tuple[str, dict[str, str]]:
        """The basis and the beliefs with which every article was read, or is due to be; "" for none yet."""

    def is_level(self, basis: str) -> bool:
        """Whether every article was read with this, and none has come since."""

    def settle(self, basis: str, beliefs: Mapping[str, str], due: Iterable[int]) -> None:
        """Makes articles due, and remembers with what the others were read.

        Args:
            basis: What detection goes by, see `index.detection.version`.
            beliefs: What it believes of names, see `Detector.beliefs`.
            due: The articles' numbers.
        """

    def due(self) -> list[int]:
        """The articles that are due to be read anew, the newest first."""

    def texts(
        self, among: Collection[int] | None = None, since: int = 0
    ) -> Iterator[tuple[int, str, tuple[SureName, ...]]]:
        """Articles' numbers and texts, and what they tell of names, but for what is none; they stream.

        Args:
            among: Which articles, and besides those that came or changed after `since`; None for all.
            since: A revision.
        """

    def changes(self, since: int, until: int | None = None) -> Iterator[Change]:
        """Every article that came, changed or went last after the first revision, each once; 0 gives all articles.

        Args:
            since: A revision.
            until: The last revision; None for the newest.
        """

    def count_changes(self, since: int) -> int:
        """How many there are."""

    def revised(self, since: int, most: int) -> list[tuple[int, int]]:
        """The numbers of the first articles that came, changed or went after that revision, with their revisions."""

    def newest(self) -> Sequence[int]:
        """The numbers of all articles, the newest first, undated ones last: as an index has them."""

    def article(self, article_id: int) -> ArchivedArticle:
        """One whole article. Raises: ArticleNotFound."""

    def rows(self, ids: Sequence[int]) -> list[HitRow]:
        """The rows of these articles, in their order; those that have gone meanwhile are left out."""

    def company_names(self) -> dict[str, str]:
        """The canonical name of every company id in the archive."""

    def companies(self, ids: Sequence[int] | None) -> list[CompanySummary]:
        """The companies of these articles (None: of all), the one in most articles first."""

    def deal_mentions(self, ids: Sequence[int] | None) -> list[ArchivedDealMention]:
        """The deal mentions of these articles (None: of all), in the order of the articles' numbers."""

    def set_read(self, article_id: int, *, read: bool) -> None:
        """Remembers whether the user has opened an article; no change of the article."""

    def corrections(self) -> list[KeptCorrection]:
        """What the user has corrected, in the order in which it was made, undone ones included."""

    def correct(
        self, correction: Correction, made: str, anchors: Sequence[Anchor] = (), *, joined: bool = False
    ) -> KeptCorrection:
        """Keeps a correction, and gives the articles of its anchors a new revision.

        Args:
            correction: What is right.
            made: When, ISO 8601, UTC.
            anchors: What it is about, for one about a deal.
            joined: Whether it is said together with the one before: the two are undone and redone together.
        """

    def undo(self) -> list[KeptCorrection]:
        """Undoes the newest correction that holds, and those said together with it; empty when none holds."""

    def redo(self) -> list[KeptCorrection]:
        """Does again what was undone last; empty when nothing was since the last correction."""

    def check(self) -> list[str]:
        """What is wrong with the storage, a sentence each; empty when all is well."""

    def close(self) -> None:
        """Lets go of everything."""


class Search(Protocol):
    """The index: derived from storage, and built anew from it when missing, older or unreadable. Thread-safe."""

    @property
    def coverage(self) -> Coverage | None:
        """What the index has seen; None when there is no index that can be read."""

    def update(self, changes: Iterable[Change], coverage: Coverage) -> None:
        """Follows these changes; after it the index covers `coverage`. Killed at any point it covers the old one."""

    def rebuild(self, changes: Iterable[Change], coverage: Coverage) -> None:
        """Throws away whatever is there and builds a new index."""

    def search(self, request: SearchRequest) -> SearchPage:
        """All hits, ranked, with facets, ids as names in those of companies and groups. No query's faults raise."""

    def matches(self, query: str, article: Article) -> tuple[Span, ...]:
        """Where the query's words stand in the article's searched text, in text order."""

    def snippet(self, query: str, article: Article) -> Snippet:
        """The passage that shows best why the article matches; its beginning for a blank query."""

    def explain(self, query: str, article: Article) -> tuple[Reason, ...]:
        """Which of the article's words match which part of the query, and how."""

    def completions(self, query: str, cursor: int) -> tuple[Completion, ...]:
        """What can take the place of what stands before the cursor; words folded, companies' ids as names."""

    def spelled(self, completion: Completion, article: Article) -> Completion:
        """A completion that is a word as an article with it spells it."""

    def holding(self, pieces: Collection[str]) -> set[int] | None:
        """The articles with a word that has one of these pieces in it, as far as the index has seen; perhaps others.

        Args:
            pieces: Lower-case ASCII letters and digits, umlauts as two letters.

        Returns:
            Their numbers, of some that have gone too; None when it cannot be told.
        """

    def check(self) -> list[str]:
        """What is wrong with the index, a sentence each; empty when all is well."""

    def settle(self) -> None:
        """Waits until nothing is done in the background any more."""

    def close(self) -> None:
        """Lets go of everything."""
