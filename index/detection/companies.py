"""Finds the companies of an article: reads every sentence, links what it finds, says which the article is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from index.detection.beliefs import Belief, believing
from index.detection.candidates import find_candidates
from index.detection.compounds import words
from index.detection.known_names import known_names
from index.detection.learned import common_nouns
from index.detection.lexicon import Lexicon
from index.detection.linking import Cluster, ReadSentence, link
from index.detection.nominals import find_nominals
from index.detection.sentences import Sentence
from index.detection.settling import settle, without_rejected
from index.detection.tagging import marks
from index.detection.tagging.joining import join
from index.detection.tagging.tagger import Tagged, load_tagger
from index.document import Article, Company, MentionKind, RegionKind, SureName

# An article is about a company that its title names, or that it names this often and in its first third.
_OFTEN = 3
_EARLY = 1 / 3


class Found(NamedTuple):
    """What an article shows.

    Attributes:
        companies: In the order of their first mentions.
        names: What it tells other articles.
    """

    companies: tuple[Company, ...]
    names: tuple[SureName, ...]


def find_companies(
    article: Article,
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
    beliefs: Sequence[Belief] = (),
    ids: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Company, ...]:
    """The companies that the article names, in the order of their first mentions."""
    return read_companies(article, sentences, lexicon, beliefs, ids).companies


def read_companies(
    article: Article,
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
    beliefs: Sequence[Belief] = (),
    ids: Mapping[str, str] = MappingProxyType({}),
) -> Found:
    """The companies that the article names, and what it tells other articles of names.

    Args:
        article: Whose companies.
        sentences: The article's.
        lexicon: The companies known by name.
        beliefs: What is believed of names that the article has, see `Beliefs.within`.
        ids: See `Beliefs.ids`.
    """
    known = believing(lexicon, beliefs) if beliefs else lexicon
    german = article.language != "en"
    read = _judged(sentences, known) if german else _by_rules(sentences, known, german=False)
    if beliefs:
        read = [ReadSentence(sentence.words, settle(sentence, beliefs)) for sentence in read]
    clusters = link(read, ids)
    find_nominals([sentence.words for sentence in read], clusters, known)
    if beliefs:
        clusters = without_rejected(article.text, clusters, beliefs)
    names = [name for cluster in clusters for name in cluster.sure_names()]
    if german:
        names += common_nouns(sentence.words for sentence in read)
    names.sort(key=lambda name: (name.words, name.company))
    return Found(tuple(_company(article, cluster, known) for cluster in clusters), tuple(names))


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


def _by_rules(sentences: Sequence[Sentence], lexicon: Lexicon, *, german: bool) -> list[ReadSentence]:
    """The sentences with what lexicon and rules make of each alone."""
    rows = [words(sentence.tokens) for sentence in sentences]
    return [ReadSentence(row, find_candidates(row, known_names(row, lexicon), lexicon, german=german)) for row in rows]


def _judged(sentences: Sequence[Sentence], lexicon: Lexicon) -> list[ReadSentence]:
    """German sentences: what lexicon and rules find, judged by the sequence model, and what it finds besides.

    Cross-validated on the reference data: mentions .786 to .803, companies .812 to .830. On English business pages the
    model gains nothing, so English is read by rules alone.
    """
    lines, candidates = [], []
    for sentence in sentences:
        row = words(sentence.tokens)
        known = list(known_names(row, lexicon))
        candidates.append(find_candidates(row, known, lexicon, german=True))
        lines.append(marks.line(row, known, candidates[-1]))
    tagged: dict[int, list[Tagged]] = defaultdict(list)
    for tag in load_tagger(german=True).tag(lines):
        tagged[tag.line].append(tag)
    return [
        ReadSentence(line.words, join(line, found, tagged[number], lexicon))
        for number, (line, found) in enumerate(zip(lines, candidates, strict=True))
    ]
