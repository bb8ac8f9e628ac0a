"""Files that the documents of developers name in `…`, from the top of the project, exist."""

import re

import pytest
from checkout import ROOT

NAMED = re.compile(r"`((?:\.?[\w-]+/)+[\w.-]*)`")
DOCUMENTS = ("ARCHITECTURE.md", "CONTRIBUTING.md")
STANDS_FOR_ANY = "POLnnn"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_named_files_exist(document: str) -> None:
    names = NAMED.findall((ROOT / document).read_text(encoding="utf-8"))
    assert names
    assert [name for name in names if STANDS_FOR_ANY not in name and not (ROOT / name).exists()] == []
