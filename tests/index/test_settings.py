"""Settings are read, checked, and where they are wrong the user is told which one and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import Settings, archive_folder, load_settings, settings_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A settings file that is not there yet."""
    return tmp_path / "config.toml"


def test_missing_file(file: Path) -> None:
    """Without a file everything is as it comes."""
    assert Settings(archive=None, theme=None) == load_settings(file)


def test_all_settings(file: Path) -> None:
    """Every setting is read."""
    file.write_text('archive = "/news"  # here\ntheme = "nord"\n', encoding="utf-8")
    assert Settings(Path("/news"), "nord") == load_settings(file)


def test_empty_file(file: Path) -> None:
    """A file that sets nothing is as good as none."""
    file.write_text("# nothing yet\n", encoding="utf-8")
    assert Settings() == load_settings(file)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("sets 'colour', which does not exist: there are archive, theme.", 'colour = "red"'),
        ("sets 'Theme', which does not exist: there are archive, theme.", 'Theme = "nord"'),
        ("sets archive to 3: the path of a folder, in quotation marks is expected.", "archive = 3"),
        ("sets archive to ' ': the path of a folder, in quotation marks is expected.", 'archive = " "'),
        ("sets theme to ['a']: the name of a theme, in quotation marks is expected.", 'theme = ["a"]'),
        ("sets theme to {'a': 1}: the name of a theme, in quotation marks is expected.", "[theme]\na = 1"),
        ("is not valid TOML: Invalid value (at line 2, column 9).", "# one\ntheme = nord"),
    ],
)
def test_wrong_setting(expected: str, text: str, file: Path) -> None:
    """What is wrong is told in one sentence that names the file."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        load_settings(file)
    assert f"{file} {expected}" == str(raised.value)


def test_file_that_is_no_text(file: Path) -> None:
    """A file that is not in UTF-8 is told."""
    file.write_bytes(b'theme = "n\xf6rd"')
    with pytest.raises(SettingsError, match="is not in UTF-8"):
        load_settings(file)


def test_file_that_cannot_be_read(file: Path) -> None:
    """A folder in the file's place is told."""
    file.mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(file)


def test_place_of_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The settings are looked for in the platform's configuration folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('theme = "nord"', encoding="utf-8")
    assert ("config.toml", "dealwire") == (settings_file().name, settings_file().parent.name)
    assert "nord" == load_settings().theme


def test_archive_setting_is_a_path(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """~ is the home folder, where there is one; a relative path starts at the settings file."""
    monkeypatch.setenv("HOME", "/home/jo")
    for expected, text in [
        (Path("/home/jo/news"), "~/news"),
        (file.parent / "news", "news"),
        (file.parent / "~no-such-user/news", "~no-such-user/news"),
    ]:
        file.write_text(f'archive = "{text}"', encoding="utf-8")
        assert expected == load_settings(file).archive


def test_which_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """The call's archive comes before the environment's, that before the settings', that before the platform's."""
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    environ = {"DEALWIRE_ARCHIVE": "/environment"}
    settings = Settings(archive=Path("/settings"))
    assert Path("/option") == archive_folder("/option", environ, settings)
    assert Path("/environment") == archive_folder(None, environ, settings)
    assert Path("/settings") == archive_folder(None, {"DEALWIRE_ARCHIVE": ""}, settings)
    assert archive_folder(None, {}, Settings()).name == "dealwire"


def test_named_archive_is_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An archive that is named by a relative path is in the folder of the call; ~ is the home folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/jo")
    assert tmp_path / "news" == archive_folder("news", {}, Settings())
    assert Path("/home/jo/news") == archive_folder(None, {"DEALWIRE_ARCHIVE": "~/news"}, Settings())
