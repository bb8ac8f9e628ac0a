"""Help and usage: complete in both languages, and a wrong command line is told what to do."""

import ast
import re
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import click
import pytest
from cli.runs import Polc

from polc.cli import replay
from polc.cli.group import MODULES
from polc.cli.help_texts import EXAMPLES, OPTIONS, VERBS
from polc.dsl.diagnostics.model import Text
from polc.telling.wording import PHRASES, REFUSALS

HAN = re.compile(r"[\u4e00-\u9fff]")
PLACES = re.compile(r"\{([a-z_]+)\}")
CATALOGUES = {"verbs": VERBS, "options": OPTIONS, "phrases": PHRASES, "refusals": REFUSALS}
# Words of the language and names of readers stay Chinese in English sentences.
STAYS = re.compile("群众|经办|都不采用|polc rule POL402")


def command(verb: str) -> click.Command:
    found = import_module(f"polc.cli.{MODULES[verb]}").command
    assert isinstance(found, click.Command)
    return found


@pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=CATALOGUES)
def test_both_languages_say_the_same(catalogue: dict[str, Text]) -> None:
    for name, text in catalogue.items():
        assert set(PLACES.findall(text.zh)) == set(PLACES.findall(text.en)), name
        assert text.zh and text.en, name
        assert not HAN.search(STAYS.sub("", text.en)), name


@pytest.mark.parametrize("verb", VERBS)
def test_pages(polc: Polc, verb: str) -> None:
    chinese, english = polc(verb, "--help"), polc("--lang", "en", verb, "-h")
    assert (chinese.status, english.status) == (0, 0)
    assert chinese.out.startswith(f"用法：polc {verb} ")
    assert english.out.startswith(f"Usage: polc {verb} ")
    assert VERBS[verb].en in english.out
    for example in EXAMPLES[verb]:
        assert example.startswith(f"polc {verb}")
        assert example in chinese.out


@pytest.mark.parametrize("verb", VERBS)
def test_examples_parse(verb: str) -> None:
    for example in EXAMPLES[verb]:
        command(verb).make_parser(click.Context(command(verb))).parse_args(example.split()[2:])


def test_every_option_text_is_used() -> None:
    used = {"help", "version"}
    for verb in VERBS:
        for option in command(verb).params:
            if isinstance(option, click.Option):
                name = max(option.opts, key=len).removeprefix("--").replace("-", "_")
                used |= {f"{verb}.{name}", name} & OPTIONS.keys()
    assert used == OPTIONS.keys()


def test_group_page(polc: Polc) -> None:
    assert polc().out == polc("--help").out
    listed = [line.split()[0] for line in polc("--lang=en").out.splitlines() if line.startswith("  ")]
    assert listed[: len(VERBS)] == list(VERBS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chekc"], "是不是 check"),
        (["check", "--strickt"], "没有 --strickt 这个选项，是不是 --strict"),
        (
            ["check", "--output-format", "sarif2"],
            "--output-format 不能是“sarif2”，应为 full | concise | json",
        ),
        (["eval"], "还缺 FILE"),
        (["eval", "-i"], "-i 后面要写一个值"),
        (["rule", "402", "x"], "多出了参数：x"),
        (["--lang", "fr", "rule"], "--lang 不能是“fr”"),
        (["check", "没有"], "没有这个文件或文件夹：没有"),
        (["check"], "没有找到 .pol 文件"),
        (["build", "--target", "cobol", "."], "没有“cobol”这个目标，有的是：python、json"),
    ],
)
def test_wrong_command_lines(polc: Polc, words: list[str], said: str) -> None:
    run = polc(*words)
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert "Traceback" not in run.err


def test_refusals_are_in_the_catalogue_and_used() -> None:
    root = Path(str(files("polc")))
    raised = set()
    folders = ("", "cli/", "notices/", "registers/", "service/", "telling/")
    for path in (each for below in folders for each in root.glob(f"{below}*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Refusal"), args=[ast.Constant(value=str(name))]):
                    raised.add(name)
                    assert set(PLACES.findall(REFUSALS[name].zh)) == {word.arg for word in node.keywords}, (
                        name
                    )
    assert raised == REFUSALS.keys()


def test_stored_answers_know_the_options_of_check() -> None:
    options = [option for option in command("check").params if isinstance(option, click.Option)]
    never = {"--no-cache", "--stdin-filename", "-o", "--output-file", "-h", "--help"}
    never |= {"--baseline", "--write-baseline", "--fix", "--save-witness", "--watch", "--show-settings"}
    flags = {name for option in options if option.is_flag for name in option.opts} - never
    valued = {name for option in options if not option.is_flag for name in option.opts} - never
    assert (flags, valued) == (replay.FLAGS, replay.WITH_VALUE)
