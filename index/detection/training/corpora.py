"""Reads the annotated texts that the models learn from: a corpus as published, and texts of our own.

What an annotation means for the model is left to `examples`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index.document import Article, Region, RegionKind, Span

_BEFORE = re.compile(r" (?=[,.;:!?%)\]]|'s\b|n't\b)")
_BEHIND = re.compile(r"(?<=[(\[$£]) ")
_FEWEST = 5
"""Words of a sentence at least; shorter lines are headings."""
_READ = re.compile(r"en-(?:[a-z]|\d*[02468]-)")
"""How the ids of the read half begin: in the first set no number follows, in the second an even one."""
_MARK = re.compile(r"\[\[([^\]=]+)(?:=([^\]]+))?\]\]")


class Annotation(NamedTuple):
    """A span and what its corpus calls it: "name", "media"."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its annotations, in text order."""

    article: Article
    annotations: tuple[Annotation, ...]


class Marked(NamedTuple):
    """A text of our own.

    Attributes:
        text: With its mentions.
        companies: By company the forms under which it may be found.
    """

    text: Annotated
    companies: tuple[frozenset[str], ...]


def article(id_: str, text: str, language: str) -> Article:
    """The text as an article, all of it body."""
    regions = (Region(Span(0, len(text)), RegionKind.BODY),)
    return Article(id_, text, text[:80], None, "", None, language, regions, "")


def smartdata(folder: Path) -> list[Annotated]:
    """News and tweets of the SmartData corpus; kinds "name", "media" and "nominal".

    Raises:
        OSError: A file of the corpus is missing. So do all functions here.
    """
    found = []
    for line in _lines(folder / "smartdata" / "train.jsonl.gz"):
        row = json.loads(line)
        spans = sorted((m["start"], m["end"], m["kind"]) for m in row["mentions"])
        annotations = tuple(Annotation(Span(start, end), kind) for start, end, kind in spans)
        found.append(Annotated(article(row["id"], row["text"], row["language"]), annotations))
    return found


def own_english(folder: Path) -> list[Annotated]:
    """Our own English texts: the samples by their gold, and news. Those called unseen are left for measuring."""
    texts = marked(folder / "news" / "english.txt", "en")
    for line in _plain_lines(folder / "seeds_gold.jsonl"):
        row = json.loads(line)
        if row["language"] == "en":
            forms = [[forms] if isinstance(forms, str) else forms for forms in row["companies"]]
            texts.append(named(row["id"], row["text"], "en", map(_names, forms)))
    return [text.text for text in texts]


def blind_english(folder: Path) -> list[Annotated]:
    """The English half of the blind articles whose errors have been read; the other half is left for measuring."""
    texts = []
    for line in _plain_lines(folder / "blind_gold.jsonl") + _plain_lines(folder / "blind2_gold.jsonl"):
        row = json.loads(line)
        if _READ.match(row["id"]):
            spans = sorted((m["start"], m["end"], m.get("kind", "name")) for m in row["mentions"])
            annotations = tuple(Annotation(Span(start, end), kind) for start, end, kind in spans)
            texts.append(Annotated(article(row["id"], row["text"], row["language"]), annotations))
    return texts


def nothing_named(folder: Path) -> list[Annotated]:
    """Wikigold's sentences that name no organisation, and so no company: people, places, works, each a text."""
    sentences = []
    for number, lines in enumerate(_blocks(folder / "english" / "wikigold.conll.txt.gz")):
        if len(lines) >= _FEWEST and not any("ORG" in line for line in lines):
            text = _BEHIND.sub("", _BEFORE.sub("", " ".join(line.split()[0] for line in lines)))
            sentences.append(Annotated(article(f"wikigold-{number}", text, "en"), ()))
    return sentences


def _names(forms: Sequence[str]) -> list[str]:
    """Of a company's forms those that begin as its name does, and no paraphrase: not "the German group"."""
    return [form for form in forms if form.split()[0] == forms[0].split()[0]]


def marked(path: Path, language: str) -> list[Marked]:
    """Texts whose companies are marked in brackets: "[[Acme]]", or "[[Acme Inc.=Acme]]" with the company's name.

    Every other place where a marked form stands is a mention too. Blank lines part the texts; lines that begin with
    "# " are comments.
    """
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("# ")]
    blocks = [block for block in "\n".join(lines).split("\n\n") if block.strip()]
    return [_marked(f"{path.stem}-{number}", block.strip(), language) for number, block in enumerate(blocks)]


def _marked(id_: str, block: str, language: str) -> Marked:
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for form, name in _MARK.findall(block):
        forms[name or form] |= {form, name or form}
    return named(id_, _MARK.sub(r"\1", block), language, forms.values())


def named(id_: str, text: str, language: str, companies: Iterable[Iterable[str]]) -> Marked:
    """A text with its companies, each by all its forms; where they stand, the longest first, they are mentions."""
    wanted = tuple(frozenset(forms) for forms in companies)
    longest = sorted({form for forms in wanted for form in forms}, key=len, reverse=True)
    found: list[Span] = []
    for form in longest:
        spans = [Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]
        found += [span for span in spans if not any(map(span.overlaps, found))]
    annotations = tuple(Annotation(span, "name") for span in sorted(found))
    return Marked(Annotated(article(id_, text, language), annotations), wanted)


def _blocks(path: Path) -> Iterator[list[str]]:
    """The lines between blank ones."""
    block: list[str] = []
    for line in _lines(path):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _plain_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as opened:
        for line in opened:
            yield line.rstrip("\n")
