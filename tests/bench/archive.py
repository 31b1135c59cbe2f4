"""Measures an archive as large as wanted: opening, adding, correcting, deals and companies, the check, memory.

    python -m tests.bench.archive --articles 100000 [--folder DIR]

The articles are those of `tests.bench.corpus` in small letters, followed by a sentence for each of their companies;
they are saved with what detection finds in these sentences, so that none is detected. A folder that is named is kept,
and measured again without being made. Prints a line for each thing measured: the median and the worst of its rounds.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter

import numpy as np

from index.archive import Archive, open_archive
from index.corrections import NotACompany, WrongDeal
from index.detection.detector import load_detector
from index.detection.names import company_id
from index.detection.version import basis
from index.document import (
    Article,
    Company,
    DealMention,
    DealType,
    Detections,
    Mention,
    Party,
    Region,
    RegionKind,
    Role,
    Span,
    Status,
    SureName,
)
from index.ingest import ingest
from index.redetection import settle
from index.remerging import remerge
from index.results import ArchivedArticle, Filter, SearchRequest
from index.storage import open_storage
from tests.bench.corpus import articles, vocabulary

COMPANIES = 20_000
"""Different ones at 100,000 articles; the most frequent is in every eighth."""
_COMMON_NOUNS = 6
"""Words that an article tells to be no names, on average."""
_TYPES = list(DealType)
_STATUSES = [Status.RUMOURED, Status.TALKS, Status.ANNOUNCED, Status.SIGNED, Status.COMPLETED]

START = """
import resource, sys
from pathlib import Path
from index.archive import open_archive
from index.results import SearchRequest
archive = open_archive(Path(sys.argv[1]), create=False)
assert len(archive.hits(archive.search(SearchRequest("")), 0, 50)) == 50
archive.close()
"""
READING = """
import resource, sys
from pathlib import Path
from index.archive import open_archive
from index.results import SearchRequest
archive = open_archive(Path(sys.argv[1]), create=False)
for query in ("", "k", "unternehmen", "der AND die", "unternehmn~1", '"in der"'):
    page = archive.search(SearchRequest(query))
    archive.hits(page, 0, 50), dict(page.facets), archive.deals(page), archive.companies(page)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
ADDING = """
import resource, sys
from pathlib import Path
from index.archive import open_archive
from index.ingest import ingest
ingest(open_archive(Path(sys.argv[1])), sys.argv[2:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def names(count: int = COMPANIES) -> list[str]:
    """The companies' names, the most frequent first: words that the corpus has made, and uses now and then."""
    return [word.capitalize() for word in vocabulary()[-count:]]


def told(count: int, seed: int = 20) -> Iterator[ArchivedArticle]:
    """Articles that end with a sentence for each of their companies, and what detection would find in them."""
    called = names()
    common = [word for word in vocabulary()[:5000] if word.istitle() and word.isalpha()]
    random = np.random.default_rng(seed)
    for archived in articles(count, seed):
        drawn = dict.fromkeys((COMPANIES * random.random(random.integers(0, 5)) ** 3).astype(int).tolist())
        nouns = [common[int(len(common) * chance)] for chance in random.random(_COMMON_NOUNS)]
        yield _told(archived, [called[number] for number in drawn], nouns, random)


def _told(
    archived: ArchivedArticle, named: Sequence[str], nouns: Sequence[str], random: np.random.Generator
) -> ArchivedArticle:
    title, body = archived.article.regions
    companies: list[Company] = []
    text, sure = archived.article.text.lower() + ".", [SureName((noun,), "", -1) for noun in set(nouns)]
    for name in named:
        certain = random.random() < 0.2  # as often as a text makes a name certain
        text += " Die " if certain else " Viele loben "
        start = len(text)
        text += f"{name} GmbH wächst." if certain else f"{name}."
        mention = Mention(Span(start, start + len(name)))
        companies.append(Company(company_id(name), name, about=not companies, mentions=(mention,)))
        sure += [SureName((name,), company_id(name), 2)] if certain else []
    regions = (title, Region(Span(body.span.start, len(text)), RegionKind.BODY))
    article = replace(archived.article, text=text, title=archived.article.title.lower(), regions=regions)
    deals = (_deal(companies, Span(body.span.end, len(text)), random),) if len(companies) > 1 else ()
    told_names = tuple(sorted(sure, key=lambda name: (name.words, name.company)))
    return replace(archived, article=article, detections=Detections(tuple(companies), deals, names=told_names))


def _deal(companies: Sequence[Company], evidence: Span, random: np.random.Generator) -> DealMention:
    roles = (Role.ACQUIRER, Role.TARGET)
    parties = tuple(Party(company.id, company.name, role) for company, role in zip(companies, roles, strict=False))
    kind, status = _TYPES[random.integers(len(_TYPES))], _STATUSES[random.integers(len(_STATUSES))]
    return DealMention(kind, status, 0.9, parties, None, None, None, (evidence,))


def make(folder: Path, count: int) -> None:
    """Makes the archive: every article saved, nothing due, the index built."""
    started = perf_counter()
    storage = open_storage(folder)
    with storage.writing():
        for archived in told(count):
            storage.save(archived.origins[0], archived.article, archived.detections)
    storage.close()
    level(folder)
    saved = perf_counter()
    archive = open_archive(folder)
    archive.catch_up()
    archive.close()
    print(f"{count} articles: saved in {saved - started:.0f} s, indexed in {perf_counter() - saved:.0f} s", flush=True)


def level(folder: Path) -> None:
    """Has the archive believe that the installed detector has read all of it, and merges its deals."""
    storage = open_storage(folder)
    with storage.writing():
        storage.settle(basis(()), load_detector().with_learned(storage.sure_names()).beliefs(), ())
        remerge(storage)
    storage.close()


def main() -> None:
    """Makes the archive where it is missing, measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary) / "archive"
        if not folder.exists():
            make(folder, asked.articles)
        level(folder)
        for part in asked.only:
            PARTS[part](folder)


def measure_start(folder: Path) -> None:
    """From the start of a process to the first 50 rows."""
    _tell("process start to the first 50 rows", _timed(lambda: _run(START, folder), 7))


def measure_views(folder: Path) -> None:
    """Deals and companies of all articles, and of those of a query."""
    archive = open_archive(folder)
    page = archive.search(SearchRequest("kooperation"))
    few = archive.search(SearchRequest(filter=Filter(companies=(company_id(names()[1000]),))))
    _tell("deals of all, the first time", _timed(archive.deals, 1))
    _tell("deals of all, again", _timed(archive.deals, 5))
    _tell("companies of all", _timed(archive.companies, 5))
    for narrowed in (page, few):
        _tell(f"deals of {narrowed.total} articles", _timed(partial(archive.deals, narrowed), 5))
        _tell(f"companies of {narrowed.total} articles", _timed(partial(archive.companies, narrowed), 5))
    archive.close()


def measure_adding(folder: Path) -> None:
    """Articles that come: saved with their detections, read from a file, and making a new name certain."""
    archive = open_archive(folder)
    archive.search(SearchRequest("k"))
    last = max(change.id for change in archive.storage.changes(archive.storage.coverage.revision - 1000))
    fresh = (replace(each, article=_renamed(each, last)) for each in told(10_000, seed=last))
    for count in (1, 10, 100):
        batches = [list(islice(fresh, count)) for _ in range(5)]
        _tell(f"adding {count}, detected already", [_seconds(partial(_add, archive, new)) for new in batches])
    with tempfile.TemporaryDirectory() as temporary:
        for count in (1, 10, 100):
            files = [_file(Path(temporary) / f"{count}-{n}.jsonl", list(islice(fresh, count))) for n in range(3)]
            _tell(f"adding {count} from a file", [_seconds(partial(_ingest, archive, file)) for file in files])
        new = [_certain(Path(temporary) / f"new-{n}.jsonl", f"Xq{last}{'abc'[n]}werk") for n in range(3)]
        _tell("adding 1 with a new name", [_seconds(partial(_ingest, archive, file)) for file in new])
    _tell("settling, nothing new", _timed(lambda: settle(archive.storage, load_detector(), archive.said()), 3))
    archive.close()


def measure_correcting(folder: Path) -> None:
    """What the user says of companies in few and in many articles, and of a deal; and takes back."""
    archive = open_archive(folder)
    archive.search(SearchRequest("k"))
    for rank in (5_000, 0):
        form = names()[rank]
        count = archive.search(SearchRequest(form)).total
        _tell(f"correcting a company in {count}", [_seconds(partial(archive.correct, NotACompany(form)))])
        _tell("undoing that", _timed(archive.undo, 1))
    deal = next(deal for deal in archive.deals() if len(deal.articles) > 1)
    wrong = WrongDeal(deal.id, tuple(deal.articles))
    _tell("correcting a deal", _timed(lambda: archive.correct(wrong), 1))
    _tell("deals after that", _timed(archive.deals, 1))
    _tell("undoing that", _timed(archive.undo, 1))
    archive.close()


def measure_check(folder: Path) -> None:
    """The check of all."""
    archive = open_archive(folder)
    started = perf_counter()
    problems = archive.check()
    _tell(f"check, {len(problems)} problems", [perf_counter() - started])
    archive.close()


def measure_memory(folder: Path) -> None:
    """What processes take at their peak."""
    print(f"{'reading, peak':45}{_run(READING, folder):>12} MB", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        fresh = [replace(each, article=_renamed(each, 7)) for each in told(100, seed=7)]
        file = _file(Path(temporary) / "new.jsonl", fresh)
        print(f"{'adding 100 from a file, peak':45}{_run(ADDING, folder, file):>12} MB", flush=True)


PARTS: dict[str, Callable[[Path], None]] = {
    "start": measure_start,
    "views": measure_views,
    "adding": measure_adding,
    "correcting": measure_correcting,
    "check": measure_check,
    "memory": measure_memory,
}


def _renamed(archived: ArchivedArticle, number: int) -> Article:
    return replace(archived.article, id=f"{number}-{archived.id}", fingerprint=f"{number}-{archived.id}")


def _add(archive: Archive, new: Iterable[ArchivedArticle]) -> None:
    with archive.writing():
        for archived in new:
            archive.storage.save(f"/new/{archived.article.id}", archived.article, archived.detections)
    assert archive.index.coverage == archive.storage.coverage


def _ingest(archive: Archive, file: str) -> None:
    assert not ingest(archive, [file]).failures
    assert archive.index.coverage == archive.storage.coverage


def _file(path: Path, new: Iterable[ArchivedArticle]) -> str:
    lines = [json.dumps({"id": each.article.id, "text": each.article.text, "language": "de"}) for each in new]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def _certain(path: Path, name: str) -> str:
    text = f"Die {name} GmbH wächst. Gegründet wurde die {name} GmbH im Allgäu."
    path.write_text(json.dumps({"id": name, "text": text, "language": "de"}), encoding="utf-8")
    return str(path)


def _run(code: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _seconds(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


def _timed(call: Callable[[], object], rounds: int) -> list[float]:
    return [_seconds(call) for _ in range(rounds)]


def _tell(what: str, seconds: Sequence[float]) -> None:
    median, worst = np.median(seconds) * 1000, max(seconds) * 1000
    print(f"{what:45}{median:10.1f}{worst:10.1f} ms  ({len(seconds)})", flush=True)


if __name__ == "__main__":
    main()
