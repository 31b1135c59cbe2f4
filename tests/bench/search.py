"""Measures the search against tantivy, SQLite FTS5 and stock Whoosh, in one run, query by query.

    python -m tests.bench.search --articles 100000

Prints how fast each is built, how large it is, what it takes in memory beyond the corpus, how long a commit takes, and
of each kind of query the median and the 95th percentile in milliseconds, with ours as a ratio to tantivy's: asked for
one form of each word, and asked for what a typed word stands for with us, the same question. Stock Whoosh gets fewer
articles and queries, because it would take hours.

Beside the ratios stands which part of the 50 articles of each tantivy are ours, and which part are ours or as good
(`tests.bench.agreement`).
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from index.results import ArchivedArticle
from tests.bench import peers
from tests.bench.agreement import Shares, agreement
from tests.bench.corpus import articles, vocabulary
from tests.bench.peers import Engine, Ours
from tests.bench.plain import Tantivy
from tests.bench.same import Same
from tests.bench.wording import EXACT

KINDS = ("typing", "term", "and", "or", "phrase", "fuzzy", "company", "date", "facets")
IN_ONE_FORM = ("term", "and", "or", "company", "date")
"""The kinds that are asked with words in one form, too, which is the same question to all."""
ENGINES = {**peers.ENGINES, Same.name: Same}
COMPARED = ("tantivy", Same.name)
SLOW = "Whoosh"
SLOW_ARTICLES, SLOW_ROUNDS = 10_000, 3
COMMITS = (1, 10, 100)
COMMIT_ROUNDS = 7

START = """
import sys
from pathlib import Path
from index.results import SearchRequest
from index.search import open_search
page = open_search(Path(sys.argv[1])).search(SearchRequest(""))
assert len(page.ids[:50]) == 50
"""

Times = dict[tuple[str, str], list[float]]
"""Of each engine and kind: milliseconds."""


def queries(rounds: int) -> list[tuple[str, list[str]]]:
    """Queries of all kinds in turns: words of all frequencies, a word letter by letter.

    Every kind gets words of its own, so that nobody profits from what was looked up for another.
    """
    typing, exact = np.random.default_rng(5), np.random.default_rng(6)
    words = [word for word in vocabulary()[:3000] if word.isalpha() and len(word) > 3]

    def draw(count: int, random: np.random.Generator = typing) -> list[str]:
        return [words[int(len(words) * chance**2)] for chance in random.random(count)]

    def apart(count: int, random: np.random.Generator = typing) -> list[str]:
        return list(dict.fromkeys(draw(count, random)))  # we would ask once for a word that is typed twice

    asked = []
    for number in range(rounds):
        typed = draw(1)[0]
        asked += [("typing", [typed[:length]]) for length in range(1, len(typed) + 1)]
        asked += [(kind, draw(1)) for kind in ("term", EXACT + "term", "fuzzy", "company", "date", "facets")]
        asked += [(kind, apart(2 + number % 2)) for kind in ("and", "or")]
        asked.append(("phrase", draw(2)))
        asked += [
            (EXACT + kind, apart(2 + number % 2 if kind in ("and", "or") else 1, exact)) for kind in IN_ONE_FORM[1:]
        ]
    return asked


def build(name: str, folder: Path, count: int) -> tuple[float, float]:
    """Builds an index: seconds without those that the corpus took, and megabytes at the peak beyond what was there."""
    vocabulary()
    engine, before, made = ENGINES[name](folder), _memory(), 0.0

    def timed() -> Iterator[ArchivedArticle]:
        nonlocal made
        corpus = articles(count)
        while True:
            started = perf_counter()
            article = next(corpus, None)
            made += perf_counter() - started
            if article is None:
                return
            yield article

    started = perf_counter()
    engine.build(timed())
    return perf_counter() - started - made, _memory() - before


def main() -> None:
    """Builds the indexes, asks the queries and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for engine in asked.engines:
            count = min(asked.articles, SLOW_ARTICLES) if engine == SLOW else asked.articles
            with ProcessPoolExecutor(1, get_context("spawn")) as process:
                seconds, memory = process.submit(build, engine, folder, count).result()
            print(
                f"{engine:12} {count:9} articles, {count / seconds:7.0f} a second, {_size(folder / engine):8.1f} MB, "
                f"{memory:6.0f} MB more memory at the peak",
                flush=True,
            )
        engines = [ENGINES[engine](folder) for engine in asked.engines]
        kinds = [*KINDS, *(EXACT + kind for kind in IN_ONE_FORM)]
        _print(_measured(engines, asked.rounds), kinds, asked.engines, _agreement(engines, asked.rounds))
        _print(_commits(engines, asked.articles), [f"commit {count}" for count in COMMITS], asked.engines)
        print(f"\nprocess start to the first 50 hits: {_start(folder / 'dealwire'):.0f} ms")


def _size(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _measured(engines: list[Engine], rounds: int) -> Times:
    """The times of all engines, asked in an order drawn anew for each query.

    In turns each would always come after the same one, and who comes after the slowest finds nothing of his own in the
    processor's caches.
    """
    times: Times = defaultdict(list)
    asked, order = queries(rounds), np.random.default_rng(7)
    few = len(queries(SLOW_ROUNDS))
    made = [  # before any is timed, because one of them asks ours for it
        [engine.query(kind, words) if engine.name != SLOW or number < few else None for engine in engines]
        for number, (kind, words) in enumerate(asked)
    ]
    for number, (kind, _) in enumerate(asked):
        for at in order.permutation(len(engines)).tolist():
            engine, answer = engines[at], made[number][at]
            if answer is None:
                continue
            if number < len(asked) // rounds:
                answer()  # what is loaded once
            started = perf_counter()
            answer()
            times[engine.name, kind].append((perf_counter() - started) * 1000)
    return times


def _agreement(engines: list[Engine], rounds: int) -> Shares:
    ours = [engine for engine in engines if isinstance(engine, Ours)]
    compared = [engine for engine in engines if isinstance(engine, Tantivy)]
    return agreement(ours[0], compared, queries(rounds)) if ours else {}


def _commits(engines: list[Engine], count: int) -> Times:
    times: Times = defaultdict(list)
    new = articles(count + COMMIT_ROUNDS * sum(COMMITS))
    fresh = islice(new, count, None)
    for _ in range(COMMIT_ROUNDS):
        for size in COMMITS:
            added = list(islice(fresh, size))
            for engine in engines:
                started = perf_counter()
                engine.add(added)
                times[engine.name, f"commit {size}"].append((perf_counter() - started) * 1000)
    return times


def _start(folder: Path) -> float:
    taken = []
    for _ in range(5):
        started = perf_counter()
        subprocess.run([sys.executable, "-c", START, str(folder)], check=True)
        taken.append((perf_counter() - started) * 1000)
    return float(np.median(taken))


def _print(times: Times, kinds: Sequence[str], names: Sequence[str], shares: Shares | None = None) -> None:
    compared = [name for name in COMPARED if name in names]
    heads = [*names, *(f"to {name}" for name in compared), *(f"as {name}" for name in compared if shares)]
    print("\n" + f"{'median, p95':14}" + "".join(f"{head:>20}" for head in heads))
    for kind in kinds:
        rows = {name: np.percentile(found, [50, 95]) for name in names if (found := times.get((name, kind)))}
        cells: list[Any] = [rows.get(name) for name in names]
        ours = rows.get("dealwire")
        cells += [ours / rows[name] if ours is not None and name in rows else None for name in compared]
        cells += [shares.get((name, kind)) for name in compared if shares]
        told = [f"{'-':>20}" if cell is None else f"{cell[0]:10.2f}{cell[1]:10.2f}" for cell in cells]
        print(f"{kind:14}" + "".join(told), flush=True)


if __name__ == "__main__":
    main()
