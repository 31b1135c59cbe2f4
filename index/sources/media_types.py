"""What a file name tells of its bytes, and which names in a folder are no articles at all."""

from __future__ import annotations

from pathlib import PurePath

_MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".xml": "application/xml",
    ".json": "application/json",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".eml": "message/rfc822",
    ".mbox": "application/mbox",
}

# Kinds of files that lie beside articles and never are any: pictures, sound, archives, databases, programs, tables.
_NO_ARTICLES = """
.png .jpg .jpeg .jpe .jfif .gif .webp .avif .heic .bmp .ico .svg .svgz .tif .tiff .psd .xcf .eps .ai .mp3
.mp4 .m4a .m4v .ogg .oga .ogv .opus .flac .wav .avi .mov .mkv .webm .wmv .vtt .srt .zip .gz .tgz .bz2 .xz
.zst .lz4 .7z .rar .tar .jar .whl .deb .rpm .iso .dmg .exe .dll .so .dylib .o .a .class .wasm .db .db3
.sqlite .sqlite3 .sqlite-wal .sqlite-shm .mdb .parquet .feather .arrow .npy .npz .pkl .pickle .h5 .bin .dat
.pdf .ps .djvu .epub .mobi .doc .docx .docm .odt .rtf .pages .xls .xlsx .xlsm .ods .numbers .ppt .pptx .odp
.key .ttf .otf .woff .woff2 .eot .css .scss .less .js .mjs .ts .map .py .pyc .pyo .sh .c .h .cpp .rs .go
.java .rb .php .csv .tsv .yaml .yml .toml .ini .cfg .conf .lock .log .bak .tmp .swp .part .crdownload
"""
_NO_ARTICLE_SUFFIXES = frozenset(_NO_ARTICLES.split())


def media_type(name: str) -> str:
    """The media type that a file name tells by its suffix; empty when it tells none."""
    return _MEDIA_TYPES.get(PurePath(name).suffix.lower(), "")


def may_be_article(name: str) -> bool:
    """Whether a file of this name, met in a folder, is worth opening; a file named by the user always is."""
    return PurePath(name).suffix.lower() not in _NO_ARTICLE_SUFFIXES
