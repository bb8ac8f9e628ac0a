"""The calculator as a file: there is one for every policy, it's small, and it can reach nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

import pytest
from agreement.shipped import HAND_MADE, examples, kernel_of, names
from page.walked import OPTIONS
from summary.pages import kernel_from, read_html

from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.page.emit import TARGET, render, slim

MOST_BYTES = 120_000
EVERY = (*names(), *examples(), *HAND_MADE)
# What a page needs in order to ask somebody or to keep something.
REACHING = re.compile(
    r"https?:|\burl\(|@import|\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\bimport\b *\("
    r"|localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker|\beval\(|innerHTML|location\.(?:hash|search)"
)


@cache
def page_of(name: str) -> str:
    return render(kernel_of(name), OPTIONS)


@pytest.mark.parametrize("name", EVERY)
def test_every_policy_has_a_page_that_reaches_nothing(name: str) -> None:
    page = page_of(name)
    assert len(page.encode()) <= MOST_BYTES
    assert REACHING.findall(page) == []
    read_html(re.sub(r"(<(script|style)[^>]*>).*?(</\2>)", r"\1\3", page, flags=re.S))


@pytest.mark.parametrize("name", names())
def test_only_what_is_in_the_file_may_run(name: str) -> None:
    page = page_of(name)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    told = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert (told["default-src"], told["base-uri"], told["form-action"]) == ("'none'",) * 3
    for tag in ("script", "style"):
        inside = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", page, re.S)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert told[f"{tag}-src"] == f"'sha256-{digest}'"
    assert re.findall(r"<[^>]+ (?:style|on\w+)=", page.partition("<script")[0]) == []


def test_a_file_by_its_name() -> None:
    (made,) = TARGET.emit(kernel_of("town"), OPTIONS.with_option("name", "镇"))
    assert made.name == "镇.calculator.html" and made.content.startswith(b"<!DOCTYPE html>")


def test_the_words_of_a_policy_are_no_code() -> None:
    kernel = kernel_from(
        '政策 "</script><script>alert(1)//" { 文号 "<b>&" 条款 【一】 }\n'
        '事实 甲: 是非 别名 a\n说明 甲 "</script><img src=x>" 问 "“<i>”吗？"\n输出 额: 金额 别名 due\n'
        "【一】 规定 额 { 【一】 甲 为 1元 【一】 其余 为 2元 }\n"
    )
    page = render(kernel, OPTIONS)
    assert page.count("</script>") == 1 and "<img" not in page and "<i>" not in page and "<b>" not in page


def test_who_is_not_asked_and_has_no_default_is_refused() -> None:
    kernel = kernel_from(
        '政策 "示例" { 条款 【一】 }\n事实 甲: 是非 别名 a\n说明 甲 "甲" 问 否\n输出 额: 金额 别名 due\n'
        "【一】 规定 额 { 【一】 甲 为 1元 【一】 其余 为 2元 }\n"
    )
    with pytest.raises(NotExpressible) as refused:
        render(kernel, OPTIONS)
    assert (refused.value.construct, refused.value.name) == (Construct.UNASKED, "甲")


def test_blanks_go_where_they_mean_nothing() -> None:
    assert slim('  // told\n\n  const a = [1, - -2];\n  return a ? "x , y" : b;\n') == (
        'const a=[1,- -2];\nreturn a ? "x , y" : b;\n'
    )
