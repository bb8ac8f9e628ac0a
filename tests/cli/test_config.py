"""Settings: option over environment over file, and nothing misspelt."""

from pathlib import Path

import attrs
import pytest
from cli.runs import Polc

from polc.config import Settings, load
from polc.refusals import Refusal


def project(folder: Path, text: str, name: str = "polc.toml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def test_defaults(tmp_path: Path) -> None:
    assert load(str(tmp_path), {}) == Settings()


def test_file_then_environment(tmp_path: Path) -> None:
    root = project(
        tmp_path, 'lang = "en"\n[check]\nselect = ["POL4"]\nstrict = true\n[test]\nthreshold = 80\n'
    )
    settings = load(root, {"POLC_CHECK_SELECT": "POL5, POL6", "POLC_CHECK_STRICT": "0"})
    assert (settings.lang, settings.select, settings.strict) == ("en", ("POL5", "POL6"), False)
    assert settings.threshold == 80


def test_table_of_a_shared_file(tmp_path: Path) -> None:
    root = project(
        tmp_path, '[tool.polc]\nwide = true\n[tool.polc.build.names]\n"甲" = "jia"\n', "pyproject.toml"
    )
    settings = load(root, {})
    assert (settings.wide, settings.names) == (True, (("甲", "jia"),))


@pytest.mark.parametrize(
    ("text", "name", "facts"),
    [
        ('langg = "en"', "unknown_setting", {"key": "langg", "nearest": "lang"}),
        ("[check]\nstrickt = true", "unknown_setting", {"nearest": "check.strict"}),
        ('lang = "fr"', "setting_form", {"expected": "zh | en"}),
        ("[test]\nthreshold = 101", "setting_form", {"expected": "0 … 100"}),
        ("[test]\nthreshold = true", "setting_form", {}),
        ("paths = 3", "setting_form", {}),
        ("[check]\nstrict = 1", "setting_form", {}),
        ("[build]\nnames = [1]", "setting_form", {}),
        ("lang = ", "setting_syntax", {"file": "polc.toml"}),
    ],
)
def test_refused(tmp_path: Path, text: str, name: str, facts: dict[str, str]) -> None:
    root = project(tmp_path, text)
    with pytest.raises(Refusal) as caught:
        load(root, {})
    assert caught.value.name == name
    assert facts.items() <= caught.value.facts.items()


def test_every_key_has_its_own_name() -> None:
    keys = [field.metadata["key"] for field in attrs.fields(Settings)]
    assert len(set(keys)) == len(keys)


def test_a_wrong_setting_stops_the_verb(polc: Polc, sample: Path) -> None:
    (sample / "polc.toml").write_text("[check]\nstric = true\n", encoding="utf-8")
    run = polc("test", sample)
    assert (run.status, run.out) == (2, "")
    assert "check.strict" in run.err


def test_the_language_of_the_project(polc: Polc, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sample / "polc.toml").write_text('lang = "en"\n', encoding="utf-8")
    monkeypatch.chdir(sample)
    assert "Usage: polc rule" in polc("rule", "--help").out
    assert "用法：polc rule" in polc("rule", "--help", "--lang", "zh").out
    monkeypatch.setenv("POLC_LANG", "zh")
    assert "用法：polc rule" in polc("rule", "--help").out
