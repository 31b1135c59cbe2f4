"""Saving an article with what was detected in it: the placement's decision, carried out."""

from __future__ import annotations

import sqlite3

from index.document import Article, Detections
from index.ports import Placement
from index.storage import articles
from index.storage import detections as tables
from index.storage.selection import want


def save(connection: sqlite3.Connection, origin: str, article: Article, detections: Detections | None) -> Placement:
    """Saves an article from an origin, as `index.storage.placement` decides.

    Raises:
        ValueError: `detections` is None for an article whose words are new.
    """
    held = articles.number_at(connection, origin)
    twin = articles.number_like(connection, article.fingerprint)
    placement = articles.placement(connection, origin, article)
    if placement in (Placement.ADDED, Placement.UPDATED) and detections is None:
        raise ValueError(f"an article that is {placement} comes with its detections")
    if placement is Placement.DUPLICATE and twin is not None:
        articles.move_origin(connection, origin, twin)
    elif placement is Placement.UPDATED and held is not None and detections is not None:
        articles.replace(connection, held, article)
        tables.write(connection, held, article.text, detections)
    elif placement is Placement.ADDED and detections is not None:
        number = articles.add(connection, article)
        tables.write(connection, number, article.text, detections)
        articles.move_origin(connection, origin, number)
    return placement


def save_detections(connection: sqlite3.Connection, number: int, detections: Detections) -> None:
    """Replaces what was detected in an article; it is due no longer. Raises: ArticleNotFound."""
    text = articles.text_of(connection, number)
    want(connection, [number])
    before = tables.read(connection).get(number, Detections())
    tables.write(connection, number, text, detections)
    if before != detections:
        articles.touch(connection, number)
