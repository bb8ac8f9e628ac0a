"""Libraries that only registers need, imported when they are used.

In: a name. Out: the module, or a refusal that says what to install.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from polc.refusals import Refusal

# Module → package, and the extra of polc that brings it.
_PACKAGES = {
    "python_calamine": ("python-calamine", "register"),
    "xlsxwriter": ("XlsxWriter", "register"),
    "pyarrow": ("pyarrow", "register"),
    "numpy": ("numpy", "columnar"),
    "duckdb": ("duckdb", "sql"),
}


def library(name: str) -> Any:
    """The module called `name`."""
    try:
        return import_module(name)
    except ImportError:
        package, extra = _PACKAGES[name.partition(".")[0]]
        raise Refusal("register_library", package=package, extra=extra) from None
