"""A deal as two lines of the side panel: who with whom, and what and how far."""

from __future__ import annotations

from rich.segment import Segment

from index.deal import Deal
from index.document import DealType, Money, Role
from tui.rendering.cells import Line, fit, line_width, width
from tui.rendering.palette import Palette

HERE, SAME = "•", "="
_GIVING = {Role.ACQUIRER, Role.INVESTOR, Role.SUPPLIER, Role.PARENT}
_TAKING = {Role.TARGET, Role.CUSTOMER, Role.UNIT}
_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))


def deal_lines(
    deal: Deal, cells: int, palette: Palette, *, here: bool, marked: bool = False, since: bool = False
) -> list[Line]:
    """The deal in two lines of `cells` cells.

    Args:
        deal: What is shown.
        cells: The width.
        palette: The styles.
        here: Whether the open article tells of it.
        marked: Whether the user looks for another deal that is the same.
        since: Whether to tell since when it is told, too, and not only until when.
    """
    mark = Segment(f"{SAME if marked else HERE if here else ' '} ", palette.accent)
    parties = Segment(parties_line(deal, cells - 2), palette.text)
    type_, status = type_word(deal.type), deal.status.value
    gap = " · " if width(type_) + width(status) + 5 <= cells else " "
    second: Line = [Segment(f"  {type_}{gap}", palette.muted), Segment(status, palette.status(deal.status))]
    for part in _details(deal, since=since):
        if line_width(second) + 3 + width(part) <= cells:
            second.append(Segment(f" · {part}", palette.muted))
    return [[mark, parties], second]


def type_word(deal_type: DealType) -> str:
    """A deal type as it is shown."""
    return "spin-off" if deal_type is DealType.SPIN_OFF else deal_type.value.replace("_", " ")


def parties_line(deal: Deal, cells: int) -> str:
    """Who with whom: "A → B" where one gives and the other takes, "A ↔ B" among equals.

    "A ↔ B → C" where C is what these make, if there is room for it.
    """
    giving = [party for party in deal.parties if party.role in _GIVING]
    taking = [party for party in deal.parties if party.role in _TAKING]
    selling = [party for party in deal.parties if party.role is Role.SELLER]
    equals = [party for party in deal.parties if party.role is Role.PARTNER]
    if not (giving or taking or selling):
        return _shortened([party.name for party in equals] or ["?"], " ↔ ", cells)
    if len(equals) > 1 and not (giving or selling) and all(party.role is Role.UNIT for party in taking):
        pair, made = " ↔ ".join(party.name for party in equals), " + ".join(party.name for party in taking)
        if width(f"{pair} → {made}") <= cells:
            return f"{pair} → {made}"
        return _shortened([party.name for party in equals], " ↔ ", cells)
    left = " + ".join(party.name for party in (*giving, *equals)) or "?"
    right = " + ".join(party.name for party in taking) or deal.object or "?"
    if selling:
        right += f" (from {', '.join(party.name for party in selling)})"
    return _shortened([left, right], " → ", cells)


def _shortened(names: list[str], sign: str, cells: int) -> str:
    """The names with a sign between, the longest ones shortened until all of them fit."""
    room = cells - width(sign) * (len(names) - 1)
    limit = max(map(width, names))
    while limit > 4 and sum(min(width(name), limit) for name in names) > room:
        limit -= 1
    return fit(sign.join(fit(name, limit) for name in names), cells)


def _details(deal: Deal, *, since: bool) -> list[str]:
    """What else is known, the most telling first."""
    return [
        *([money(deal.value)] if deal.value else []),
        *([f"{deal.stake * 100:.4g} %"] if deal.stake else []),
        *([_months(deal) if since else str(deal.last_seen)[:10]] if deal.last_seen else []),
    ]


def _months(deal: Deal) -> str:
    """The months from which to which it is told: "2020-03 … 2020-06"."""
    return " … ".join(dict.fromkeys(str(date)[:7] for date in (deal.first_seen, deal.last_seen) if date))


def money(value: Money) -> str:
    """An amount as it is shown: "~2 bn USD"."""
    scale, unit = next(((scale, f" {unit}") for scale, unit in _SCALES if abs(value.amount) >= scale), (1, ""))
    about = "~" if value.approximate else ""
    return f"{about}{value.amount / scale:.3g}{unit} {fit(value.currency, 5)}"
