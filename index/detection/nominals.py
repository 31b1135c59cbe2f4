"""Links paraphrases to companies that the article names: "die Wolfsburger", "der bayerische Hersteller", "der Stern".

In English a seat and a noun do, too: "the Munich company", "the Lisbon-based operator".

A paraphrase is never a company on its own, and none at all when two companies of the article fit it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from index.detection.compounds import Word
from index.detection.context import head, heads, is_adjective_ending
from index.detection.lexicon import Lexicon, LexiconCompany
from index.detection.linking import Cluster
from index.detection.names import fold
from index.detection.tables import rows
from index.document import Mention, MentionKind, Span

_ARTICLES = frozenset(["der", "die", "das", "den", "dem", "des", "the"])
_ENDINGS = ("n", "s", "e", "en", "er", "es", "em")
_ANY = frozenset({"*", "+"})
_WIDEST = 3
"""Words between an article and its noun."""


def find_nominals(sentences: Iterable[Sequence[Word]], clusters: Sequence[Cluster], lexicon: Lexicon) -> None:
    """Adds to the clusters the paraphrases that fit exactly one of them."""
    companies = [lexicon.companies[cluster.id] for cluster in clusters if cluster.id in lexicon.companies]
    if not companies:
        return
    by_id = {cluster.id: cluster for cluster in clusters}
    nouns, seats = _nouns(companies), _seated(companies)
    taken = [span for cluster in clusters for span in cluster.mentions]
    taken_starts = {span.start for span in taken}
    first = {cluster.id: min(span.start for span in cluster.mentions) for cluster in clusters if cluster.mentions}
    for row in sentences:
        for article, span, fitting in _paraphrases(row, nouns, seats, companies):
            if len(fitting) != 1 or span.start in taken_starts:
                continue
            meant = next(iter(fitting))
            # "A's offer for the chipmaker ...", and only later B: who is not named yet is not meant.
            if article != "the" or first[meant] < span.start:
                by_id[meant].mentions.setdefault(span, Mention(span, MentionKind.NOMINAL, "paraphrase"))


def _paraphrases(
    row: Sequence[Word],
    nouns: Mapping[str, frozenset[str]],
    seats: Mapping[str, frozenset[str]],
    companies: Sequence[LexiconCompany],
) -> Iterator[tuple[str, Span, frozenset[str]]]:
    """The paraphrases of a row of words: their articles, and the ids of the companies that each fits."""
    for i, word in enumerate(row):
        if word.text.lower() not in _ARTICLES:
            continue
        here = seats.get(row[i + 1].text) if word.text.lower() == "the" and i + 1 < len(row) else None
        narrowed = here is not None
        fitting = here or frozenset(company.id for company in companies)
        for j in range(i + 1 + narrowed, min(i + 1 + _WIDEST, len(row))):
            text = row[j].text
            meant = _lookup(nouns, text)
            following = row[j + 1].text if j + 1 < len(row) else "."
            last = not following[0].isalnum() or following[0].islower()
            if kind := head(text):
                sectors = heads().get(kind, _ANY)
                if not sectors & _ANY:
                    fitting &= frozenset(company.id for company in companies if company.sector in sectors)
                    narrowed = True
                if narrowed and last:
                    yield word.text.lower(), Span(row[i + 1].start, _end(row[j])), fitting
                break
            if meant is None:
                if text[0].isupper() or not text.isalpha() or (word.text != "the" and not is_adjective_ending(text)):
                    break  # "Noweda, die als Großhändler ..."
                continue
            fitting &= meant
            narrowed = True
            # "the Italian state" is no company.
            describing = word.text.lower() == "the" and following[0].islower() and not text.endswith("s")
            if text[0].isupper() and last and not (describing or head(following)):
                yield word.text.lower(), Span(row[j].start, row[j].end), fitting
                break


def _end(word: Word) -> int:
    """Where a noun ends, without an English genitive's "'s"."""
    return word.end - 2 if word.text.endswith(("'s", "’s")) else word.end


def _lookup(nouns: Mapping[str, frozenset[str]], text: str) -> frozenset[str] | None:
    """The companies that a demonym, adjective or nickname may mean, in any case ending; None when it is none."""
    key = fold(text)
    if key in nouns:
        return nouns[key]
    for ending in _ENDINGS:
        if key.endswith(ending) and key[: -len(ending)] in nouns:
            return nouns[key[: -len(ending)]]
    return None


def _nouns(companies: Iterable[LexiconCompany]) -> Mapping[str, frozenset[str]]:
    """Every folded word that may stand for these companies, by seat, country and nickname."""
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for company in companies:
        forms = {*_demonyms().get(company.seat, ()), *_demonyms().get(company.country, ())}
        if company.seat and company.seat not in _demonyms():
            forms.add(f"{company.seat}er")
        forms.update(nickname for nickname in company.nicknames.split("|") if nickname)
        for form in forms:
            meant[fold(form)].add(company.id)
    return {form: frozenset(ids) for form, ids in meant.items()}


def _seated(companies: Iterable[LexiconCompany]) -> Mapping[str, frozenset[str]]:
    """The companies by their seats, in German and English."""
    english = _seat_names()
    at: defaultdict[str, set[str]] = defaultdict(set)
    for company in companies:
        for seat in {company.seat, english.get(company.seat, "")} - {""}:
            at[seat].add(company.id)
    return {seat: frozenset(ids) for seat, ids in at.items()}


@cache
def _seat_names() -> Mapping[str, str]:
    """The English names of seats, by the German ones."""
    return {place: form for form, place in rows("seat_names")}


@cache
def _demonyms() -> Mapping[str, frozenset[str]]:
    """The words for what comes from a place or country, by place."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for form, place in rows("demonyms"):
        found[place].add(form)
    return {place: frozenset(forms) for place, forms in found.items()}
