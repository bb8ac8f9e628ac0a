"""What `polc doctor` says, in both languages: a part of the catalogue in `wording.py`."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Text

PHRASES: dict[str, Text] = {
    "doctor_polc": Text("{version}，Python {python}，{place}", "{version}, Python {python}, {place}"),
    "doctor_absent": Text("没有装 {names} · {use}", "{names} not installed · {use}"),
    "doctor_broken": Text("{names} 装了却用不了 · {use}", "{names} installed, and can't be imported · {use}"),
    "doctor_install": Text(
        "要用就装：python -m pip install 'polc[{extra}]'；不用就不必装",
        "where that's wanted: python -m pip install 'polc[{extra}]'; else nothing is lacking",
    ),
    "doctor_register": Text("polc run 读写 xlsx、parquet", "polc run on xlsx and parquet"),
    "doctor_columnar": Text("成批判定（--engine columnar）", "judging in columns (--engine columnar)"),
    "doctor_numba": Text("列式模块 compiled=True", "columnar modules with compiled=True"),
    "doctor_sql": Text("在数据库里判定（--engine duckdb）", "judging in the database (--engine duckdb)"),
    "doctor_notice": Text("读 PDF 通知", "notices as PDF"),
    "doctor_prove": Text("检查超出预算时请 z3 接着证", "z3 goes on where the check's own search stops"),
    "doctor_serve": Text("给别的系统问（polc serve）", "answering other systems (polc serve)"),
    "doctor_engine": Text("polc run 能用", "polc run can use it"),
    "doctor_engine_off": Text("polc run 用不了：缺 {names}", "polc run can't use it: {names} lacking"),
    "doctor_cache": Text("{path}，{count} 个文件，{size} kB", "{path}, {count} files, {size} kB"),
    "doctor_cache_shut": Text("{path} 写不进去", "{path} can't be written"),
    "doctor_cache_advice": Text(
        "每次都要重新检查；把文件夹改成可写，或不管它",
        "every check starts anew; make the folder writable, or leave it",
    ),
    "doctor_stdout": Text("能显示中文", "shows Chinese"),
    "doctor_narrow": Text("按 {encoding} 输出，中文会变成问号", "written as {encoding}, without Chinese"),
    "doctor_encoding": Text("先设 PYTHONIOENCODING=utf-8", "set PYTHONIOENCODING=utf-8"),
    "doctor_no_terminal": Text("{columns}（不是终端）", "{columns} (no terminal)"),
}
