"""Training: corpora as they are read, labels, and a model learned from a handful of lines."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from random import Random

import pytest

from index.detection.lexicon import load_lexicon
from index.detection.tagging.features import Line, attributes
from index.detection.tagging.tagger import Tagger
from index.detection.training.corpora import (
    Annotated,
    Annotation,
    article,
    blind_english,
    marked,
    nothing_named,
    smartdata,
)
from index.detection.training.examples import gold, lines
from index.detection.training.fitting import fit
from index.detection.training.renaming import renamed
from index.detection.training.scoring import Counts, count
from index.detection.training.spelling import learn, nouns, words_of_names
from index.document import Span

_TEXT = "Der Zulieferer Quendel baut Stellen ab."
_QUENDEL = Span(15, 22)


def annotated(text: str, *spans: Span, kind: str = "name") -> Annotated:
    """A German text with annotated spans."""
    return Annotated(article(text, text, "de"), tuple(Annotation(span, kind) for span in spans))


def test_marked_texts(tmp_path: Path) -> None:
    """Brackets mark companies, by name where another form stands; the forms count wherever they stand whole."""
    path = tmp_path / "some.txt"
    path.write_text("# a comment\n[[Acme Inc.=Acme]] grows. Acme-Chef, Acmed.\n\nNo one.\n", encoding="utf-8")
    first, second = marked(path, "en")
    text = first.text.article.text
    assert "Acme Inc. grows. Acme-Chef, Acmed." == text
    assert ["Acme Inc.", "Acme"] == [annotation.span.of(text) for annotation in first.text.annotations]
    assert (frozenset({"Acme Inc.", "Acme"}),) == first.companies
    assert () == second.companies


def test_annotated_news_are_read(tmp_path: Path) -> None:
    """A row of the SmartData corpus gives its text and mentions."""
    (tmp_path / "smartdata").mkdir()
    mention = {"start": _QUENDEL.start, "end": _QUENDEL.end, "kind": "name"}
    row = {"id": "a", "text": _TEXT, "language": "de", "mentions": [mention]}
    (tmp_path / "smartdata" / "train.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    (text,) = smartdata(tmp_path)
    assert (_TEXT, (Annotation(_QUENDEL, "name"),)) == (text.article.text, text.annotations)


def test_sentences_without_organisations(tmp_path: Path) -> None:
    """Sentences that name no organisation are read as they were written, the others and headings are left out."""
    (tmp_path / "english").mkdir()
    named = "Acme I-ORG\nsold O\nits O\nmills O\n. O\n\n"
    other = "Mill I-LOC\nHill I-LOC\n( O\npop O\n. O\n12 O\n) O\n, O\nsaid O\nhe O\n. O\n\nMill I-LOC\nHill I-LOC\n"
    (tmp_path / "english" / "wikigold.conll.txt.gz").write_bytes(gzip.compress((named + other).encode()))
    (text,) = nothing_named(tmp_path)
    assert ("Mill Hill (pop. 12), said he.", ()) == (text.article.text, text.annotations)


@pytest.mark.parametrize(("label", "kind"), [("B", "name"), ("BM", "media"), ("O", "nominal")])
def test_annotations_become_labels(label: str, kind: str) -> None:
    """A company's and a medium's words are labelled, a paraphrase's are not."""
    ((_, labels),) = gold(annotated(_TEXT, _QUENDEL, kind=kind), load_lexicon())
    assert ["O", "O", label, "O", "O", "O", "O"] == labels


def test_renamed_texts() -> None:
    """Every company has another name, the same where it is meant again, and its legal form; media keep theirs."""
    spans = Span(0, 9), Span(18, 22), Span(25, 28)
    kinds = "name", "name", "media"
    text = "Acme Inc. is what Acme's dpa tells."
    given = Annotated(article("a", text, "en"), tuple(map(Annotation, spans, kinds)))
    for seed in range(20):
        found = renamed(given, Random(seed))
        first, second, third = [annotation.span.of(found.article.text) for annotation in found.annotations]
        assert first.startswith(second)
        assert first.endswith(" Inc.")
        assert "Acme" not in found.article.text
        assert "dpa" == third
        assert found.article.text.endswith(" dpa tells.")


def test_the_blind_half_that_is_read(tmp_path: Path) -> None:
    """English articles of the first set without a number, of the second with an even one."""
    ids = ["en-a", "en2-b", "de-c", "en-02-d", "en-03-e", "de-02-f"]
    rows = [json.dumps({"id": name, "text": name, "language": name[:2], "mentions": []}) for name in ids]
    (tmp_path / "blind_gold.jsonl").write_text("\n".join(rows[:3]), encoding="utf-8")
    (tmp_path / "blind2_gold.jsonl").write_text("\n".join(rows[3:]), encoding="utf-8")
    assert ["en-a", "en-02-d"] == [text.article.id for text in blind_english(tmp_path)]


def test_a_name_cut_out_of_a_compound_is_labelled_alone() -> None:
    """In "Quendel-Chef" only the name's word carries a label."""
    ((_, labels),) = gold(annotated("Quendel-Chef geht", Span(0, 7)), load_lexicon())
    assert ["B", "O", "O"] == labels


def test_what_is_learned_is_found_again() -> None:
    """A model fitted to a few lines labels them as annotated, and is counted so."""
    pytest.importorskip("pycrfsuite", reason="python-crfsuite, which trains, is not installed")
    texts = [
        annotated(_TEXT, _QUENDEL),
        annotated("Die Brandau AG wächst, meldet dpa.", Span(4, 14)),
        annotated("Es regnet in Bonn.", Span(13, 17), kind="media"),
        annotated("Der Zug hält nicht."),
    ]
    lexicon = load_lexicon()
    model = fit([example for text in texts for example in gold(text, lexicon)] * 4, boldness=0.0)
    assert Counts(2, 2, 2) == count(model, texts, lexicon)
    tagged = Tagger(model, german=True).tag(lines(texts[2].article, lexicon))
    assert [True] == [tag.medium for tag in tagged]


def test_features_never_break_the_model_file() -> None:
    """Features are kept one a line: no word, however odd, puts a line break into one."""
    odd = article("odd", "a\x85b \u2028c\x1cd\x0be | \x00 \ud800f", "de")
    read: list[Line] = lines(odd, load_lexicon())
    features = [feature for line in attributes(read, german=True) for word in line for feature in word]
    assert features
    assert not any("\n" in feature for feature in features)


def test_spelling_is_learned() -> None:
    """Words like the names learned from score above those like the nouns, without having been seen."""
    spelling = learn({"Zandox", "Morvix", "Fendix"}, {"Wirkung", "Leitung", "Wertung"})
    assert spelling.score("Tandix") > 0 > spelling.score("Deutung")


def test_nouns_are_what_nobody_is_called() -> None:
    """The nouns of a text are its capitalised words inside sentences that are in no annotation."""
    assert {"Zulieferer", "Stellen"} == nouns(
        [annotated("Nun baut der Zulieferer Quendel alle Stellen ab.", Span(24, 31))]
    )


def test_names_are_companies_alone() -> None:
    """Words of names of companies are learned from, those of media and authorities are not."""
    words = words_of_names(load_lexicon())
    assert "Zalando" in words
    assert "Bundeskartellamt" not in words
