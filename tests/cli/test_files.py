"""Files: what is read, what is found, and writes that are whole or don't happen."""

import os
from pathlib import Path

import pytest

from polc.files import (
    SIZE_LIMIT,
    NotRegular,
    NotText,
    TooLarge,
    config_of,
    decode,
    discover,
    project_root,
    read_inside,
    read_regular,
    relative,
)
from polc.refusals import Refusal
from polc.writing import write_all, write_one

TEXT = "缴费日\n低保\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.replace("\n", "\r\n").encode(), "UTF-8"),
        (TEXT.replace("\n", "\r").encode(), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("gb18030"), "GB18030"),
        (TEXT.encode("gbk"), "GB18030"),
    ],
)
def test_decode(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


@pytest.mark.parametrize("data", [b"\xff\xff\xff", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xfe\x00"])
def test_not_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_root_is_the_nearest_mark(tmp_path: Path) -> None:
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    assert project_root([str(inner)]) == str(inner)
    (tmp_path / "outer" / ".git").mkdir()
    assert project_root([str(inner)]) == str(tmp_path / "outer")
    (inner / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert project_root([str(inner)]) == str(tmp_path / "outer")
    (inner / "pyproject.toml").write_text("[tool.polc.check]\n", encoding="utf-8")
    assert project_root([str(inner / "a.pol")]) == str(inner)
    assert config_of(str(inner)) == "pyproject.toml"
    assert project_root([str(inner), str(tmp_path / "outer")]) == str(tmp_path / "outer")


def test_discover(tmp_path: Path) -> None:
    for name in ("b.pol", "a/c.pol", "a/d.txt", ".hidden/e.pol", "a/.f.pol"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "g.pol").symlink_to(tmp_path / "b.pol")
    assert discover(str(tmp_path), [str(tmp_path)]) == ("a/c.pol", "b.pol")
    named = [str(tmp_path / "a" / "d.txt"), str(tmp_path / "a")]
    assert discover(str(tmp_path), named) == ("a/c.pol", "a/d.txt")
    with pytest.raises(Refusal, match="no_such_path"):
        discover(str(tmp_path), [str(tmp_path / "none")])


def test_outside_the_project(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.pol").write_text("secret", encoding="utf-8")
    (tmp_path / "in" / "link.pol").symlink_to(tmp_path / "out.pol")
    with pytest.raises(Refusal, match="outside_project"):
        relative(str(tmp_path / "in"), str(tmp_path / "out.pol"))
    for path in ("../out.pol", "link.pol"):
        with pytest.raises(NotRegular):
            read_inside(str(tmp_path / "in"), path)


def test_only_regular_files_of_a_sane_size(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(NotRegular):
            read_regular(str(path))
    (tmp_path / "big").write_bytes(b"a" * (SIZE_LIMIT + 1))
    with pytest.raises(TooLarge):
        read_regular(str(tmp_path / "big"))


def test_writes_are_all_or_none(tmp_path: Path) -> None:
    write_all(str(tmp_path), [("a", b"1"), ("deep/b", b"2")])
    (tmp_path / "c").mkdir()
    with pytest.raises(Refusal, match="folder_in_the_way"):
        write_all(str(tmp_path), [("a", b"new"), ("deep/b", b"new"), ("c", b"new")])
    assert (tmp_path / "a").read_bytes() == b"1"
    assert (tmp_path / "deep" / "b").read_bytes() == b"2"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "c", "deep"]


@pytest.mark.parametrize("name", ["link", "folder/x", "../x", "a/../x", ""])
def test_writes_never_follow(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link").symlink_to(outside / "file")
    (inside / "folder").symlink_to(outside)
    with pytest.raises(Refusal):
        write_all(str(inside), [(name, b"x")])
    assert list(outside.iterdir()) == []


def test_writing_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    path.chmod(0o640)
    write_one(str(path), b"2")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"2", 0o640)


def test_a_failed_replacement_leaves_no_torn_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"1")

    def no_space(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(Refusal, match="cannot_write"):
        write_one(str(tmp_path / "a"), b"2")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"1")]
