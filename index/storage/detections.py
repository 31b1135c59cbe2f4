"""Companies and deal mentions of articles, to and from their tables."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from index.dates import PartialDate
from index.document import (
    Company,
    DealDate,
    DealMention,
    DealType,
    Detections,
    Mention,
    MentionKind,
    Milestone,
    Money,
    Party,
    Role,
    Span,
    Status,
)
from index.storage import companies, events, names
from index.text import one_line


def write(connection: sqlite3.Connection, article: int, text: str, detections: Detections) -> None:
    """Replaces what was detected in an article; `text` is the article's."""
    for statement in (
        "DELETE FROM mention WHERE article = ?",
        "DELETE FROM appearance WHERE article = ?",
        "DELETE FROM deal WHERE article = ?",
    ):
        connection.execute(statement, (article,))
    keys = {company.id: _key(connection, company) for company in detections.companies}
    connection.executemany(
        "INSERT INTO appearance (article, number, company, name, about) VALUES (?, ?, ?, ?, ?)",
        [
            (article, number, keys[company.id], company.name, company.about)
            for number, company in enumerate(detections.companies)
        ],
    )
    companies.agree(connection, {keys[company.id]: company.name for company in detections.companies})
    _write_mentions(connection, article, text, detections, keys)
    for number, deal in enumerate(detections.deals):
        _write_deal(connection, (article, number), text, deal, keys)
    events.write(connection, article, text, detections.events)
    names.write(connection, article, detections.names)


def _key(connection: sqlite3.Connection, company: Company) -> int:
    """The key of a company, which from now on belongs to this group."""
    key = companies.key(connection, company.id, company.name)
    group = None
    if company.group is not None:
        group = companies.key(connection, company.group, company.group_name or company.group)
    connection.execute("UPDATE company SET belongs_to = ? WHERE key = ? AND belongs_to IS NOT ?", (group, key, group))
    return key


def _write_mentions(
    connection: sqlite3.Connection, article: int, text: str, detections: Detections, keys: dict[str, int]
) -> None:
    mentions = [
        (keys[company.id], one_line(mention.span.of(text)), mention)
        for company in detections.companies
        for mention in company.mentions
    ]
    connection.executemany(
        "INSERT INTO alias (company, text) VALUES (?, ?) ON CONFLICT DO NOTHING",
        {(key, form) for key, form, _ in mentions},
    )
    connection.executemany(
        """
        INSERT INTO mention (article, number, alias, start, stop, kind, why)
        SELECT ?, ?, key, ?, ?, ?, ? FROM alias WHERE company = ? AND text = ?
        """,
        [
            (article, number, mention.span.start, mention.span.end, mention.kind, mention.why, key, form)
            for number, (key, form, mention) in enumerate(mentions)
        ],
    )


def _write_deal(
    connection: sqlite3.Connection, place: tuple[int, int], text: str, deal: DealMention, keys: dict[str, int]
) -> None:
    identity = " ".join([deal.type, *sorted({party.id for party in deal.parties})])
    money = (deal.value.amount, deal.value.currency, deal.value.approximate) if deal.value else (None, None, None)
    shares = deal.stake, deal.stake_before
    dates = json.dumps([(dated.date.iso, dated.of) for dated in deal.dates]) if deal.dates else None
    cursor = connection.execute(
        """
        INSERT INTO deal (article, number, identity, type, status, confidence, object, stake,
            stake_before, amount, currency, approximate, dates)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        (*place, identity, deal.type, deal.status, deal.confidence, deal.object, *shares, *money, dates),
    )
    deal_id = cursor.fetchone()["id"]
    for number, party in enumerate(deal.parties):
        key = keys.get(party.id) or companies.key(connection, party.id, party.name)
        connection.execute(
            "INSERT INTO party (deal, number, company, name, role) VALUES (?, ?, ?, ?, ?)",
            (deal_id, number, key, party.name, party.role),
        )
    connection.executemany(
        "INSERT INTO evidence (deal, number, start, stop, text) VALUES (?, ?, ?, ?, ?)",
        [(deal_id, number, span.start, span.end, span.of(text)) for number, span in enumerate(deal.evidence)],
    )


def read(connection: sqlite3.Connection) -> dict[int, Detections]:
    """What was detected in the wanted articles, by their numbers; those in which nothing was are left out."""
    named = _companies(connection)
    deals = defaultdict[int, list[DealMention]](list)
    for article, deal, _ in deal_mentions(connection):
        deals[article].append(deal)
    told, sure = events.read(connection), names.read(connection)
    return {
        article: Detections(
            companies=tuple(named.get(article, ())),
            deals=tuple(deals.get(article, ())),
            events=tuple(told.get(article, ())),
            names=tuple(sure.get(article, ())),
        )
        for article in named.keys() | deals.keys() | told.keys() | sure.keys()
    }


def _companies(connection: sqlite3.Connection) -> dict[int, list[Company]]:
    mentions = defaultdict[tuple[int, int], list[Mention]](list)
    for article, company, start, stop, kind, why in connection.execute(
        """
        SELECT mention.article, alias.company, start, stop, kind, why
        FROM wanted CROSS JOIN mention ON mention.article = wanted.id JOIN alias ON alias.key = mention.alias
        ORDER BY mention.article, mention.number
        """
    ):
        mentions[article, company].append(Mention(Span(start, stop), MentionKind(kind), why))
    found = defaultdict[int, list[Company]](list)
    for article, key, company_id, name, about, *group in connection.execute(
        """
        SELECT appearance.article, company.key, company.id, appearance.name, about, top.id, top.name
        FROM wanted CROSS JOIN appearance ON appearance.article = wanted.id
            JOIN company ON company.key = appearance.company LEFT JOIN company AS top ON top.key = company.belongs_to
        ORDER BY appearance.article, appearance.number
        """
    ):
        found[article].append(Company(company_id, name, bool(about), tuple(mentions[article, key]), *group))
    return found


def deal_mentions(connection: sqlite3.Connection) -> Iterator[tuple[int, DealMention, tuple[str, ...]]]:
    """The deal mentions of the wanted articles: the article's number, the mention, the texts of its evidence.

    In the order of the articles' numbers, and within an article as they were detected.
    """
    parties = defaultdict[int, list[Party]](list)
    for deal, company_id, name, role in connection.execute(
        """
        SELECT party.deal, company.id, party.name, role
        FROM wanted CROSS JOIN deal ON deal.article = wanted.id JOIN party ON party.deal = deal.id
            JOIN company ON company.key = party.company
        ORDER BY party.deal, party.number
        """
    ):
        parties[deal].append(Party(company_id, name, Role(role)))
    evidence = defaultdict[int, list[tuple[Span, str]]](list)
    for deal, start, stop, text in connection.execute(
        """
        SELECT evidence.deal, start, stop, text
        FROM wanted CROSS JOIN deal ON deal.article = wanted.id JOIN evidence ON evidence.deal = deal.id
        ORDER BY evidence.deal, evidence.number
        """
    ):
        evidence[deal].append((Span(start, stop), text))
    for row in connection.execute(
        "SELECT deal.* FROM wanted CROSS JOIN deal ON deal.article = wanted.id ORDER BY deal.article, deal.number"
    ):
        spans = evidence[row["id"]]
        mention = _deal(row, tuple(parties[row["id"]]), tuple(span for span, _ in spans))
        yield row["article"], mention, tuple(text for _, text in spans)


def _deal(row: sqlite3.Row, parties: tuple[Party, ...], evidence: tuple[Span, ...]) -> DealMention:
    amount = row["amount"]
    return DealMention(
        type=DealType(row["type"]),
        status=Status(row["status"]),
        confidence=row["confidence"],
        parties=parties,
        object=row["object"],
        value=None if amount is None else Money(amount, row["currency"], bool(row["approximate"])),
        stake=row["stake"],
        evidence=evidence,
        stake_before=row["stake_before"],
        dates=tuple(_dates(row)),
    )


def _dates(row: sqlite3.Row) -> Iterator[DealDate]:
    """Read from a row that was written before there were milestones, it is only known that they are the deal's."""
    if row["dates"] is not None:
        for iso, milestone in json.loads(row["dates"]):
            yield DealDate(PartialDate(iso), Milestone(milestone))
    elif row["deal_date"] is not None:
        yield DealDate(PartialDate(row["deal_date"]), Milestone.DEAL)
