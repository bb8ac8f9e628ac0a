"""What users install: every file of the tree is in the wheel, and nothing lands outside `polc`."""

import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from checkout import FLOORS, ROOT, files

BUILD = "import sys; from setuptools import build_meta as b; getattr(b, sys.argv[1])(sys.argv[2])"


def installed_name(path: Path) -> str:
    relative = path.relative_to(ROOT)
    return (
        relative.relative_to("src").as_posix()
        if relative.parts[0] == "src"
        else f"polc/{relative.as_posix()}"
    )


def expected_names() -> set[str]:
    return {installed_name(path) for path in files("src/polc", *FLOORS)}


def tree(destination: Path) -> Path:
    """The files a build reads, with their links, without what earlier builds left behind."""
    shutil.copytree(ROOT / "src", destination / "src", symlinks=True, ignore=_LEFTOVERS)
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, destination / floor, ignore=_LEFTOVERS)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy2(path, destination)
    return destination


_LEFTOVERS = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")


def tree_with_links_as_text(destination: Path) -> Path:
    """A checkout by a git that can't make links: each became a file holding the path."""
    tree(destination)
    for floor in FLOORS:
        link = destination / "src" / "polc" / floor
        target = link.readlink()
        link.unlink()
        link.write_text(target.as_posix(), encoding="utf-8")
    return destination


def tree_from_sdist(destination: Path) -> Path:
    source = tree(destination / "source")
    build("build_sdist", source, destination)
    (archive,) = destination.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        for member in filter(tarfile.TarInfo.isfile, packed.getmembers()):
            content = packed.extractfile(member)
            assert content is not None
            target = destination / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())
    return destination / archive.name.removesuffix(".tar.gz")


def build(step: str, source: Path, output: Path) -> None:
    """Run one step of the build backend in `source`; no network, no isolated environment."""
    command = [sys.executable, "-c", BUILD, step, str(output)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("make_tree", [tree, tree_with_links_as_text, tree_from_sdist])
def test_wheel_holds_the_whole_tree(make_tree: Callable[[Path], Path], tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    build("build_wheel", make_tree(tmp_path / "from"), tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}
    ours = expected_names()
    assert {PurePosixPath(name).parts[0] for name in names} == {"polc"}
    assert sorted(ours - names) == []
    assert sorted(names - ours) == []


def test_the_sdist_takes_tests_and_documentation_along(tmp_path: Path) -> None:
    source = tree(tmp_path / "source")
    wanted = [
        line.split()[1] for line in (ROOT / "MANIFEST.in").read_text("utf-8").splitlines() if "graft" in line
    ]
    assert [folder for folder in wanted if not (ROOT / folder).is_dir()] == []
    for folder in wanted:
        (source / folder).mkdir()
        (source / folder / "one.txt").write_text("", "utf-8")
    build("build_sdist", source, tmp_path)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
        (particulars,) = [
            name for name in packed.getnames() if name.count("/") == 1 and name.endswith("PKG-INFO")
        ]
        said = packed.extractfile(particulars)
        assert said is not None
        assert b"Description-Content-Type: text/markdown" in said.read()
    assert {f"{folder}/one.txt" for folder in wanted} <= names
    assert {"README.md", "Makefile", "constraints.txt"} <= names


def test_packages_are_those_of_the_tree() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    starts = [path for path in files("src/polc", *FLOORS) if path.name == "__init__.py"]
    packages = sorted(str(PurePosixPath(installed_name(p)).parent).replace("/", ".") for p in starts)
    assert settings["packages"] == packages


def test_package_folders_are_those_of_the_tree() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {floor: f"polc.{floor}" for floor in FLOORS}
    assert {name: folder for folder, name in folders.items()}.items() <= settings["package-dir"].items()
    assert {folder for folder in settings["package-dir"].values() if not (ROOT / folder).is_dir()} == set()
