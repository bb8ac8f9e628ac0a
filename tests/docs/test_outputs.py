"""What the documentation shows of a terminal is what the commands print. `make snapshots` rewrites it."""

import shutil
from pathlib import Path

import pytest
from checkout import ROOT
from docs.blocks import GUIDE, Block, Story, blocks_of, stories
from docs.session import Session

SHIPPED = ("policies", "examples")
FAULT = "polc 自身出错"


def has_commands(story: Story) -> bool:
    return any(block.kind == "console" for block in blocks_of(story))


def session_for(story: Story, folder: Path) -> Session:
    """The guide starts in an empty folder, every other document in a clone of the project."""
    if story[0].parent != GUIDE:
        for name in SHIPPED:
            shutil.copytree(ROOT / name, folder / name)
        (folder / ".git").mkdir()
    return Session(folder)


def rewrite(blocks: list[tuple[Block, str]]) -> None:
    """Put the bodies into their documents, last block first so that offsets hold."""
    for block, body in reversed(blocks):
        text = block.path.read_text(encoding="utf-8")
        block.path.write_text(text[: block.start] + body + text[block.end :], encoding="utf-8")


TOLD = [story for story in stories() if has_commands(story)]


@pytest.mark.parametrize("story", TOLD, ids=lambda story: story[0].name)
def test_outputs(story: Story, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    session = session_for(story, tmp_path)
    played = [(block, session.take(block)) for block in blocks_of(story)]
    assert [str(block) for block, body in played if FAULT in body or str(tmp_path) in body] == []
    if request.config.getoption("update_snapshots"):
        rewrite([(block, body) for block, body in played if block.kind == "console"])
    else:
        assert {str(block): body for block, body in played} == {str(block): block.body for block, _ in played}


def test_commands_are_shown() -> None:
    assert TOLD
