"""Colours: the stored grammar is the one of the table of words, and it sees what the lexer sees."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest
from checkout import ROOT
from syrupy.assertion import SnapshotAssertion

from polc.dsl.expecting import lexemes_of
from polc.dsl.source import Source

POLICIES = sorted(path for folder in ("policies", "examples") for path in (ROOT / folder).rglob("*.pol"))
SAMPLE = """# 一行说明
政策 "示例" { 条款 【一、二】 }
事实 缴费日: 日期 别名 day
【一】 标准 月标准 = 1,200.50元/月
【一】 群体 老人 = 截至 缴费日 满60周岁 且 非 「在 校」
【二】 规定 补贴 { 【二】 老人 为 月标准 的 90%  【二】 其余 待定 “没有写” }
"""


def module(path: str) -> ModuleType:
    """A module that isn't a part of polc."""
    spec = importlib.util.spec_from_file_location("outside", ROOT / path)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def coloured(text: str) -> Iterator[tuple[str, str, int]]:
    """Text, scope and place of what the stored grammar colours: the earliest match, of several the first."""
    grammar = json.loads((ROOT / "editors/vscode/syntaxes/polc.tmLanguage.json").read_text(encoding="utf-8"))
    rules = [(re.compile(rule["match"], re.MULTILINE), rule) for rule in grammar["patterns"]]
    start = 0
    for line in text.splitlines(keepends=True):
        place = 0
        while hits := [(hit.start(), n) for n, (p, _) in enumerate(rules) if (hit := p.search(line, place))]:
            at, number = min(hits)
            pattern, rule = rules[number]
            hit = pattern.search(line, at)
            assert hit is not None
            yield from ((word, scope, start + where) for word, scope, where in _parts(hit, rule))
            place = max(hit.end(), place + 1)
        start += len(line)


def _parts(hit: re.Match[str], rule: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    if "name" in rule:
        yield hit[0], rule["name"], hit.start()
    for group, capture in rule.get("captures", {}).items():
        yield hit[int(group)], capture["name"], hit.start(int(group))


def test_the_stored_grammar_is_that_of_the_table() -> None:
    tool = module("tools/highlighting.py")
    assert tool.GRAMMAR.read_text(encoding="utf-8") == tool.text(), "run tools/highlighting.py"


def test_colours_of_a_sample(snapshot: SnapshotAssertion) -> None:
    assert [f"{scope}: {text}" for text, scope, _ in coloured(SAMPLE)] == snapshot


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_words_and_names_are_coloured_as_the_lexer_reads_them(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    seen = {place: (word, scope) for word, scope, place in coloured(text)}
    wrong = []
    for lexeme in lexemes_of(Source(path="x.pol", text=text))[0]:
        word, scope = seen.get(lexeme.start, ("", ""))
        is_word = scope.startswith(("keyword", "support"))
        plain = lexeme.kinds[0]
        if lexeme.keyword != is_word and plain not in ("AGE",):
            wrong.append((lexeme.text, scope))
        elif plain in ("STRING", "CITE", "NAME") and len(word) != len(lexeme.text):
            wrong.append((lexeme.text, word))
    assert wrong == []


@pytest.mark.parametrize("path", POLICIES[:4], ids=lambda path: path.stem)
def test_pygments_loses_nothing(path: Any) -> None:
    lexer = module("editors/pygments/polc_lexer.py").PolLexer()
    text = path.read_text(encoding="utf-8")
    found = list(lexer.get_tokens(text))
    assert "".join(part for _, part in found) == text
    declared = {part for kind, part in found if str(kind) == "Token.Keyword.Declaration"}
    assert "事实" in declared or "规定" in declared


def test_the_extension_names_what_is_there() -> None:
    folder = ROOT / "editors" / "vscode"
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    (language,) = package["contributes"]["languages"]
    (grammar,) = package["contributes"]["grammars"]
    assert (folder / language["configuration"]).exists()
    assert (folder / grammar["path"]).exists()
    client = (folder / "src" / "extension.js").read_text(encoding="utf-8")
    assert all(f'"{command["command"]}"' in client for command in package["contributes"]["commands"])


@pytest.mark.heavy
def test_the_extension_is_packaged_the_same_twice(tmp_path: Path) -> None:
    folder = tmp_path / "editors" / "vscode"
    shutil.copytree(
        ROOT / "editors" / "vscode", folder, ignore=shutil.ignore_patterns("node_modules", "dist")
    )
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(install, cwd=folder, check=True, timeout=300)
    packed = []
    for name in ("a.vsix", "b.vsix"):
        subprocess.run(["npm", "run", "--silent", "bundle"], cwd=folder, check=True, timeout=120)
        subprocess.run([sys.executable, "tools/vsix.py", name], cwd=tmp_path, check=True, timeout=60)
        packed.append((tmp_path / name).read_bytes())
    assert packed[0] == packed[1]
    with zipfile.ZipFile(tmp_path / "a.vsix") as archive:
        names = set(archive.namelist())
        package = json.loads(archive.read("extension/package.json"))
        client = archive.read("extension/dist/extension.js")
        licences = archive.read("extension/dist/LICENSES.txt").decode()
        ElementTree.fromstring(archive.read("extension.vsixmanifest"))
        ElementTree.fromstring(archive.read("[Content_Types].xml"))
    assert {package["main"], *(g["path"] for g in package["contributes"]["grammars"])} <= {
        f".{name.removeprefix('extension')}" for name in names
    }
    assert b"polc.restart" in client
    assert "vscode-languageclient" in licences and "no text in the package" not in licences
