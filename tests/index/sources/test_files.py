"""Files and folders as blobs."""

import os
from pathlib import Path

import pytest

from index.raw import MAX_BYTES, Blob, Failure
from index.sources import blobs


def names(*sources: Path) -> list[str]:
    """The names of the blobs of some sources, and the reasons of the failures."""
    return [
        found.name if isinstance(found, Blob) else found.reason for found in blobs([str(source) for source in sources])
    ]


def write(folder: Path, *paths: str) -> None:
    """Makes small text files."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("text", encoding="utf-8")


def test_blob(tmp_path: Path) -> None:
    """A file's blob says what the file system and its name say of it, and opens its bytes."""
    write(tmp_path, "deal.TXT")
    [blob] = blobs([str(tmp_path / "deal.TXT")])
    assert isinstance(blob, Blob)
    assert (str(tmp_path / "deal.TXT"), "deal.TXT", "text/plain", None, 4) == (
        blob.uri,
        blob.name,
        blob.media_type,
        blob.charset,
        blob.size,
    )
    with blob.open() as stream:
        assert stream.read() == b"text"


def test_stamp(tmp_path: Path) -> None:
    """A stamp stays as long as the file does, whoever reads it, and changes with it."""
    write(tmp_path, "a.txt")
    stamps = [blob.stamp for _ in range(2) for blob in blobs([str(tmp_path)]) if isinstance(blob, Blob)]
    (tmp_path / "a.txt").write_text("other text", encoding="utf-8")
    [changed] = blobs([str(tmp_path)])
    assert isinstance(changed, Blob)
    assert stamps[0] == stamps[1]
    assert stamps[0] != changed.stamp


def test_order(tmp_path: Path) -> None:
    """A folder is read to the bottom in the order of its names, whatever order the system lists them in."""
    write(tmp_path, "b/2.txt", "c.txt", "b/1.txt", "a.txt", "b/0/x.md")
    assert ["a.txt", "x.md", "1.txt", "2.txt", "c.txt"] == names(tmp_path)


def test_skipped(tmp_path: Path) -> None:
    """Hidden names, what tools keep, and files that cannot be articles are passed over without a word."""
    write(tmp_path, ".git/config.txt", ".hidden.txt", "node_modules/a.txt", "CVS/a.txt", "b.png", "c.zip", "d.db", "e")
    assert ["e"] == names(tmp_path)


def test_skipped_files_are_told(tmp_path: Path) -> None:
    """Who wants to know which files were not opened for their suffix is told; named ones and hidden ones are not."""
    write(tmp_path, "a.txt", "b/c.csv", "d.PDF", ".git/config.log", "e.log")
    skipped: list[str] = []
    assert 2 == len(list(blobs([str(tmp_path), str(tmp_path / "e.log")], tell_skipped=skipped.append)))
    assert [str(tmp_path / name) for name in ("b/c.csv", "d.PDF", "e.log")] == skipped


def test_named_or_met(tmp_path: Path) -> None:
    """A blob tells whether the user named it or it lay in a folder."""
    write(tmp_path, "a.json")
    named = [found.named for found in blobs([str(tmp_path / "a.json"), str(tmp_path)]) if isinstance(found, Blob)]
    assert [True, False] == named


@pytest.mark.parametrize("address", ["ftp://x/y", "SFTP://x", "git+ssh://x/y"])
def test_other_addresses(address: str) -> None:
    """An address that is not read is named as such, not as a file that does not exist."""
    assert [Failure(address, "only http and https addresses can be read")] == list(blobs([address]))


def test_named_file_is_tried(tmp_path: Path) -> None:
    """A file that the user names is a blob, whatever its name says of it."""
    write(tmp_path, ".notes.csv")
    assert [".notes.csv"] == names(tmp_path / ".notes.csv")


def test_missing(tmp_path: Path) -> None:
    """A source that does not exist is named, and the next one is read."""
    write(tmp_path, "a.txt")
    missing = str(tmp_path / "none.txt")
    assert [Failure(missing, "does not exist")] == list(blobs([missing, str(tmp_path)]))[:1]
    assert ["does not exist", "a.txt"] == names(tmp_path / "none.txt", tmp_path)


def test_link_to_folder_above(tmp_path: Path) -> None:
    """A link to a folder that it lies in is named, and the folder is read once."""
    write(tmp_path, "deep/a.txt")
    (tmp_path / "deep" / "again").symlink_to(tmp_path)
    assert ["a.txt", "is a link to a folder that it lies in itself"] == names(tmp_path)


def test_links_in_a_circle(tmp_path: Path) -> None:
    """Links that lead to each other are named."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert ["is a link that leads back to itself"] * 2 == names(tmp_path)


def test_link_to_nothing(tmp_path: Path) -> None:
    """A link whose target has gone is named."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    assert ["is a link to something that does not exist"] == names(tmp_path)


def test_folder_is_entered_once(tmp_path: Path) -> None:
    """A folder that several links lead to is entered once: links between folders make no article many."""
    write(tmp_path, "first/a.txt")
    (tmp_path / "second").symlink_to(tmp_path / "first")
    assert ["a.txt"] == names(tmp_path)
    assert ["a.txt"] == names(tmp_path, tmp_path / "first")


def test_links_cannot_multiply(tmp_path: Path) -> None:
    """Twenty folders, each linked twice from the one before, are twenty folders and not a million."""
    for number in range(20):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name in ("left", "right"):
            (folder / name).symlink_to(tmp_path / str(number + 1))
    write(tmp_path, "20/a.txt")
    assert ["a.txt"] == names(tmp_path / "0")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    """A folder that may not be read is named, and what lies beside it is read."""
    write(tmp_path, "closed/a.txt", "open/b.txt")
    (tmp_path / "closed").chmod(0)
    try:
        assert ["may not be read (permission denied)", "b.txt"] == names(tmp_path)
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_denied_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the system refuses to list is named without an error number."""
    write(tmp_path, "closed/a.txt", "open/b.txt")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert ["may not be read (permission denied)", "b.txt"] == names(tmp_path)


def test_no_regular_file(tmp_path: Path) -> None:
    """A pipe is named and not waited for."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert ["is no regular file"] == names(tmp_path)
    assert ["is no regular file"] == names(Path("/dev/null"))


def test_too_large(tmp_path: Path) -> None:
    """A file over the limit is named with its size and not opened; JSON Lines, read line by line, have no limit."""
    for name in ("a.txt", "b.jsonl"):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(MAX_BYTES + 200 * 2**20)
    assert ["is too large (264 MB; at most 64 MB are read)", "b.jsonl"] == names(tmp_path)


def test_control_characters_in_name(tmp_path: Path) -> None:
    """A name cannot steer the terminal: it is shown with pictures of its control characters, and the file is found."""
    name = "evil\x1b]0;owned\x07.txt"
    write(tmp_path, name)
    [blob] = blobs([str(tmp_path)])
    assert isinstance(blob, Blob)
    assert (str(tmp_path / name), "evil␛]0;owned␇.txt") == (blob.uri, blob.name)
    assert "\x1b" not in str(next(blobs([str(tmp_path / "missing\x1b.txt")])))


def test_undecodable_name(tmp_path: Path) -> None:
    """A name that is no UTF-8 has an address that any store can keep and that leads back to the file."""
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "wb") as stream:  # noqa: PTH123  (a path of bytes)
            stream.write(b"text")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    [blob] = blobs([str(tmp_path)])
    assert isinstance(blob, Blob)
    assert blob.uri.encode().startswith(b"file:///")
    assert blob.uri.endswith("caf%E9.txt")
    assert ["caf\\xe9.txt"] == names(Path(blob.name)) or blob.name == "caf\\xe9.txt"
    assert [blob.uri] == [again.uri for again in blobs([blob.uri]) if isinstance(again, Blob)]


def test_vanished(tmp_path: Path) -> None:
    """A file that goes between listing and reading fails on opening, with the system's own error."""
    write(tmp_path, "a.txt")
    [blob] = blobs([str(tmp_path)])
    (tmp_path / "a.txt").unlink()
    assert isinstance(blob, Blob)
    with pytest.raises(FileNotFoundError):
        blob.open()
