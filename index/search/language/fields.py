"""The fields of the query language and the values they take, in English and German."""

from __future__ import annotations

from collections.abc import Callable

from index.document import DealType, EventType, Status

TITLE, BODY, COMPANY, GROUP, TYPE, STATUS, EVENT, SOURCE, LANGUAGE, DATE, VALUE, STAKE, DEALS = (
    "title",
    "body",
    "company",
    "group",
    "type",
    "status",
    "event",
    "source",
    "language",
    "date",
    "value",
    "stake",
    "deals",
)

FIELDS = {
    **dict.fromkeys(("title", "titel"), TITLE),
    **dict.fromkeys(("body", "text"), BODY),
    **dict.fromkeys(("company", "firma", "unternehmen"), COMPANY),
    **dict.fromkeys(("group", "konzern", "gruppe"), GROUP),
    **dict.fromkeys(("type", "deal", "typ", "art"), TYPE),
    **dict.fromkeys(("status", "stand"), STATUS),
    **dict.fromkeys(("event", "ereignis"), EVENT),
    **dict.fromkeys(("source", "quelle"), SOURCE),
    **dict.fromkeys(("language", "lang", "sprache"), LANGUAGE),
    **dict.fromkeys(("date", "datum"), DATE),
    **dict.fromkeys(("value", "wert"), VALUE),
    **dict.fromkeys(("stake", "anteil"), STAKE),
    DEALS: DEALS,
}
"""The field that each name stands for."""

_GERMAN: dict[str, dict[str, str]] = {
    TYPE: {
        "übernahme": DealType.ACQUISITION,
        "kauf": DealType.ACQUISITION,
        "fusion": DealType.MERGER,
        "zusammenschluss": DealType.MERGER,
        "beteiligung": DealType.STAKE,
        "investition": DealType.INVESTMENT,
        "gemeinschaftsunternehmen": DealType.JOINT_VENTURE,
        "kooperation": DealType.PARTNERSHIP,
        "partnerschaft": DealType.PARTNERSHIP,
        "lieferung": DealType.SUPPLY,
        "abspaltung": DealType.SPIN_OFF,
        "ausgliederung": DealType.SPIN_OFF,
    },
    STATUS: {
        "gerücht": Status.RUMOURED,
        "gespräche": Status.TALKS,
        "verhandlungen": Status.TALKS,
        "angekündigt": Status.ANNOUNCED,
        "unterzeichnet": Status.SIGNED,
        "abgeschlossen": Status.COMPLETED,
        "vollzogen": Status.COMPLETED,
        "beendet": Status.ENDED,
        "gescheitert": Status.ENDED,
        "dementiert": Status.DENIED,
    },
    EVENT: {
        "insolvenz": EventType.INSOLVENCY,
        "pleite": EventType.INSOLVENCY,
        "konkurs": EventType.INSOLVENCY,
        "bankruptcy": EventType.INSOLVENCY,
        "stellenabbau": EventType.LAYOFFS,
        "entlassungen": EventType.LAYOFFS,
        "führungswechsel": EventType.LEADERSHIP,
        "chefwechsel": EventType.LEADERSHIP,
        "führung": EventType.LEADERSHIP,
        "streik": EventType.STRIKE,
        "warnstreik": EventType.STRIKE,
    },
    LANGUAGE: {"deutsch": "de", "german": "de", "englisch": "en", "english": "en"},
}

CHOICES: dict[str, tuple[str, ...]] = {
    TYPE: tuple(DealType),
    STATUS: tuple(Status),
    EVENT: tuple(EventType),
    LANGUAGE: ("de", "en"),
}
"""The values of the fields that have a fixed set of them."""


NUMBERS = {VALUE: 1, STAKE: 100, DEALS: 1}
"""The fields of numbers, and what a number of the query is multiplied by: a stake is in hundredths of a per cent."""


def choose(field: str, text: str, *, typing: bool) -> tuple[str, ...]:
    """The values that a text stands for, in either language; empty when there is none.

    With `typing`, or a star at the end, every value counts whose name begins so.
    """
    wanted = _plain(text.rstrip("*"))
    names = {_plain(value): value for value in CHOICES[field]}
    names |= {_plain(name): value for name, value in _GERMAN[field].items()}
    if wanted in names:
        return (names[wanted],)
    if wanted and (typing or text.endswith("*")):
        found = {value for name, value in names.items() if name.startswith(wanted)}
        return tuple(value for value in CHOICES[field] if value in found)
    return ()


def nearest(field: str, text: str, *, near: Callable[[str, str], bool]) -> str | None:
    """The first value with a name that is near a text, in either language; None where there is none."""
    wanted = _plain(text)
    names = [(value, value) for value in CHOICES[field]] + list(_GERMAN[field].items())
    return next((value for name, value in names if near(_plain(name), wanted)), None)


def beginning(field: str, text: str) -> tuple[tuple[str, str], ...]:
    """The names of a field's values that begin so, and the values, in their order; each value by one name.

    The name is the value itself where that begins so, else a German or English one.
    """
    wanted = _plain(text)
    names = [(value, value) for value in CHOICES[field]] + list(_GERMAN[field].items())
    found: dict[str, str] = {}
    for name, value in names:
        if _plain(name).startswith(wanted):
            found.setdefault(value, name)
    return tuple((found[value], value) for value in CHOICES[field] if value in found)


def field_names(text: str) -> tuple[str, ...]:
    """The fields' names that begin so, in either language, each field once."""
    found: dict[str, str] = {}
    for name, field in FIELDS.items():
        if name.startswith(text.casefold()):
            found.setdefault(field, name)
    return tuple(found.values())


def _plain(name: str) -> str:
    """A value's name however it is spelled: "joint_venture", "Joint Venture" and "joint-venture" are one."""
    folded = name.casefold().replace("ß", "ss").translate(str.maketrans("äöü", "aou"))
    for digraph in ("ae", "oe", "ue"):
        folded = folded.replace(digraph, digraph[0])
    return "".join(letter for letter in folded if letter.isalnum())
