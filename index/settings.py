"""What the user sets for good: a TOML file in the platform's configuration folder, read once into frozen settings.

    archive = "~/news"     # where the archive is kept
    theme = "nord"         # one of the screen's themes

Every setting may be left out. What a setting does is the concern of whoever takes it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from index.errors import SettingsError

_NAME = "dealwire"
_FILE = "config.toml"

_EXPECTED = {
    "archive": "the path of a folder, in quotation marks",
    "theme": "the name of a theme, in quotation marks",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's settings.

    Attributes:
        archive: The archive's folder; None for the platform's user data folder.
        theme: The screen's theme; None for the screen's own choice.
    """

    archive: Path | None = None
    theme: str | None = None


def settings_file() -> Path:
    """Where the settings are kept on this platform: ~/.config/dealwire/config.toml on Linux."""
    return user_config_path(_NAME, appauthor=False) / _FILE


def load_settings(path: Path | None = None) -> Settings:
    """Reads the settings; a missing file gives the defaults.

    Args:
        path: The file; `settings_file()` when None.

    Raises:
        SettingsError: The file cannot be read, is not valid TOML, or sets something that does not exist or cannot be.
    """
    path = path or settings_file()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not in UTF-8: save it in that encoding.") from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}).") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from error
    return _settings(path, table)


def _settings(path: Path, table: Mapping[str, object]) -> Settings:
    for key in table:
        if key not in _EXPECTED:
            raise SettingsError(f"{path} sets {key!r}, which does not exist: there are {', '.join(_EXPECTED)}.")
    archive = _text(path, table, "archive")
    return Settings(
        # Relative paths are the settings file's neighbours: the folder dealwire is called in must not matter.
        archive=None if archive is None else path.parent / _expanded(archive),
        theme=_text(path, table, "theme"),
    )


def _text(path: Path, table: Mapping[str, object], key: str) -> str | None:
    value = table.get(key)
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise _unfit(path, key, value)


def _unfit(path: Path, key: str, value: object) -> SettingsError:
    return SettingsError(f"{path} sets {key} to {value!r}: {_EXPECTED[key]} is expected.")


def archive_folder(option: str | None, environ: Mapping[str, str], settings: Settings) -> Path:
    """The archive's folder: what the call names, else the environment, the settings, the platform's user data folder.

    Args:
        option: The value of `--archive`; None where it is not given.
        environ: The environment, for $DEALWIRE_ARCHIVE; set but empty counts as not set.
        settings: The user's.
    """
    named = option or environ.get("DEALWIRE_ARCHIVE")
    if named:
        return _expanded(named).absolute()
    return settings.archive or user_data_path(_NAME, appauthor=False)


def _expanded(path: str) -> Path:
    """The path with a leading ~ replaced by the home folder, where there is such a user."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)
