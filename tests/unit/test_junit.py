"""JUnit reports of findings: valid, complete, and safe for any text."""

from xml.etree import ElementTree

import pytest
from findings import ALL, HOLE, NOTE, OTHER, PATH, SOURCES, WARNING, hole
from junit_form import problems, read

from polc.dsl.diagnostics.junit import Case, Failure, Suite, report, to_junit
from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity


def is_error(found: Diagnostic) -> bool:
    return found.level is Severity.ERROR


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("found", [(), (HOLE,), ALL])
def test_reports_are_valid(found: tuple[Diagnostic, ...], lang: Lang) -> None:
    read(to_junit(found, SOURCES, lang, fails=is_error))


@pytest.mark.parametrize(
    "text",
    [
        "<testsuite name='a' tests='0' failures='0' errors='0'/>",
        "<testsuites><testcase name='a' classname='b'/></testsuites>",
        "<testsuites><testsuite name='a' tests='1' failures='0' errors='0'/></testsuites>",
        "<testsuites><testsuite name='a' tests='0' failures='0'/></testsuites>",
        "<testsuites time='1'/>",
    ],
)
def test_what_is_not_allowed_is_seen(text: str) -> None:
    assert problems(ElementTree.fromstring(text))


def test_a_suite_a_file_and_a_test_a_finding() -> None:
    root = read(to_junit([HOLE, WARNING, NOTE], SOURCES, fails=is_error))
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == sorted([PATH, OTHER.path])
    assert suites[PATH].attrib == {"name": PATH, "tests": "3", "failures": "1", "errors": "0"}
    assert [case.attrib for case in suites[OTHER.path]] == [{"classname": OTHER.path, "name": "polc check"}]


def test_what_fails_and_what_only_speaks() -> None:
    root = read(to_junit([HOLE, WARNING], SOURCES, Lang.EN, fails=is_error))
    by_code = {(case.get("name") or "")[:6]: case for case in root.iter("testcase")}
    failure = by_code["POL402"].find("failure")
    assert failure is not None and failure.text is not None
    assert failure.get("type") == "POL402"
    assert f"--> {PATH}:2:" in failure.text
    assert "error[POL402]" in failure.text
    assert by_code["POL605"].find("failure") is None
    assert by_code["POL605"].findtext("system-out", "").startswith("warning[POL605]")


def test_text_that_xml_cannot_hold() -> None:
    name = "<&\"']]>\x00\x1b\ud800\ufffe𠮷"
    root = read(report([Suite(name, (Case(classname=name, name=name, failure=Failure(name, name)),))]))
    case = root[0][0]
    assert case.get("name") == case[0].text == "<&\"']]>\ufffd\ufffd\ufffd\ufffd𠮷"
    read(to_junit([hole(name)], SOURCES, fails=is_error))
