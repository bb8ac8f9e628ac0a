"""`polc ledger`: from the text and from what is kept, changes, the page; and what `polc check` adds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.runs import Polc
from notices.policies import NOTICE, POLICY, changed

SLIP = changed("= 420元", "= 42元")


@pytest.fixture
def project(polc: Polc, tmp_path: Path) -> Path:
    """A policy, its notice in a folder of texts, and nothing kept yet."""
    (tmp_path / "polc.toml").write_text("", encoding="utf-8")
    (tmp_path / "原文").mkdir()
    (tmp_path / "原文" / "通知.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "缴费.pol").write_text(POLICY, encoding="utf-8")
    return tmp_path


def codes(out: str) -> list[str]:
    return [each["code"] for each in json.loads(out)["diagnostics"]]


def accept(polc: Polc) -> None:
    assert polc("ledger", "缴费.pol", "--notice", "原文/通知.txt", "--accept").status == 0


def test_the_same_from_the_text_and_from_what_is_kept(polc: Polc, project: Path) -> None:
    (project / "缴费.pol").write_text(SLIP, encoding="utf-8")
    text = polc("ledger", "缴费.pol", "--notice", "原文/通知.txt")
    accept(polc)
    kept = polc("ledger", "缴费.pol")
    assert kept.out == text.out
    assert "通知 7 处、12 个数：11 个在引用它的行里" in kept.out
    assert "1 个没有交代" in kept.out
    assert kept.status == 0


def test_check_runs_it_where_something_is_kept(polc: Polc, project: Path) -> None:
    (project / "缴费.pol").write_text(SLIP, encoding="utf-8")
    before = codes(polc("check", "--output-format", "json").out)
    accept(polc)
    after = codes(polc("check", "--output-format", "json").out)
    assert sorted(after) == sorted([*before, "POL710", "POL711"])
    assert "POL716" not in after  # what only informs is left to polc ledger


def test_an_answer_is_unused_only_where_it_was_sought(polc: Polc, project: Path) -> None:
    answered = changed("【二（一）第1句】 标准", "# polc: 忽略 POL710 等更正\n【二（一）第1句】 标准")
    (project / "缴费.pol").write_text(answered, encoding="utf-8")
    assert "POL707" not in codes(polc("check", "--output-format", "json").out)
    accept(polc)
    assert "POL707" in codes(polc("check", "--output-format", "json").out)


def test_a_new_text(polc: Polc, project: Path) -> None:
    accept(polc)
    (project / "新.txt").write_text(NOTICE.replace("680元", "700元"), encoding="utf-8")
    run = polc("ledger", "缴费.pol", "--notice", "新.txt")
    assert "【二（一）第2句】与底稿不同：不低于 680元 → 不低于 700元" in run.out
    assert "要重看第 13、26 行" in run.out
    kept = (project / "缴费.notice.json").read_text(encoding="utf-8")
    assert "680元" in kept
    polc("ledger", "缴费.pol", "--notice", "新.txt", "--accept")
    assert "700元" in (project / "缴费.notice.json").read_text(encoding="utf-8")
    assert "POL718" not in polc("ledger", "缴费.pol", "--notice", "新.txt").out


def test_another_notice_is_refused_until_it_is_accepted(polc: Polc, project: Path) -> None:
    accept(polc)
    (project / "别的.txt").write_text(
        "示例镇关于收垃圾费的通知\n一、每户每月5元。\n二、按季收取。\n", encoding="utf-8"
    )
    run = polc("ledger", "缴费.pol", "--notice", "别的.txt")
    assert run.status == 1
    assert "POL720" in run.out
    assert "示例镇关于收垃圾费的通知" in run.out
    polc("ledger", "缴费.pol", "--notice", "别的.txt", "--accept")
    assert "垃圾费" in (project / "缴费.notice.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "第 1 行第 2 个字"),
        ("[]", "“schema”不是 polc 写的样子"),
        ('{"schema": "polc.notice/2"}', "“schema”不是 polc 写的样子"),
        ("<<<<<<< HEAD\n", "第 1 行第 1 个字"),
        ("[" * 100_000, "不能用"),
        ("", "不能用"),
    ],
)
def test_what_is_kept_but_broken(polc: Polc, project: Path, content: str, said: str) -> None:
    (project / "缴费.notice.json").write_text(content, encoding="utf-8")
    for run in (polc("check"), polc("ledger", "缴费.pol")):
        assert run.status == 1
        assert "POL720" in run.out
        assert said in run.out
        assert "Traceback" not in run.err
    accept(polc)
    assert polc("ledger", "缴费.pol").status == 0


def test_every_field_is_read_strictly(polc: Polc, project: Path) -> None:
    """Whatever is exchanged for something of another kind, the file is refused and not half used."""
    accept(polc)
    path = project / "缴费.notice.json"
    good = json.loads(path.read_text(encoding="utf-8"))

    def broken(value: object, where: list[str | int]) -> list[object]:
        found: list[object] = []
        items = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, inner in items:
            found += [[*where, key], *broken(inner, [*where, key])]
        return found

    for place in broken(good, [])[:60]:
        assert isinstance(place, list)
        copy = json.loads(json.dumps(good))
        target = copy
        for key in place[:-1]:
            target = target[key]
        target[place[-1]] = {"x": None}
        path.write_text(json.dumps(copy, ensure_ascii=False), encoding="utf-8")
        run = polc("ledger", "缴费.pol")
        assert (run.status, "POL720" in run.out) == (1, True), place


def test_the_page(polc: Polc, project: Path) -> None:
    (project / "缴费.pol").write_text(SLIP, encoding="utf-8")
    accept(polc)
    bare = polc("ledger", "缴费.pol", "--html", "页.html")
    page = (project / "页.html").read_text(encoding="utf-8")
    assert "手边没有通知的原文" in bare.err
    assert "财政补助标准不低于" not in page
    assert '<mark class="no">420元</mark>' in page
    (project / "polc.toml").write_text('[ledger]\ntexts = "原文"\n', encoding="utf-8")
    polc("ledger", "缴费.pol", "--html", "页.html")
    page = (project / "页.html").read_text(encoding="utf-8")
    assert "财政补助标准不低于" in page
    assert '<mark class="no">420元</mark>' in page
    assert '<mark class="no">42元</mark>' in page
    assert "核对人" in page
    assert "<script" not in page


def test_the_page_gives_the_authors_reason(polc: Polc, project: Path) -> None:
    answered = changed("出生日期 + 89日", "出生日期 + 88日  # polc: 忽略 POL711 另有口头答复")
    (project / "缴费.pol").write_text(answered, encoding="utf-8")
    polc("ledger", "缴费.pol", "--notice", "原文/通知.txt", "--html", "页.html")
    page = (project / "页.html").read_text(encoding="utf-8")
    assert "已在文件里说明：这一行的 88日 不在所引的【三】里。另有口头答复" in page
    assert '<mark class="note">88日</mark>' in page


def test_a_page_shows_text_and_never_runs_it(polc: Polc, project: Path) -> None:
    (project / "原文" / "通知.txt").write_text(
        NOTICE.replace("按照《示例", "<script>alert(1)</script>按照《示例"), encoding="utf-8"
    )
    accept(polc)
    polc("ledger", "缴费.pol", "--notice", "原文/通知.txt", "--html", "页.html")
    assert "<script" not in (project / "页.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("缴费.pol",), "没有 缴费.notice.json，也没有给通知"),
        (("缴费.pol", "--accept"), "--accept 要和 --notice 一起用"),
        (("没有.pol", "--notice", "原文/通知.txt"), "没有这个文件或文件夹：没有.pol"),
        (("缴费.pol", "--notice", "没有.txt"), "没有这个文件或文件夹：没有.txt"),
        (("词.pol", "--notice", "原文/通知.txt"), "词.pol 里没有政策"),
    ],
)
def test_what_cannot_be_done(polc: Polc, project: Path, words: tuple[str, ...], said: str) -> None:
    (project / "词.pol").write_text("词汇 词 { 事实 甲: 是非 别名 a }\n", encoding="utf-8")
    run = polc("ledger", *words)
    assert (run.status, run.out) == (2, "")
    assert said in run.err


def test_a_policy_with_errors_is_not_accounted(polc: Polc, project: Path) -> None:
    (project / "缴费.pol").write_text(POLICY.replace("= 420元", "= = 420元"), encoding="utf-8")
    run = polc("ledger", "缴费.pol", "--notice", "原文/通知.txt")
    assert run.status == 1
    assert "POL105" in run.out
