"""Reports in the form of JUnit, as GitLab, Jenkins and others read them: findings here, cases in the command.

In: suites of tests, or diagnostics with the sources they point into. Out: XML without times and host names,
so the same input gives the same bytes. What XML can't hold is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

import attrs

from polc.dsl.diagnostics.model import Diagnostic, Lang
from polc.dsl.diagnostics.places import path_of
from polc.dsl.diagnostics.render import render
from polc.dsl.diagnostics.wording import message
from polc.dsl.source import Source

# What XML 1.0 can't hold, however it's written.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@attrs.frozen
class Failure:
    """Why a test failed: one line, and all there is to say."""

    message: str
    body: str
    kind: str = ""


@attrs.frozen(kw_only=True)
class Case:
    """One test; `output` is what it says without failing."""

    classname: str
    name: str
    failure: Failure | None = None
    output: str = ""


@attrs.frozen
class Suite:
    """The tests of one file."""

    name: str
    tests: tuple[Case, ...]


def report(suites: Iterable[Suite]) -> str:
    """The whole document."""
    body = "".join(_suite(suite) for suite in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{body}</testsuites>\n'


def to_junit(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    lang: Lang = Lang.ZH,
    *,
    fails: Callable[[Diagnostic], bool],
) -> str:
    """The document of `polc check --output-format junit`: a suite a file, a test a finding.

    A finding that doesn't fail the run is a test that passes and says it; a file without any is one test.
    """
    found: dict[str, list[Diagnostic]] = {path: [] for path in sources}
    for diagnostic in sorted(diagnostics, key=lambda finding: finding.sort_key):
        found.setdefault(diagnostic.span.path, []).append(diagnostic)
    return report(
        Suite(
            path.replace("\\", "/"),
            tuple(_finding(finding, sources, lang, fails) for finding in inside)
            or (Case(classname=path.replace("\\", "/"), name="polc check"),),
        )
        for path, inside in sorted(found.items())
    )


def _finding(
    diagnostic: Diagnostic,
    sources: Mapping[str, Source],
    lang: Lang,
    fails: Callable[[Diagnostic], bool],
) -> Case:
    sentence = message(diagnostic, lang)
    name = f"{diagnostic.code.id} {sentence}"
    whole = render(diagnostic, sources, lang)
    path = path_of(diagnostic.span)
    if fails(diagnostic):
        return Case(classname=path, name=name, failure=Failure(sentence, whole, diagnostic.code.id))
    return Case(classname=path, name=name, output=whole)


# ---- XML --------------------------------------------------------------------------------------------
def _suite(suite: Suite) -> str:
    failures = sum(test.failure is not None for test in suite.tests)
    counts = f'tests="{len(suite.tests)}" failures="{failures}" errors="0"'
    tests = "".join(_test(test) for test in suite.tests)
    return f"<testsuite name={_value(suite.name)} {counts}>\n{tests}</testsuite>\n"


def _test(test: Case) -> str:
    head = f"<testcase classname={_value(test.classname)} name={_value(test.name)}"
    if test.failure is not None:
        kind = f" type={_value(test.failure.kind)}" if test.failure.kind else ""
        said = f"message={_value(test.failure.message)}{kind}"
        return f"{head}><failure {said}>{_text(test.failure.body)}</failure></testcase>\n"
    if test.output:
        return f"{head}><system-out>{_text(test.output)}</system-out></testcase>\n"
    return f"{head}/>\n"


def _value(text: str) -> str:
    return quoteattr(_clean(text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
