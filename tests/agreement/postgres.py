"""A PostgreSQL server of our own: a throw-away cluster on a socket in a temporary folder, as nobody special.

In: nothing. Out: `running()`, a context in which the server answers. It fails, and says what to install,
where there's no PostgreSQL: a test that isn't run is not a test that passed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
USER = "polc"


def program(name: str) -> str:
    """The path of a server program. FileNotFoundError where PostgreSQL isn't installed."""
    found = shutil.which(name)
    versions = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda p: int(p.parent.parent.name))
    if found is None and not versions:
        raise FileNotFoundError(f"{name} not found: the tests need PostgreSQL (apt-get install postgresql)")
    return found if found is not None else str(versions[-1])


@contextmanager
def running() -> Iterator[str]:
    """The connection string of a fresh server, stopped and wiped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="polc-pg-"))
    data = folder / "data"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")
        _run(
            [program("initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C"],
            folder,
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c jit=off"
        log = str(folder / "log")
        _run([program("pg_ctl"), "-D", str(data), "-w", "-l", log, "-o", options, "start"], folder)
        try:
            yield f"host={folder} user={USER} dbname=postgres"
        finally:
            _run([program("pg_ctl"), "-D", str(data), "-w", "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder)


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a program; a server refuses to run as root, so root becomes nobody."""
    root = os.geteuid() == 0
    done = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        user="nobody" if root else None,
        group="nogroup" if root else None,
        extra_groups=[] if root else None,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}")
