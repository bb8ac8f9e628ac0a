"""Every relative link in the documentation leads to a file, and to a heading where it names one."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from checkout import shown
from docs.blocks import documents

_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]\n]*\]\(([^()\s]+)\)|<img[^>]* src=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)


def links(text: str) -> Iterator[str]:
    for match in _LINK.finditer(_CODE.sub("", text)):
        yield unquote(match[1] or match[2])


def anchor(heading: str) -> str:
    """The name a Markdown page gives to a heading: letters, digits, - and _; spaces become -."""
    kept = re.sub(r"[^\w\- ]", "", re.sub(r"`", "", heading).lower())
    return kept.replace(" ", "-")


def anchors(path: Path) -> set[str]:
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {anchor(heading) for heading in _HEADING.findall(text)}


def is_broken(path: Path, link: str) -> bool:
    place, _, heading = link.partition("#")
    target = (path.parent / place) if place else path
    if not target.exists():
        return True
    return bool(heading) and heading not in anchors(target)


def test_links_lead_somewhere() -> None:
    broken = [
        f"{shown(path)}: {link}"
        for path in documents()
        for link in links(path.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", link) and is_broken(path, link)
    ]
    assert broken == []


def test_links_are_seen() -> None:
    found = list(links('see [a](b.md), ![x](c.png) `[no](d.md)` <img src="e.svg">'))
    assert found == ["b.md", "c.png", "e.svg"]
