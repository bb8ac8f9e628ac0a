"""Settings of a project: polc.toml or [tool.polc], overridden by the environment, overridden by options.

In: the project's folder and the environment. Out: `Settings`. A key that polc doesn't know, or a value of
another form, is refused with the nearest key or an example: a misspelt setting never passes silently.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from polc.files import CONFIG_FILE, config_of, text_of
from polc.refusals import Refusal

_TRUE = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
_Read = Callable[[object], object]

HUMAN_FORMATS = ("full", "concise")
DATE_FORMATS = ("mdy", "dmy", "serial")
BLANKS = ("default", "unknown")
LEVELS = ("error", "warning", "note", "off")
RUNTIMES = ("own", "shared")
CHECK_FORMATS = (*HUMAN_FORMATS, "json", "sarif", "github", "gitlab", "junit", "html")


class _WrongForm(ValueError):
    """A value doesn't fit its key; the text says what would."""


def _word(*allowed: str) -> _Read:
    def read(value: object) -> object:
        if value in allowed:
            return value
        raise _WrongForm(" | ".join(allowed))

    return read


def _text(value: object) -> object:
    if isinstance(value, str) and value:
        return value
    raise _WrongForm('"…"')


def _page_of_code(value: object) -> object:
    if isinstance(value, str) and value.startswith(("https://", "http://")) and "{code}" in value:
        return value
    raise _WrongForm('"https://…/{code}"')


def _words(value: object) -> object:
    """A list of texts; in the environment they are separated by commas."""
    items = [item.strip() for item in value.split(",")] if isinstance(value, str) else value
    if isinstance(items, list) and all(isinstance(item, str) and item for item in items):
        return tuple(items)
    raise _WrongForm('["…", "…"]')


def _names(value: object) -> object:
    """A table of texts, as pairs; in the environment a=b,c=d."""
    table = dict(part.partition("=")[::2] for part in value.split(",")) if isinstance(value, str) else value
    if isinstance(table, dict) and all(isinstance(name, str) and name for name in table.values()):
        return tuple(sorted(table.items()))
    raise _WrongForm('{ … = "…" }')


def _levels(value: object) -> object:
    """A table from codes, or paths and codes, to levels."""
    table = _names(value)
    assert isinstance(table, tuple)
    if all(level in LEVELS for _, level in table):
        return table
    raise _WrongForm('{ "POL304" = "error", "旧/*.pol:POL7" = "note" }: ' + " | ".join(LEVELS))


def _flag(value: object) -> object:
    flag = _TRUE.get(value.lower()) if isinstance(value, str) else value
    if isinstance(flag, bool):
        return flag
    raise _WrongForm("true | false")


def _percent(value: object) -> object:
    number = int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 4 else value
    if isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= 100:
        return number
    raise _WrongForm("0 … 100")


def _key(key: str, read: _Read, default: object) -> Any:
    return attrs.field(default=default, metadata={"key": key, "read": read})


@attrs.frozen(kw_only=True)
class Settings:
    """What a project asks for. A dotted key is a table for one verb: check.strict is [check] strict."""

    lang: str = _key("lang", _word("zh", "en"), "zh")
    wide: bool = _key("wide", _flag, False)
    paths: tuple[str, ...] = _key("paths", _words, ())
    select: tuple[str, ...] = _key("check.select", _words, ())
    ignore: tuple[str, ...] = _key("check.ignore", _words, ())
    severity: tuple[tuple[str, str], ...] = _key("check.severity", _levels, ())
    fail_level: str = _key("check.fail-level", _word("error", "warning"), "error")
    strict: bool = _key("check.strict", _flag, False)
    require_complete: bool = _key("check.require-complete", _flag, False)
    output_format: str = _key("check.output-format", _word(*CHECK_FORMATS), "full")
    baseline: str = _key("check.baseline", _text, "")
    help_uri: str = _key("check.help-uri", _page_of_code, "")
    texts: str = _key("ledger.texts", _text, "")
    threshold: int = _key("test.threshold", _percent, 0)
    output: str = _key("build.output", _text, "build")
    names: tuple[tuple[str, str], ...] = _key("build.names", _names, ())
    runtime: str = _key("build.runtime", _word(*RUNTIMES), "own")
    columns: tuple[tuple[str, str], ...] = _key("run.columns", _names, ())
    lists: tuple[tuple[str, str], ...] = _key("run.lists", _names, ())
    key: str = _key("run.key", _text, "")
    date_format: str = _key("run.date-format", _word(*DATE_FORMATS), "")
    blank: str = _key("run.blank", _word(*BLANKS), "default")
    phone: str = _key("publish.phone", _text, "")
    site: str = _key("publish.site", _text, "")
    target: tuple[str, ...] = _key("build.target", _words, ("python", "json", "summary"))


def load(root: str, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force for the project at `root`."""
    return Settings(**_values(root, environ)[0])


def explained(root: str, environ: Mapping[str, str] = os.environ) -> Iterator[tuple[str, object, str]]:
    """Each setting: its key, its value, and where that is written; empty for a default."""
    values, places = _values(root, environ)
    settings = Settings(**values)
    for field in attrs.fields(Settings):
        value = getattr(settings, field.name)
        yield field.metadata["key"], value, places.get(field.name, "")


def _values(root: str, environ: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values that are written somewhere, and where."""
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    fields = {field.metadata["key"]: field for field in attrs.fields(Settings)}
    file = config_of(root)
    for key, value in _flat(_table(root, file)) if file else ():
        if key not in fields:
            from difflib import get_close_matches

            near = get_close_matches(key, sorted(fields), n=1, cutoff=0)
            raise Refusal("unknown_setting", key=key, file=str(file), nearest=near[0])
        values[fields[key].name] = _read(fields[key], value, f"{file}: {key}")
        places[fields[key].name] = str(file)
    for key, field in fields.items():
        name = "POLC_" + key.upper().replace(".", "_").replace("-", "_")
        if name in environ:
            values[field.name] = _read(field, environ[name], name)
            places[field.name] = name
    return values, places


def _read(field: attrs.Attribute[Any], value: object, where: str) -> object:
    try:
        return field.metadata["read"](value)
    except _WrongForm as error:
        raise Refusal("setting_form", where=where, expected=str(error)) from None


def _table(root: str, file: str) -> dict[str, Any]:
    """The table of polc's settings in the file."""
    import tomllib

    try:
        document = tomllib.loads(text_of(os.path.join(root, file)))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refusal("setting_syntax", file=file, reason=str(error)) from None
    table = document if file == CONFIG_FILE else document.get("tool", {}).get("polc", {})
    return table if isinstance(table, dict) else {}


def _flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict) and not prefix:
            yield from _flat(value, f"{key}.")
        else:
            yield prefix + key, value
