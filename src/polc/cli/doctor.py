"""`polc doctor`: what is installed here, what works with it, and what to do about the rest.

In: this machine. Out: a line for each thing that polc uses: itself, Python, the extras, the engines of
`polc run`, the cache, the console. Status 1 when something that is installed can't be used.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from shutil import get_terminal_size

import attrs

from polc import __version__
from polc.cli.group import verb
from polc.cli.outcome import Outcome, lines
from polc.cli.session import Session, is_terminal
from polc.files import project_root
from polc.records import FOLDER
from polc.refusals import Refusal
from polc.telling.wording import phrase

# Extra → the distributions it installs, each with the module that is imported.
EXTRAS = {
    "register": {"pyarrow": "pyarrow", "python-calamine": "python_calamine", "XlsxWriter": "xlsxwriter"},
    "columnar": {"numpy": "numpy"},
    "numba": {"numba": "numba"},
    "sql": {"duckdb": "duckdb"},
    "notice": {"pypdf": "pypdf"},
    "prove": {"z3-solver": "z3"},
    "serve": {"starlette": "starlette", "uvicorn": "uvicorn"},
}
_TRY = """import sys
for name in sys.argv[1:]:
    try:
        __import__(name)
    except Exception:
        continue
    print(name, flush=True)
"""
_ENGINES = {"columnar": ("numpy",), "duckdb": ("duckdb", "pyarrow")}


@attrs.frozen
class Found:
    """One line: what it is about, how it is, and what to do; `wrong` when it is there and doesn't work."""

    name: str
    state: str
    advice: str = ""
    wrong: bool = False


@verb("doctor")
def command(session: Session) -> Outcome:
    """Say what is installed and what works."""
    found = list(examined(session))
    width = max(len(each.name) for each in found)
    text = [f"{each.name.ljust(width)}  {each.state}" for each in found]
    hints = [f"{each.name}: {each.advice}" for each in found if each.advice]
    return Outcome(text=lines(*text), hints=lines(*hints), status=int(any(each.wrong for each in found)))


def examined(session: Session) -> Iterator[Found]:
    """Everything, one after the other."""

    def say(name: str, **facts: str | int) -> str:
        return phrase(name, session.lang, **facts)

    python = ".".join(map(str, sys.version_info[:3]))
    yield Found("polc", say("doctor_polc", version=__version__, python=python, place=_place()))
    states = _states()
    for extra, modules in EXTRAS.items():
        yield _extra(extra, {name: states[name] for name in modules}, session)
    absent = {name for name, state in states.items() if not state}
    for engine, needed in _ENGINES.items():
        lacking = "、".join(name for name in needed if name in absent)
        yield Found(engine, say("doctor_engine_off", names=lacking) if lacking else say("doctor_engine"))
    yield _cache(session)
    encoding = (sys.stdout.encoding or "?").lower()
    if shows_chinese(encoding):
        yield Found("stdout", say("doctor_stdout"))
    else:
        yield Found("stdout", say("doctor_narrow", encoding=encoding), say("doctor_encoding"))
    columns = get_terminal_size().columns
    yield Found("columns", str(columns) if is_terminal() else say("doctor_no_terminal", columns=columns))


def shows_chinese(encoding: str) -> bool:
    """True for an encoding that has the characters polc writes."""
    try:
        "条款→【一】".encode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True


def _place() -> str:
    """Where polc runs from: its folder, or the one file."""
    import polc

    place = os.path.dirname(os.path.abspath(polc.__file__ or ""))
    return os.path.dirname(place) if ".pyz" in place else place


def _states() -> dict[str, str | None]:
    """The version of each distribution; None where it isn't there, empty where it can't be imported."""
    modules = {name: module for extra in EXTRAS.values() for name, module in extra.items()}
    there = {name: found for name in modules if (found := _version(name)) is not None}
    works = importable([modules[name] for name in there])
    usable = {name: found if modules[name] in works else "" for name, found in there.items()}
    return {name: usable.get(name) for name in modules}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def importable(modules: list[str]) -> frozenset[str]:
    """Those that can be imported, tried in a process of their own: a broken library can end it."""
    done = subprocess.run([sys.executable, "-c", _TRY, *modules], capture_output=True, text=True, check=False)
    return frozenset(done.stdout.split())


def _extra(extra: str, states: dict[str, str | None], session: Session) -> Found:
    """One extra: the versions of its parts, or what is lacking and how to get it."""
    use = phrase(f"doctor_{extra}", session.lang)
    broken = [name for name, state in states.items() if state == ""]
    absent = [name for name, state in states.items() if state is None]
    advice = phrase("doctor_install", session.lang, extra=extra)
    if broken:
        text = phrase("doctor_broken", session.lang, names="、".join(broken), use=use)
        return Found(extra, text, advice, wrong=True)
    if absent:
        return Found(extra, phrase("doctor_absent", session.lang, names="、".join(absent), use=use), advice)
    return Found(extra, f"{', '.join(f'{name} {state}' for name, state in states.items())} · {use}")


def _cache(session: Session) -> Found:
    """The project's cache: how much is in it, and whether it can be written to."""
    try:
        root = project_root([])
    except Refusal:
        root = os.getcwd()
    folder = os.path.join(root, FOLDER)
    if not os.access(folder if os.path.isdir(folder) else root, os.W_OK):
        advice = phrase("doctor_cache_advice", session.lang)
        return Found("cache", phrase("doctor_cache_shut", session.lang, path=FOLDER), advice)
    kept = [entry for entry in os.scandir(folder) if entry.is_file()] if os.path.isdir(folder) else []
    size = sum(entry.stat().st_size for entry in kept) // 1024
    return Found("cache", phrase("doctor_cache", session.lang, path=FOLDER, count=len(kept), size=size))
