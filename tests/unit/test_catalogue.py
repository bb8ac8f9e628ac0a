"""Every code has its texts in both languages, its page, and its number in the right family."""

import re
from importlib.resources import files

import pytest

from polc.dsl.diagnostics.codes import ALL, BY_ID, FAMILIES
from polc.dsl.diagnostics.explain import HEADINGS, page
from polc.dsl.diagnostics.model import Code, Text
from polc.dsl.diagnostics.wording import POLICY_QUESTION, SEVERITY_WORD, fields

EACH = pytest.mark.parametrize("code", ALL, ids=lambda code: code.id)
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def texts(code: Code) -> tuple[Text, ...]:
    return (code.title, code.message, *code.suggestions, *([code.label] if code.label else []))


def sections(code: Code) -> dict[str, str]:
    parts = re.split(r"^## (.+)\n", page(code.id), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_constant_of_a_family_has_a_number_of_that_family() -> None:
    for digit, modules in FAMILIES.items():
        for name, value in (pair for module in modules for pair in vars(module).items()):
            if isinstance(value, Code):
                assert re.fullmatch(rf"POL{digit}[0-9]{{2}}", value.id), name
                assert BY_ID[value.id] is value, name


def test_the_registry_is_in_order() -> None:
    assert [code.id for code in ALL] == sorted(BY_ID)


def test_titles_tell_codes_apart() -> None:
    assert len({code.title.zh for code in ALL}) == len({code.title.en for code in ALL}) == len(ALL)


@EACH
def test_both_languages_need_the_same_facts(code: Code) -> None:
    for text in texts(code):
        chinese, english = fields(text)
        assert chinese == {
            name.removesuffix("_en") for name in english
        }  # a sentence is a fact in each language


@EACH
def test_texts_are_kind_and_complete(code: Code) -> None:
    for text in texts(code):
        assert "非法" not in text.zh
        assert text.zh.strip() == text.zh != ""
        assert text.en.strip() == text.en != ""
        assert not text.zh.endswith(("。", "；")) and not text.en.endswith((".", ";"))
    assert CHINESE.search(code.message.zh)
    assert code.suggestions and code.suggestions != (POLICY_QUESTION,)
    assert fields(code.title) == (frozenset(), frozenset())


@EACH
def test_a_remark_stands_last(code: Code) -> None:
    assert POLICY_QUESTION not in code.suggestions[:-1]


@EACH
def test_a_chinese_console_can_show_the_texts(code: Code) -> None:
    for text in (*(part for each in texts(code) for part in (each.zh, each.en)), page(code.id)):
        text.encode("gbk")


@EACH
def test_the_page_follows_the_template(code: Code) -> None:
    word = SEVERITY_WORD[code.severity]
    title, _, severity = page(code.id).splitlines()[:3]
    assert title == f"# {code.id} {code.title.zh}"
    assert severity == f"{word.zh} · {word.en}: {code.title.en}"
    assert tuple(sections(code)) == HEADINGS
    assert all(text.strip() for text in sections(code).values())
    assert "非法" not in page(code.id)


@EACH
def test_the_page_shows_a_bad_and_a_good_example(code: Code) -> None:
    bad, good = (FENCE.findall(sections(code)[name]) for name in ("错误示例", "正确示例"))
    assert bad and good and bad != good
    assert {kind for kind, _, _ in (*bad, *good)} <= {"pol", "json", "hex", "text"}


def test_no_page_is_orphaned() -> None:
    found = {entry.name for entry in files("polc.dsl.diagnostics").joinpath("explain").iterdir()}
    assert found == {f"{code.id}.md" for code in ALL}


@pytest.mark.parametrize("text", ["POL000", "../names", "", "POL402.md"])
def test_only_registered_codes_have_a_page(text: str) -> None:
    with pytest.raises(KeyError):
        page(text)
