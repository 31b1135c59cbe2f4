"""How an article spells a word of the index, in which all words are folded: "Übernahme" for "ubernahme"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from index.document import Article
from index.results import Completion
from index.search.analysis import TOKEN, form, keys


def spelled(completion: Completion, article: Article) -> Completion:
    """The completion as the article writes it most often; as it is where the article has no such word."""
    wanted = completion.text
    first = {wanted[0], wanted[0].upper()}
    found: Counter[str] = Counter()
    for token in TOKEN.findall(article.text):
        if token[0] in first or not token.isascii() or not token.isalnum():
            found.update(token[key.start : key.end] for key in keys(token, article.language) if key.form == wanted)
    spelling = max(found, key=lambda each: (found[each], each.islower()), default=wanted)
    return replace(completion, text=spelling, name=spelling) if form(spelling) == wanted else completion
