"""What the three notices give to people of whom they speak differently: `polc diff` rests on this."""

from datetime import date

import pytest
from checkout import ROOT

from polc.compiler.driver import compile_file
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Kernel
from polc.dsl.source import Source
from polc.dsl.values import ZERO, Amount, Result, Undetermined

POLICIES = ROOT / "policies"
PAID = {"石狮2025": date(2024, 10, 8), "南安2026": date(2025, 11, 20), "梅州2025": date(2024, 10, 8)}


def shipped(name: str) -> Kernel:
    def read(path: str) -> Source:
        return Source(path=path, text=(POLICIES / path).read_text(encoding="utf-8"))

    kernel = compile_file(f"{name}/{name}.pol", read, analyse=False).kernel
    assert kernel is not None
    return kernel


def given(name: str, output: str, *yes: str, born: date = date(1980, 5, 5), local: bool = True) -> Result:
    """What somebody gets from a notice: those facts are true of them that the notice asks for."""
    kernel = shipped(name)
    facts = {decl.name: True for decl in kernel.inputs if decl.name in yes}
    person = {"缴费日": PAID[name], "出生日期": born, "本市户籍": local, **facts}
    return evaluate(kernel, person).result(output)


@pytest.mark.parametrize("name", PAID)
def test_key_entitled_veterans_pay_nothing_anywhere(name: str) -> None:
    """The notice of 梅州 names 优抚对象 alone, of which they are a part."""
    assert given(name, "减免金额", "重点优抚对象") == Amount(400_00)
    assert given(name, "个人最终负担", "重点优抚对象") == ZERO


@pytest.mark.parametrize("name", PAID)
def test_who_has_the_insurance_of_employees_is_outside_everywhere(name: str) -> None:
    assert given(name, "参保对象") is True
    assert given(name, "参保对象", "参加职工医保") is not True


@pytest.mark.parametrize("name", PAID)
def test_newborns_not_yet_registered(name: str) -> None:
    """Two notices take them in by the birth certificate, 梅州 doesn't say."""
    born = PAID[name].replace(month=9)
    found = given(name, "参保对象", "尚未落户新生儿", born=born, local=False)
    assert isinstance(found, Undetermined) if name == "梅州2025" else found is True
