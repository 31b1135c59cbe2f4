"""Words as the archive's articles spell them."""

from __future__ import annotations

from index.document import Article, Span
from index.results import Completion, CompletionKind
from index.search.spelling import spelled
from index.spellings import Spellings
from tests.fakes import FakeSearch, FakeStorage
from tests.index.search.examples import STORIES


class _Spelling(FakeSearch):
    """Spells as the real search does, and counts how often it is asked."""

    asked = 0

    def spelled(self, completion: Completion, article: Article) -> Completion:
        self.asked += 1
        return spelled(completion, article)


def _word(text: str, example: int | None) -> Completion:
    return Completion(CompletionKind.WORD, text, Span(0, 1), text, 1, example)


def test_a_word_is_spelled_as_its_article_does_and_looked_for_once() -> None:
    """What is no word of a text stays as it is; so does a word whose article has gone."""
    storage, search = FakeStorage(), _Spelling()
    for each in STORIES:
        storage.save(each.origins[0], each.article, each.detections)
    spellings = Spellings(storage, search)
    completions = [_word("ubernahme", 4), _word("grossen", 4), _word("company:vw", None), _word("gone", 99)]
    for _ in range(2):
        found = spellings.spelled(completions)
        assert ["Übernahme", "Größen", "company:vw", "gone"] == [each.text for each in found]
        assert found[0].name == found[0].text
    assert 2 == search.asked
