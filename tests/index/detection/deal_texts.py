"""Makes small articles with known companies for the tests of deals."""

from __future__ import annotations

import re

from index.document import Article, Company, Mention, Region, RegionKind, Span


def article(text: str, language: str = "de") -> Article:
    """An article that is all body."""
    regions = (Region(Span(0, len(text)), RegionKind.BODY),) if text else ()
    return Article("case", text, "case", None, "", None, language, regions, "")


def companies(text: str, forms: list[str | list[str]]) -> tuple[Company, ...]:
    """The companies with a mention wherever one of their forms stands, the longest form first.

    A form list begins with the canonical name; its small form is the id.
    """
    named = [[entry] if isinstance(entry, str) else entry for entry in forms]
    taken: set[int] = set()
    mentions: list[list[Mention]] = [[] for _ in named]
    for form, number in sorted(((f, n) for n, fs in enumerate(named) for f in fs), key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?=s?(?!\w))", text):
            if not taken.intersection(range(*match.span())):
                taken.update(range(*match.span()))
                mentions[number].append(Mention(Span(*match.span())))
    return tuple(
        Company(names[0].lower(), names[0], about=False, mentions=tuple(sorted(found, key=lambda m: m.span)))
        for names, found in zip(named, mentions, strict=True)
        if found
    )
