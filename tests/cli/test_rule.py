"""polc rule: the page of a code, offline."""

import pytest
from cli.runs import Polc

from polc.dsl.diagnostics.codes import ALL, BY_ID


@pytest.mark.parametrize("given", ["POL402", "pol402", "402"])
def test_page(polc: Polc, given: str) -> None:
    run = polc("rule", given)
    assert run.status == 0
    assert run.out.startswith("# POL402 ")


@pytest.mark.parametrize("code", [code.id for code in ALL])
def test_page_in_english(polc: Polc, code: str) -> None:
    title, empty, *text = polc("rule", code, "--lang", "en").out.splitlines()
    assert (title, empty) == (f"# {code} {BY_ID[code].title.en}", "")
    assert len("".join(text)) > 40


def test_all(polc: Polc) -> None:
    run = polc("rule", "--all")
    assert [line.split()[0] for line in run.out.splitlines()] == [code.id for code in ALL]
    assert "a hole in the windows" in polc("rule", "--all", "--lang", "en").out


@pytest.mark.parametrize(
    ("words", "said"), [([], "polc rule POL402"), (["POL40"], "是不是 POL40"), (["402", "403"], "403")]
)
def test_refused(polc: Polc, words: list[str], said: str) -> None:
    run = polc("rule", *words)
    assert (run.status, run.out) == (2, "")
    assert said in run.err
