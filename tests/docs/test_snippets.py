"""Every block of .pol in the documentation compiles, gives the errors it announces, and its examples hold.

docs/language.md, "How this page is checked", tells readers what the words after the fence mean.
"""

import attrs
import pytest
from docs.blocks import Block, Story, blocks_of, stories
from docs.compiled import outcome

BEHIND_PREAMBLE = {"fragment", "conditions", "values"}
FLAGS = {*BEHIND_PREAMBLE, "preamble", "bare", "part", "clean"}
OPTIONS = {"gives", "file", "append"}
BARE = '政策 "示例通知" { 文号 "示例〔2025〕1号" }\n'
HERE = "本页.pol"
WRAPPED = {
    "conditions": "【一】 群体 示例{number} = {line}\n",
    "values": "【一】 标准 示例{number} = {line}\n",
}
NUMBERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


@attrs.frozen(kw_only=True)
class Snippet:
    """One block as it is compiled: with the files written before it in its story."""

    block: Block
    files: dict[str, str] = attrs.field(repr=False)
    path: str
    analyse: bool


def pol_blocks(story: Story) -> list[Block]:
    return [block for block in blocks_of(story) if block.kind == "pol"]


ALL_BLOCKS = [block for story in stories() for block in pol_blocks(story)]
(PREAMBLE,) = [block.body for block in ALL_BLOCKS if "preamble" in block.flags]


def snippets(story: Story) -> list[Snippet]:
    """What is compiled of a story. file= and append= blocks leave a file for the blocks after them."""
    found: list[Snippet] = []
    files: dict[str, str] = {}
    for block in pol_blocks(story):
        path = block.option("append") or block.option("file")
        if block.option("append"):
            files[path] += "\n" + block.body
        elif path:
            files[path] = block.body
        if not block.flags & {"preamble", "part"}:
            found.append(_kept(block, path, files) if path else _alone(block, files))
    return found


def _kept(block: Block, path: str, files: dict[str, str]) -> Snippet:
    return Snippet(block=block, files=dict(files), path=path, analyse=True)


def _alone(block: Block, files: dict[str, str]) -> Snippet:
    before = BARE if "bare" in block.flags else PREAMBLE if block.flags & BEHIND_PREAMBLE else ""
    analyse = not before or bool(block.option("gives"))
    return Snippet(block=block, files={**files, HERE: before + _text(block)}, path=HERE, analyse=analyse)


def _text(block: Block) -> str:
    form = next((form for kind, form in WRAPPED.items() if kind in block.flags), None)
    if form is None:
        return block.body
    lines = zip(NUMBERS, block.body.splitlines(), strict=False)
    return "".join(form.format(number=number, line=line) for number, line in lines)


SNIPPETS = [snippet for story in stories() for snippet in snippets(story)]


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: str(snippet.block))
def test_snippet(snippet: Snippet) -> None:
    found = outcome(snippet.files, snippet.path, analyse=snippet.analyse)
    announced = {code for code in snippet.block.option("gives").split(",") if code}
    assert found.codes() == announced, found.errors
    assert found.failures == ()
    assert found.others == () or "clean" not in snippet.block.flags


def test_words_after_the_fence_are_known() -> None:
    unknown = {
        str(block): word
        for block in ALL_BLOCKS
        for word in block.words[1:]
        if word not in FLAGS and word.partition("=")[0] not in OPTIONS
    }
    assert unknown == {}


def test_lines_of_a_block_fit_its_numbers() -> None:
    wrapped = [block for block in ALL_BLOCKS if block.flags & WRAPPED.keys()]
    assert wrapped
    assert [str(block) for block in wrapped if block.body.count("\n") > len(NUMBERS)] == []
