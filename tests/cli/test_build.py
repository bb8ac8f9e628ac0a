"""polc build, summary and inspect: what a policy becomes."""

import json
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from checkout import ROOT
from cli.runs import Polc
from jsonschema import Draft202012Validator

SCHEMA = json.loads(files("polc").joinpath("schemas", "inspect.schema.json").read_text(encoding="utf-8"))
NAMES = ["sample2025.kernel.json", "sample2025.py", "sample2025.staff.html", "sample2025.staff.md"]


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_bytes_every_time(polc: Polc, sample: Path) -> None:
    first = polc("build", sample, "-o", "one")
    assert (first.status, first.err) == (0, "")
    assert [line.rpartition("/")[2] for line in sorted(first.out.splitlines())] == NAMES
    assert polc("build", sample, "-o", "two").status == 0
    assert listing(Path("one")) == listing(Path("two"))
    assert list(listing(Path("one"))) == NAMES


def test_one_target(polc: Polc, sample: Path) -> None:
    assert polc("build", sample, "-o", "one", "--target", "json").status == 0
    assert list(listing(Path("one"))) == ["sample2025.kernel.json"]


def test_policies_of_one_package_share_a_runtime(polc: Polc, sample: Path, policy: Path) -> None:
    (policy.parent / "另一份2025.pol").write_bytes(policy.read_bytes())
    run = polc("build", sample, "-o", "one", "--target", "python", "--runtime", "shared")
    assert (run.status, run.err) == (0, "")
    made = listing(Path("one"))
    assert "polc_runtime.py" in made
    sharing = [name for name, text in made.items() if b"from .polc_runtime import" in text]
    assert sorted([*sharing, "polc_runtime.py"]) == sorted(made)
    assert len(sharing) == 2
    again = polc("build", sample, "-o", "one", "--target", "python", "--runtime", "shared", "--check")
    assert again.status == 0


def test_check_tells_what_is_stale(polc: Polc, sample: Path, policy: Path) -> None:
    assert polc("build", sample, "-o", "out").status == 0
    fresh = polc("build", sample, "-o", "out", "--check")
    assert (fresh.status, fresh.out) == (0, "4 个文件都是最新的\n")
    (Path("out") / NAMES[0]).unlink()
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("50%", "40%").replace("200元", "240元"), encoding="utf-8"
    )
    before = listing(Path("out"))
    stale = polc("build", sample, "-o", "out", "--check")
    assert stale.status == 1
    assert f"缺少  out/{NAMES[0]}" in stale.out
    assert f"过期  out/{NAMES[3]}" in stale.out
    assert "polc build" in stale.err
    assert listing(Path("out")) == before


def test_errors_stop_the_build(polc: Polc, sample: Path, policy: Path) -> None:
    assert polc("build", sample, "-o", "out").status == 0
    before = listing(Path("out"))
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("为 个人缴费", "为 个人缴飞"), encoding="utf-8")
    run = polc("build", sample, "-o", "out")
    assert (run.status, run.out) == (1, "")
    assert "[POL201]" in run.err
    assert "没有写任何文件" in run.err
    assert listing(Path("out")) == before


def test_two_policies_of_one_name(polc: Polc, sample: Path, policy: Path) -> None:
    other = sample / "政策" / "别处" / policy.name
    other.parent.mkdir()
    text = policy.read_text(encoding="utf-8").replace("../词汇", "../../词汇")
    other.write_text(text, encoding="utf-8")
    run = polc("build", sample, "-o", "out")
    assert (run.status, run.out) == (2, "")
    assert "改其中一个文件名" in run.err


def test_a_folder_that_cannot_be_written(polc: Polc, sample: Path) -> None:
    """Root may write everywhere, so the folder is one where nobody can."""
    run = polc("build", sample, "-o", "/proc/polc")
    assert (run.status, run.out) == (2, "")
    assert "/proc/polc" in run.err


def test_a_link_among_the_outputs(polc: Polc, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / NAMES[3]).symlink_to(tmp_path / "precious")
    run = polc("build", sample, "-o", "out")
    assert (run.status, run.out) == (2, "")
    assert "是链接" in run.err
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "precious"
    assert list(listing(tmp_path / "out")) == [NAMES[3]]


@pytest.mark.parametrize(("to", "start"), [("md", "# "), ("html", "<!DOCTYPE html>")])
def test_summary(polc: Polc, policy: Path, to: str, start: str) -> None:
    run = polc("summary", policy, "--to", to, "--for", "经办")
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith(start)
    into = polc("summary", policy, "--to", to, "--for", "经办", "-o", f"summary.{to}")
    assert (into.status, into.out) == (0, "")
    assert Path(f"summary.{to}").read_text(encoding="utf-8") == run.out


def test_a_leaflet_where_it_can_be_made(polc: Polc, policy: Path) -> None:
    """The sample has no words for the public, 石狮 has all it needs."""
    plain = polc("summary", policy)
    assert plain.status == 0 and "经办人员" in plain.err and plain.out.startswith("# ")
    asked = polc("summary", policy, "--for", "群众")
    assert (asked.status, asked.out) == (2, "") and "对群众怎么说" in asked.err
    shipped = polc("summary", ROOT / "policies" / "石狮2025" / "石狮2025.pol")
    assert (shipped.status, shipped.err) == (0, "") and "明白纸" in shipped.out


def test_names_without_words_are_told(polc: Polc, tmp_path: Path) -> None:
    (tmp_path / "政策").mkdir()
    vocabulary = ROOT / "policies" / "词汇" / "居民医保.pol"
    shipped = ROOT / "policies" / "石狮2025" / "石狮2025.pol"
    lacking = shipped.read_text("utf-8").replace('【四（八）】 说明 二女户 "', '# "').replace("../词汇/", "")
    (tmp_path / "政策" / "甲.pol").write_text(lacking, encoding="utf-8")
    (tmp_path / "政策" / "居民医保.pol").write_text(vocabulary.read_text("utf-8"), encoding="utf-8")
    asked = polc("summary", tmp_path / "政策" / "甲.pol", "--for", "群众")
    assert (asked.status, asked.out) == (2, "") and "二女户" in asked.err
    plain = polc("summary", tmp_path / "政策" / "甲.pol")
    assert plain.status == 0 and "二女户" in plain.err


def particulars(polc: Polc, path: Path) -> dict[str, object]:
    run = polc("inspect", path, "--output-format", "json")
    assert (run.status, run.err) == (0, "")
    document = json.loads(run.out)
    Draft202012Validator(SCHEMA).validate(document)
    assert isinstance(document, dict)
    return document


def test_a_module_says_what_its_source_says(polc: Polc, sample: Path, policy: Path) -> None:
    assert polc("build", sample, "-o", "out").status == 0
    source, module = particulars(polc, policy), particulars(polc, Path("out", NAMES[1]))
    assert (source["kind"], module["kind"]) == ("source", "module")
    for part in ("policy", "inputs", "outputs", "assumptions", "hashes"):
        assert source[part] == module[part]


def test_inspecting_a_module_runs_none_of_it(polc: Polc, tmp_path: Path) -> None:
    text = (
        'import sys\nsys.exit("ran")\nclass PolicyInfo: ...\nPOLICY = PolicyInfo(title="甲", abi=open("x"))\n'
    )
    (tmp_path / "module.py").write_text(text, encoding="utf-8")
    run = polc("inspect", "module.py")
    assert run.status == 0
    assert "甲" in run.out
    assert "module" not in sys.modules


@pytest.mark.parametrize(
    "text", ["", "x = 1\n", "POLICY = 3\n", "POLICY = (\n", "\0", "POLICY = " + "(" * 500]
)
def test_what_is_no_generated_module(polc: Polc, tmp_path: Path, text: str) -> None:
    (tmp_path / "module.py").write_text(text, encoding="utf-8")
    run = polc("inspect", "module.py")
    assert (run.status, run.out) == (2, "")
    assert "不是 polc 生成的模块" in run.err


def test_inspect_for_people(polc: Polc, policy: Path) -> None:
    run = polc("inspect", policy)
    assert "  缴费日      pay_date           日期" in run.out
    assert "【二（一）】  2024-09-01 至 2024-12-31  集中缴费期" in run.out
    assert "inputs" in polc("inspect", policy, "--lang", "en").out


def test_what_a_target_can_not_say_is_refused(polc: Polc, sample: Path) -> None:
    """A plain refusal with the construct and the way on; files of an earlier build stay as they were."""
    assert polc("build", sample, "-o", "out", "--target", "sql").status == 0
    before = listing(Path("out"))
    words = sample / "词汇" / "样例.pol"
    words.write_text(words.read_text(encoding="utf-8").replace("gross_due", "id"), encoding="utf-8")
    refused = polc("build", sample, "-o", "out", "--target", "python,sql")
    assert (refused.status, refused.out) == (2, "")
    assert "目标 sql 表达不了《sample2025》：两列同名（id）；没有写任何文件" in refused.err
    assert listing(Path("out")) == before
    english = polc("build", sample, "-o", "out", "--target", "sql", "--lang", "en")
    assert "two columns called id" in english.err
    assert polc("build", sample, "-o", "out", "--target", "python").status == 0


def test_sql_that_would_have_two_columns_of_one_name_is_refused(polc: Polc, sample: Path) -> None:
    words = sample / "词汇" / "样例.pol"
    words.write_text(words.read_text(encoding="utf-8").replace("gross_due", "id"), encoding="utf-8")
    refused = polc("build", sample, "-o", "out", "--target", "sql")
    assert (refused.status, refused.out) == (2, "")
    assert "目标 sql 表达不了《sample2025》：两列同名（id）" in refused.err
    assert not Path("out").exists()
