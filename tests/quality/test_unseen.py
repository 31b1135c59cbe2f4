"""How good company detection is on texts that nothing was made with: floors, a little below what was measured.

The news in `news/unseen_*.txt` are our own, written and annotated before detection was run on them; no rule, name or
model was made with them at hand. Whoever does so must write new ones. The figures on the reference data are
cross-validated: each text is judged by a model that has not seen it (`folds/`, kept by the training script). The rules
and the lexicon had these texts at hand, so that on others a little less is to be expected.
The floor of English was .75, and .93 for precision, while its model learned from business news alone and took villages
and people of other texts for companies. One rule was made with one of these texts at hand: what stands behind "the port
of" is a place.
"""

from __future__ import annotations

from functools import partial

import pytest

from index.detection import companies
from index.detection.companies import Reading, read_companies
from index.detection.detector import load_detector
from index.detection.lexicon import load_lexicon
from index.detection.sentences import split
from index.detection.tagging.model import load_model
from index.detection.tagging.tagger import Tagger
from index.detection.training.corpora import marked, smartdata
from index.detection.training.recipe import fold_of
from index.document import Article, Detections
from tests.quality import scoring
from tests.quality.gold import ROOT
from tests.quality.test_detection import SHARED, needs_shared, reference_gold, reference_score

FOLDS = sorted((ROOT / "tests" / "quality" / "folds").glob("*.npz"))


@pytest.mark.parametrize(
    ("name", "language", "precision", "recall"),
    [("unseen_german", "de", 0.97, 0.76), ("unseen_english", "en", 0.93, 0.80)],
)
def test_unseen_news(name: str, language: str, precision: float, recall: float) -> None:
    """The companies of business news in each language."""
    texts = marked(ROOT / "tests" / "quality" / "news" / f"{name}.txt", language)
    found = load_detector().detect([text.text.article for text in texts])
    score = scoring.Score(0, 0, 0)
    for text, detections in zip(texts, found, strict=True):
        gold = {"companies": [sorted(forms) for forms in text.companies]}
        score += scoring.companies(gold, text.text.article, detections)
    assert precision <= score.precision
    assert recall <= score.recall


def given(tagger: Tagger, *, german: bool) -> Tagger:
    """The tagger, whatever the language."""
    return tagger


def unseen_by_model(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Article, Detections]]:
    """The articles of the reference data with the companies that a model finds which has not seen them."""
    texts = smartdata(SHARED / "data")
    found: list[tuple[Article, Detections]] = []
    for number, path in enumerate(FOLDS):
        tagger = Tagger(load_model(path), german=True)
        monkeypatch.setattr(companies, "load_tagger", partial(given, tagger))
        articles = [text.article for text in texts if fold_of(text, len(FOLDS)) == number]
        read = read_companies([Reading(article, split(article)) for article in articles], load_lexicon())
        found += [(article, Detections(one.companies, ())) for article, one in zip(articles, read, strict=True)]
    return found


@needs_shared
def test_reference_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """German news and tweets, cross-validated: F1 of mentions and of the set of companies, and its precision."""
    figures = reference_score(reference_gold("smartdata/train.jsonl.gz"), unseen_by_model(monkeypatch))
    assert figures["mention strict"]["f1"] >= 0.80
    assert figures["mention overlap"]["f1"] >= 0.85
    assert figures["company set"]["f1"] >= 0.82
    assert figures["company set"]["precision"] >= 0.86
