"""Write shishi2025.py again from the policy's text. Needs polc; `main.py` doesn't.

python examples/consumer/refresh.py
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from polc import __version__
from polc.compiler.driver import compile_file
from polc.dsl.source import Source
from polc.targets.api import Options
from polc.targets.python.emit import TARGET

ROOT = Path(__file__).resolve().parent.parent.parent
POLICY = "policies/石狮2025/石狮2025.pol"
NAME = "shishi2025"


def artefact() -> tuple[Path, bytes]:
    """Where the module stands, and what it should hold."""
    compiled = compile_file(POLICY, read, analyse=False)
    if compiled.kernel is None:
        raise SystemExit(f"{POLICY} doesn't compile")
    files = [POLICY, *sorted(set(compiled.sources) - {POLICY})]
    marks = [sha256((ROOT / path).read_bytes()).hexdigest() for path in files]
    source = sha256("\n".join(marks).encode()).hexdigest()
    options = Options(source_sha256=source, compiler_version=__version__, extra=(("name", NAME),))
    (made,) = TARGET.emit(compiled.kernel, options)
    return Path(__file__).resolve().parent / made.name, made.content


def read(path: str) -> Source:
    """A file of the project."""
    return Source(path=path, text=(ROOT / path).read_text("utf-8"))


if __name__ == "__main__":
    place, content = artefact()
    place.write_bytes(content)
