"""The commands on a real archive: what they print, and with which status they end."""

import json
import subprocess
from pathlib import Path

import pytest

from index.storage import open_storage
from tests.tui.cli.calling import Caller


def test_adding_again_does_only_what_changed(filled: Caller, articles: Path) -> None:
    """A folder that is added again counts as unchanged; a changed file is one article updated."""
    assert "dealwire: 3 unchanged.\n" == filled("add", str(articles)).stderr
    changed = articles / "talks.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + "\nDie Gespräche dauern an.\n", encoding="utf-8")
    assert "dealwire: 1 updated, 2 unchanged.\n" == filled("add", str(articles)).stderr
    assert 3 == filled.json("search", "")["total"]


def test_the_same_text_twice_is_one_article(filled: Caller, articles: Path) -> None:
    """The same text under another path is no second article; both paths are told."""
    copy = articles / "copy.txt"
    copy.write_bytes((articles / "talks.txt").read_bytes())
    assert "dealwire: 1 the same as another, 3 unchanged.\n" == filled("add", str(articles)).stderr
    [hit] = filled.json("search", "verhandeln")["hits"]
    assert [str(articles / "talks.txt"), str(copy)] == filled.json("show", hit["id"])["origins"]


def test_files_that_are_no_articles_are_counted(dealwire: Caller, articles: Path) -> None:
    """What is skipped in a folder is told with its kinds, and is no failure."""
    for name in ("table.csv", "picture.PNG", "more.png"):
        (articles / name).write_bytes(b"x")
    done = dealwire("add", str(articles))
    assert (0, "dealwire: 3 added, 3 skipped (.csv, .png).\n") == (done.returncode, done.stderr)


def test_search_prints_hits_for_people_and_programs(filled: Caller) -> None:
    """The hits of a query, with the keys that scripts rely on."""
    page = filled.json("search", "company:siemens date:2019", "--limit", "5")
    assert ["EU blocks Siemens-Alstom merger"] == [hit["title"] for hit in page["hits"]]
    assert {"query", "total", "elapsed_ms", "hits", "facets"} <= set(page)
    keys = ["id", "title", "date", "source", "language", "score", "snippet", "companies", "deals"]
    assert keys == list(page["hits"][0])
    assert {"name": "Siemens", "value": "siemens", "count": 1} in page["facets"]["company"]
    told = filled("search", "company:siemens date:2019").stdout
    assert told.startswith("1 article\n")
    assert "EU blocks Siemens-Alstom merger  [Rail Post]" in told


def test_limit_and_sort(filled: Caller) -> None:
    """--limit cuts the hits, not the total; --sort date puts the newest first."""
    page = filled.json("search", "siemens OR bmw", "--sort", "date", "--limit", "2")
    assert (3, ["2020-07", "2019-02-06"]) == (page["total"], [hit["date"] for hit in page["hits"]])


def test_a_faulty_query_is_searched_as_far_as_it_can_be_read(filled: Caller) -> None:
    """What cannot be understood is named with its place, the rest is searched, and the status says so."""
    done = filled("search", "colour:alstom siemens", "--json")
    assert (1, 2) == (done.returncode, json.loads(done.stdout)["total"])
    assert "colour" in done.stderr
    assert "(at character 1)" in done.stderr


def test_a_misspelled_word_is_told_with_the_one_that_may_be_meant(filled: Caller) -> None:
    """As the articles spell it, on stderr, and for programs; a query that is understood ends well all the same."""
    done = filled("search", "Nortvholt", "--json")
    assert (0, "Northvolt") == (done.returncode, json.loads(done.stdout)["suggestion"])
    assert "Did you mean: Northvolt\n" in done.stderr
    assert filled.json("search", "Northvolt")["suggestion"] is None


def test_a_query_of_which_nothing_is_understood_finds_nothing(filled: Caller) -> None:
    """A script that misspells a type does not take all articles for hits."""
    done = filled("search", "type:takeover", "--json")
    assert (1, 0) == (done.returncode, json.loads(done.stdout)["total"])


def test_show_prints_the_article_with_companies_and_deals(filled: Caller) -> None:
    """One article, its furniture left out for people."""
    [hit] = filled.json("search", "Northvolt")["hits"]
    told = filled("show", hit["id"]).stdout
    assert told.startswith("BMW bestellt Zellen\n2020-07  ")
    assert "companies: Northvolt, BMW" in told
    assert "supply, signed: Northvolt (supplier), BMW (customer)" in told
    shown = filled.json("show", hit["id"])
    assert ["Northvolt", "BMW"] == [company["name"] for company in shown["companies"]]


def test_an_unknown_article_is_told(filled: Caller) -> None:
    """A number that no article has ends with 1 and a sentence."""
    done = filled("show", "4711")
    assert (1, "", "dealwire: There is no article 4711 in this archive.\n") == (
        done.returncode,
        done.stdout,
        done.stderr,
    )


def test_companies_are_counted_over_the_articles_found(filled: Caller) -> None:
    """Without a query over the archive, with one over its articles; one company has one row, whatever it is called."""
    found = {company["name"]: company for company in filled.json("companies")}
    assert (2, 1) == (found["Siemens"]["articles"], found["BMW"]["articles"])
    assert ["id", "name", "aliases", "articles", "mentions", "deals", "group", "events"] == list(found["BMW"])
    assert {"BMW", "Northvolt"} == {company["name"] for company in filled.json("companies", "Zellen")}


def test_deals_are_merged_over_articles(filled: Caller) -> None:
    """Talks in one article and the end in another are one deal with a history; CSV has one line for it."""
    [deal] = filled.json("deals", "company:alstom")
    assert {"Siemens", "Alstom"} == {party["name"] for party in deal["parties"]}
    assert ("merger", "ended") == (deal["type"], deal["status"])
    assert [("talks", "2017-09-22"), ("ended", "2019-02-06")] == [
        (change["status"], change["date"]) for change in deal["history"]
    ]
    head, *rows = filled("deals", "--csv").stdout.splitlines()
    assert head.startswith("id,type,status,parties,object")
    assert len(filled.json("deals")) == len(rows)


def test_deals_for_people(filled: Caller) -> None:
    """A deal is a line, its history a line each."""
    told = filled("deals", "company:alstom").stdout
    assert told.startswith("merger, ended: ")
    assert "2017-09-22        talks" in told
    assert "2019-02-06        ended" in told


def test_a_companys_deals_are_those_that_deals_lists(filled: Caller) -> None:
    """Companies and deals count alike."""
    counts = {company["name"]: company["deals"] for company in filled.json("companies")}
    listed = [party["name"] for deal in filled.json("deals") for party in deal["parties"]]
    assert {name: listed.count(name) for name in counts} == counts


def test_detect_needs_no_archive(dealwire: Caller, articles: Path) -> None:
    """Articles are detected in the order given, by their names; offsets count in their text; nothing is stored."""
    done = dealwire("detect", str(articles / "talks.txt"), str(articles / "cells.jsonl"), "--json")
    assert (0, "") == (done.returncode, done.stderr)
    talks, cells = map(json.loads, done.stdout.splitlines())
    assert ("talks.txt", "cells-1", "de") == (talks["id"], cells["id"], cells["language"])
    text = (articles / "talks.txt").read_text(encoding="utf-8")
    for company in talks["companies"]:
        for mention in company["mentions"]:
            assert mention["text"] == text[mention["start"] : mention["end"]]
    assert not dealwire.archive.exists()


def test_detect_reads_json_lines_from_standard_input(dealwire: Caller) -> None:
    """Each line is an article; a broken one is named, the others are done, and the status says so."""
    lines = '{"id": "a", "text": "Bayer kauft Monsanto."}\nnonsense\n{"id": "b", "text": "Nichts."}\n'
    done = dealwire("detect", "--json", text=lines)
    assert ["a", "b"] == [json.loads(line)["id"] for line in done.stdout.splitlines()]
    assert 1 == done.returncode
    assert "line 2" in done.stderr


def test_check_and_rebuild(filled: Caller) -> None:
    """A sound archive is told so; an index that was damaged is found, and rebuilt as it was."""
    assert "The archive is sound.\n" == filled("check").stdout
    before = filled.json("search", "siemens")["hits"]
    for path in (filled.archive / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    assert 1 == filled("check").returncode
    assert 0 == filled("rebuild").returncode
    assert 0 == filled("check").returncode
    assert before == filled.json("search", "siemens")["hits"]


def test_a_damaged_index_is_rebuilt_when_it_is_needed(filled: Caller) -> None:
    """A search on a damaged index rebuilds it from storage."""
    for path in (filled.archive / "index").rglob("*"):
        if path.is_file():
            path.unlink()
    assert 2 == filled.json("search", "siemens")["total"]


def test_damage_found_by_a_search_is_mended_by_it(filled: Caller) -> None:
    """A search that comes upon damaged postings rebuilds the index, and answers."""
    files = [path for path in (filled.archive / "index").rglob("*") if path.is_file() and path.suffix != ".json"]
    largest = max(files, key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    largest.write_bytes(content)
    assert 2 == filled.json("search", "siemens")["total"]


@pytest.mark.parametrize("call", [["search", "x"], ["show", "1"], ["companies"], ["deals"], ["check"], ["rebuild"]])
def test_asking_makes_no_archive(dealwire: Caller, call: list[str]) -> None:
    """Asking an archive that is not there says so, and makes none."""
    done = dealwire(*call)
    assert (1, "") == (done.returncode, done.stdout)
    assert "There is no archive in" in done.stderr
    assert not dealwire.archive.exists()


def test_an_archive_without_a_name_is_a_wrong_call(dealwire: Caller) -> None:
    """--archive "" is a mistake, not the user's own archive."""
    assert 2 == dealwire("search", "x", "--archive", "").returncode


def test_reading_does_not_wait_for_a_writer(filled: Caller, articles: Path) -> None:
    """While another dealwire adds, the archive is read as far as it has come."""
    with open_storage(filled.archive).writing():
        done = filled("search", "siemens")
        assert (0, "2 articles") == (done.returncode, done.stdout.splitlines()[0])
        filled.archive.joinpath("index", "index.json").unlink()
        done = filled("search", "siemens")
        assert "Another dealwire is adding articles" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_output_that_cannot_be_written_is_told(filled: Caller) -> None:
    """A full disk behind our output is told in a sentence."""
    shell = " ".join(filled.command("companies")) + " > /dev/full"
    done = subprocess.run(shell, shell=True, env=filled.environment, capture_output=True, text=True, check=False)
    assert (1, "dealwire: The output cannot be written (No space left on device).\n") == (done.returncode, done.stderr)


def test_output_that_nobody_reads_is_no_error(filled: Caller) -> None:
    """`dealwire companies | head -1` ends without a traceback."""
    shell = " ".join(filled.command("companies")) + " | head -c 1"
    done = subprocess.run(shell, shell=True, env=filled.environment, capture_output=True, text=True, check=False)
    assert "" == done.stderr


@pytest.mark.parametrize("call", [[], ["."]])
def test_the_reader_needs_a_terminal(dealwire: Caller, call: list[str]) -> None:
    """Opening the reader where there is no terminal is a wrong call."""
    done = dealwire(*call)
    assert (2, "") == (done.returncode, done.stdout)
    assert "needs a terminal" in done.stderr
