"""What is written: only plain files, never what is being read, and a set together or not at all."""

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from cli.runs import Polc
from sheets import write_csv

from polc.refusals import Refusal
from polc.writing import STALE_SECONDS, replacing, settle, write_all, write_one

SET = [("甲.py", b"new 1"), ("下/乙.json", b"new 2"), ("丙.md", b"new 3")]
OLD = {"甲.py": b"old 1", "下/乙.json": b"old 2"}
NEW = dict(SET)


# ---- what stands in the way -------------------------------------------------------------------------
WRITERS: dict[str, Callable[[Path], list[str | Path]]] = {
    "check": lambda p: ["check", p, "-o"],
    "baseline": lambda p: ["check", p, "--write-baseline"],
    "test": lambda p: ["test", p, "-o"],
    "junit": lambda p: ["test", p, "--junit"],
    "eval": lambda p: ["eval", p, "-i", "人.json", "-o"],
    "summary": lambda p: ["summary", p, "-o"],
    "inspect": lambda p: ["inspect", p, "-o"],
    "diff": lambda p: ["diff", p, p, "-o"],
    "prove": lambda p: ["prove", p, "低保对象 或 非 低保对象", "-o"],
    "rule": lambda p: ["rule", "POL402", "-o"],
    "run": lambda p: ["run", p, "名册.csv", "-o"],
}


def _in_the_way(kind: str, folder: Path, policy: Path) -> Path:
    path = folder / "结果.csv"
    match kind:
        case "device":
            return Path("/dev/null")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "link":
            (folder / "别处").write_text("旧", encoding="utf-8")
            path.symlink_to(folder / "别处")
        case "link to nothing":
            path.symlink_to(folder / "没有")
        case "no folder":
            return folder / "没有" / "结果.csv"
        case _:
            os.link({"policy": policy, "imported": policy.parent.parent / "词汇" / "样例.pol"}[kind], path)
    return path


def _state(path: Path) -> tuple[int, ...] | None:
    """What the file is, whose, how long and when it was written; that it was read is no change."""
    if not os.path.lexists(path):
        return None
    at = path.lstat()
    return at.st_mode, at.st_ino, at.st_nlink, at.st_size, at.st_mtime_ns, at.st_ctime_ns


@pytest.mark.parametrize(
    "kind", ["device", "pipe", "folder", "link", "link to nothing", "no folder", "policy", "imported"]
)
@pytest.mark.parametrize("verb", WRITERS)
def test_only_a_plain_file_that_is_not_read(
    polc: Polc, policy: Path, tmp_path: Path, verb: str, kind: str
) -> None:
    """Also under another name: the policy here is a hard link called like a result."""
    if verb == "rule" and kind in ("policy", "imported"):
        return
    write_csv(tmp_path / "名册.csv", [["缴费日"], ["2024-10-15"]])
    (tmp_path / "人.json").write_text("{}", encoding="utf-8")
    before = policy.read_bytes()
    target = _in_the_way(kind, tmp_path, policy)
    kept = _state(target)
    run = polc(*WRITERS[verb](policy), target)
    assert (run.status, run.err.count("\n")) == (2, 1), run.err
    assert _state(target) == kept
    assert policy.read_bytes() == before


def test_the_other_files_that_are_read(polc: Polc, sample: Path, policy: Path, tmp_path: Path) -> None:
    (tmp_path / "人.json").write_text("{}", encoding="utf-8")
    for words in (
        ["eval", policy, "-i", "人.json", "-o", "人.json"],
        ["check", sample, "-o", sample / "polc.toml"],
        ["check", sample, "--jobs", "2", "-o", policy],
        ["test", sample, "--junit", policy],
    ):
        run = polc(*words)
        assert (run.status, "这次要读的文件" in run.err) == (2, True), words
    assert (tmp_path / "人.json").read_text(encoding="utf-8") == "{}"


def test_a_result_is_written_again(polc: Polc, policy: Path) -> None:
    for _ in range(2):
        assert polc("eval", policy, "--set", "低保对象=是", "-o", "结果.json").status == 0


# ---- a set of files ---------------------------------------------------------------------------------
OPERATIONS = ("open", "link", "replace", "unlink", "fsync", "chmod", "makedirs", "listdir")


def _folder(at: Path) -> Path:
    (at / "下").mkdir(parents=True)
    for name, content in OLD.items():
        (at / name).write_bytes(content)
    return at


def _state(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _plain(state: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in state.items() if not Path(name).name.startswith(".")}


def _stopped_before(monkeypatch: pytest.MonkeyPatch, number: int, stop: Callable[[], None]) -> list[str]:
    """Call `stop` in the place of the operation of this number; the operations that were asked for."""
    asked: list[str] = []

    def counted(name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def operation(*args: object, **words: object) -> object:
            asked.append(name)
            if len(asked) == number:
                stop()
            return real(*args, **words)

        return operation

    for name in OPERATIONS:
        monkeypatch.setattr(os, name, counted(name))
    return asked


def _operations(folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    with monkeypatch.context() as patch:
        asked = _stopped_before(patch, 0, lambda: None)
        write_all(str(folder), SET)
        return len(asked)


def test_killed_between_any_two_operations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by kill -9 or by power: nothing of Python's own runs any more. The next run finishes or drops it."""
    number = _operations(_folder(tmp_path / "0"), monkeypatch)
    assert number > 20
    finished = 0
    for at in range(1, number + 1):
        folder = _folder(tmp_path / str(at))
        child = os.fork()
        if not child:
            with monkeypatch.context() as patch:
                _stopped_before(patch, at, lambda: os._exit(9))
                write_all(str(folder), SET)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        settle(str(folder))
        state = _plain(_state(folder))
        assert state in (OLD, NEW), at
        finished += state == NEW
        write_all(str(folder), [*SET, ("丁", b"4")])
        assert _plain(_state(folder)) == NEW | {"丁": b"4"}
    assert 0 < finished < number


def test_interrupted_between_any_two_operations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by Ctrl-C: the set is whole at once, and nothing lies beside it."""
    number = _operations(_folder(tmp_path / "0"), monkeypatch)

    def interrupt() -> None:
        raise KeyboardInterrupt

    for at in range(1, number + 1):
        folder = _folder(tmp_path / str(at))
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            _stopped_before(patch, at, interrupt)
            write_all(str(folder), SET)
        settle(str(folder))
        assert _plain(_state(folder)) in (OLD, NEW), at


def test_what_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full, a file that somebody has open: everything stays as it was."""
    number = _operations(_folder(tmp_path / "0"), monkeypatch)

    def fail() -> None:
        raise PermissionError(13, "Permission denied", "甲.py")

    for at in range(1, number + 1):
        folder = _folder(tmp_path / str(at))
        with monkeypatch.context() as patch:
            asked = _stopped_before(patch, at, fail)
            try:
                write_all(str(folder), SET)
                expected = NEW  # a folder that can't be listed or synced, a leftover that can't be removed
                assert asked[at - 1] in ("open", "listdir", "fsync", "link", "unlink", "makedirs")
            except Refusal as refused:
                assert refused.name == "cannot_write"
                expected = OLD
        assert _plain(_state(folder)) == expected, (at, asked[at - 1])


def test_what_lies_around_never_blocks(tmp_path: Path) -> None:
    """What killed runs of any version left: fresh files stay, since a run may be at work, old ones go."""
    names = [".结果.csv.4711.new", f".结果.csv.{'0a' * 8}.new", f".结果.csv.{'0b' * 8}.old"]
    others = [".结果.csv.txt", ".别的.csv.4711.new"]
    for name in (*names, *others):
        (tmp_path / name).write_bytes(b"")
    write_one(str(tmp_path / "结果.csv"), b"1")
    assert len(list(tmp_path.iterdir())) == len(names) + len(others) + 1
    for name in (*names, *others):
        state = (tmp_path / name).stat()
        os.utime(tmp_path / name, (state.st_atime, state.st_mtime - STALE_SECONDS - 10))
    with replacing(str(tmp_path / "结果.csv")) as path:
        Path(path).write_bytes(b"2")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*others, "结果.csv"])


def _listing(new: str, target: str) -> str:
    files = [{"new": new, "target": target, "mark": sha256(b"evil").hexdigest(), "old": None}]
    return json.dumps({"schema": "polc.unfinished/1", "files": files})


NOT_OURS = [
    *("", "[]", "{}", '{"schema": "polc.unfinished/1", "files": 3}', "[" * 100_000),
    _listing("../外", "甲"),
    _listing("链接", "甲.py"),
    _listing("甲.py", "下/乙.json"),
    _listing(".甲.1.new", "../外"),
    _listing(".甲.1.new", "链接"),
]


@pytest.mark.parametrize("text", NOT_OURS)
def test_a_list_that_is_not_ours_moves_nothing(tmp_path: Path, text: str) -> None:
    folder = _folder(tmp_path / "内")
    (tmp_path / "外").write_bytes(b"outside")
    (folder / "链接").symlink_to(tmp_path / "外")
    (folder / ".甲.1.new").write_bytes(b"evil")
    (folder / ".polc-unfinished.0").write_text(text, encoding="utf-8")
    settle(str(folder))
    assert (tmp_path / "外").read_bytes() == b"outside"
    assert {name: content for name, content in _plain(_state(folder)).items() if name in OLD} == OLD


def test_a_build_that_was_killed_is_finished_by_the_next_command(
    polc: Polc, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert polc("build", sample).status == 0
    build = sample / "build"
    new = _state(build)
    for name in new:
        (build / name).write_bytes(b"old")
    child = os.fork()
    if not child:
        replace, done = os.replace, []

        def dying(old: str, to: str) -> None:
            done.append(to)
            if len(done) == 3:
                os._exit(9)
            replace(old, to)

        monkeypatch.setattr(os, "replace", dying)
        polc("build", sample)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert set(_state(build).values()) > {b"old"}
    check = polc("build", sample, "--check")
    assert (check.status, check.out) == (0, "4 个文件都是最新的\n")
    assert _state(build) == new
