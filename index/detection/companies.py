"""Finds the companies of an article: reads every sentence, links what it finds, says which the article is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from index.detection.beliefs import Belief, believing
from index.detection.candidates import find_candidates, find_parties
from index.detection.compounds import words
from index.detection.cue_tables import load_cues
from index.detection.deal_slots import slots
from index.detection.known_names import Candidate, known_names
from index.detection.learned import told
from index.detection.lexicon import Lexicon
from index.detection.linking import Cluster, Name, ReadSentence, link
from index.detection.names import core
from index.detection.nominals import find_nominals
from index.detection.sentences import Sentence
from index.detection.settling import settle, without_rejected
from index.detection.tagging import marks
from index.detection.tagging.features import Line
from index.detection.tagging.joining import join
from index.detection.tagging.tagger import Tagged, load_tagger
from index.document import Article, Company, MentionKind, RegionKind, Span, SureName

# An article is about a company that its title names, or that it names this often and in its first third.
_OFTEN = 3
_EARLY = 1 / 3


class Reading(NamedTuple):
    """An article to be read.

    Attributes:
        article: Whose companies are wanted.
        sentences: The article's.
        beliefs: What is believed of names that the article has, see `Beliefs.within`.
        ids: See `Beliefs.ids`.
    """

    article: Article
    sentences: Sequence[Sentence]
    beliefs: Sequence[Belief] = ()
    ids: Mapping[str, str] = MappingProxyType({})


class Found(NamedTuple):
    """What an article shows.

    Attributes:
        companies: In the order of their first mentions.
        names: What it tells other articles.
    """

    companies: tuple[Company, ...]
    names: tuple[SureName, ...]


def read_companies(readings: Sequence[Reading], lexicon: Lexicon) -> list[Found]:
    """The companies that articles name, and what they tell other articles of names; each is read by itself.

    Sentences are judged by the sequence model of their language, all at once, since that is faster. What it gains is
    told in tagging/MODEL_CARD.md.
    """
    known = [believing(lexicon, reading.beliefs) if reading.beliefs else lexicon for reading in readings]
    marked = [list(_by_rules(*pair)) for pair in zip(readings, known, strict=True)]
    tagged: dict[int, list[Tagged]] = {}
    for german in (True, False):
        own = [number for number, reading in enumerate(readings) if (reading.article.language != "en") is german]
        if own:
            found = load_tagger(german=german).tag_all([_lines(marked[number]) for number in own])
            tagged.update(zip(own, found, strict=True))
    return [
        _found(reading, _judged(marked[number], tagged[number], known[number]), known[number])
        for number, reading in enumerate(readings)
    ]


def _by_rules(reading: Reading, lexicon: Lexicon) -> Iterator[tuple[Line, list[Candidate]]]:
    """The sentences with what lexicon and rules make of each alone."""
    german = reading.article.language != "en"
    rows = [words(sentence.tokens) for sentence in reading.sentences]
    places = slots(reading.sentences, rows, load_cues(), german=german)
    for row in rows:
        known = list(known_names(row, lexicon))
        candidates = find_candidates(row, known, lexicon, german=german)
        parties = find_parties(row, known, candidates, places)
        yield marks.line(row, known, candidates, parties, german=german), candidates


def _lines(marked: Iterable[tuple[Line, list[Candidate]]]) -> list[Line]:
    return [line for line, _ in marked]


def _judged(
    marked: Sequence[tuple[Line, list[Candidate]]], tagged: Iterable[Tagged], lexicon: Lexicon
) -> list[ReadSentence]:
    """The sentences' candidates, judged by the sequence model, and what it finds besides."""
    by_line: defaultdict[int, list[Tagged]] = defaultdict(list)
    for tag in tagged:
        by_line[tag.line].append(tag)
    read = []
    for number, (line, candidates) in enumerate(marked):
        tags = by_line[number]
        joined = join(line, candidates, tags, lexicon) if tags else candidates
        taken = [candidate.span for candidate in joined if candidate.sure]
        refused = [tag for tag in tags if not any(map(_span(line, tag).overlaps, taken))]
        read.append(ReadSentence(line.words, joined, [_name(line, tag) for tag in refused]))
    return read


def _span(line: Line, tag: Tagged) -> Span:
    return Span(line.words[tag.first].start, line.words[tag.last - 1].end)


def _name(line: Line, tag: Tagged) -> Name:
    return core(tuple(word.text for word in line.words[tag.first : tag.last]))


def _found(reading: Reading, read: list[ReadSentence], lexicon: Lexicon) -> Found:
    article, beliefs = reading.article, reading.beliefs
    if beliefs:
        read = [replace(sentence, candidates=settle(sentence, beliefs)) for sentence in read]
    clusters = link(read, reading.ids)
    find_nominals([sentence.words for sentence in read], clusters, lexicon)
    if beliefs:
        clusters = without_rejected(article.text, clusters, beliefs)
    names = told(read, clusters, german=article.language != "en")
    return Found(tuple(_company(article, cluster, lexicon) for cluster in clusters), tuple(names))


def _company(article: Article, cluster: Cluster, lexicon: Lexicon) -> Company:
    titles = article.spans(RegionKind.TITLE)
    mentions = tuple(cluster.mentions[span] for span in sorted(cluster.mentions))
    known = lexicon.companies.get(cluster.id)
    titled = any(title.contains(mention.span) for mention in mentions for title in titles)
    named = [mention.span for mention in mentions if mention.kind is MentionKind.NAME]
    titled = titled or any(span.of(article.text) in article.title for span in named)
    early = len(named) >= _OFTEN and named[0].start < len(article.text) * _EARLY
    name = known.name if known and known.name else cluster.name
    group = lexicon.group(cluster.id)
    return Company(cluster.id, name, titled or early, mentions, group and group.id, group and group.name)
