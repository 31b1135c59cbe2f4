"""Company events of articles, to and from their tables."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from index.document import CompanyEvent, EventParty, EventType, Span
from index.storage import companies


def write(connection: sqlite3.Connection, article: int, text: str, events: Iterable[CompanyEvent]) -> None:
    """Replaces the events of an article; `text` is the article's."""
    connection.execute("DELETE FROM event WHERE article = ?", (article,))
    for number, event in enumerate(events):
        cursor = connection.execute(
            "INSERT INTO event (article, number, type, confidence) VALUES (?, ?, ?, ?) RETURNING id",
            (article, number, event.type, event.confidence),
        )
        event_id = cursor.fetchone()["id"]
        connection.executemany(
            "INSERT INTO event_party (event, number, company, name) VALUES (?, ?, ?, ?)",
            [
                (event_id, at, companies.key(connection, party.id, party.name), party.name)
                for at, party in enumerate(event.companies)
            ],
        )
        connection.executemany(
            "INSERT INTO event_evidence (event, number, start, stop, text) VALUES (?, ?, ?, ?, ?)",
            [(event_id, at, span.start, span.end, span.of(text)) for at, span in enumerate(event.evidence)],
        )


def read(connection: sqlite3.Connection) -> dict[int, list[CompanyEvent]]:
    """The events of the wanted articles, by the articles' numbers; those without any are left out."""
    parties = defaultdict[int, list[EventParty]](list)
    for event, company_id, name in connection.execute(
        """
        SELECT event_party.event, company.id, event_party.name
        FROM wanted CROSS JOIN event ON event.article = wanted.id JOIN event_party ON event_party.event = event.id
            JOIN company ON company.key = event_party.company
        ORDER BY event_party.event, event_party.number
        """
    ):
        parties[event].append(EventParty(company_id, name))
    evidence = defaultdict[int, list[Span]](list)
    for event, start, stop in connection.execute(
        """
        SELECT event_evidence.event, start, stop
        FROM wanted CROSS JOIN event ON event.article = wanted.id
            JOIN event_evidence ON event_evidence.event = event.id
        ORDER BY event_evidence.event, event_evidence.number
        """
    ):
        evidence[event].append(Span(start, stop))
    found = defaultdict[int, list[CompanyEvent]](list)
    for event, article, kind, confidence in connection.execute(
        """
        SELECT event.id, event.article, type, confidence
        FROM wanted CROSS JOIN event ON event.article = wanted.id
        ORDER BY event.article, event.number
        """
    ):
        found[article].append(CompanyEvent(EventType(kind), tuple(parties[event]), confidence, tuple(evidence[event])))
    return found
