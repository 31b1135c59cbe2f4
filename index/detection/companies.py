"""Finds the companies of an article: reads every sentence, links what it finds, says which the article is about."""

from __future__ import annotations

from collections.abc import Sequence

from index.detection.candidates import find_candidates
from index.detection.compounds import words
from index.detection.lexicon import Lexicon
from index.detection.linking import ReadSentence, link
from index.detection.nominals import find_nominals
from index.detection.sentences import Sentence
from index.document import Article, Company, MentionKind, RegionKind

# An article is about a company that its title names, or that it names this often and in its first third.
_OFTEN = 3
_EARLY = 1 / 3


def find_companies(article: Article, sentences: Sequence[Sentence], lexicon: Lexicon) -> tuple[Company, ...]:
    """The companies that the article names, in the order of their first mentions."""
    german = article.language != "en"
    read = []
    for sentence in sentences:
        row = words(sentence.tokens)
        read.append(ReadSentence(row, find_candidates(row, lexicon, german=german)))
    clusters = link(read)
    find_nominals([sentence.words for sentence in read], clusters, lexicon)
    titles = article.spans(RegionKind.TITLE)
    found = []
    for cluster in clusters:
        mentions = tuple(cluster.mentions[span] for span in sorted(cluster.mentions))
        known = lexicon.companies.get(cluster.id)
        titled = any(title.contains(mention.span) for mention in mentions for title in titles)
        named = [mention.span for mention in mentions if mention.kind is MentionKind.NAME]
        titled = titled or any(span.of(article.text) in article.title for span in named)
        early = len(named) >= _OFTEN and named[0].start < len(article.text) * _EARLY
        found.append(Company(cluster.id, known.name if known else cluster.name, titled or early, mentions))
    return tuple(found)
