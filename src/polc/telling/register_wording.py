"""What `polc run` says, in both languages: a part of the catalogue in `wording.py`."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Text

REFUSALS: dict[str, Text] = {
    "impact_headers": Text(
        "{path} 的表头，两份政策认出的不是同一行；请在名册里只留一行表头，或用 --columns 写明叫法不同的列",
        "the two policies find different rows of {path} to be its header; leave one header in it, or name the"
        " columns by --columns",
    ),
    "impact_no_column": Text(
        "{path} 里没有“{name}”这一列，--by 写名册的表头；有的是：{known}",
        "{path} has no column “{name}”; --by takes a heading of the register: {known}",
    ),
    "impact_persons": Text(
        "“{name}”是证件号码，按它分就是把每个人列出来；要逐人的结果用 --persons 文件",
        "“{name}” holds ID numbers, and a table by it would list persons; for those use --persons FILE",
    ),
    "impact_too_many": Text(
        "“{name}”有 {most} 种以上不同的内容，按它分就是把每个人列出来；选乡镇、认定类别这样的列",
        "“{name}” has more than {most} different cells, and a table by it would list persons; take a column"
        " such as the town or the group",
    ),
    "register_library": Text(
        "这样做要先安装 {package}：python -m pip install 'polc[{extra}]'",
        "this needs {package}: python -m pip install 'polc[{extra}]'",
    ),
    "register_suffix": Text(
        "{path} 的后缀看不出要写成哪一种，请用这些后缀之一：{known}",
        "the suffix of {path} doesn't say what to write; use one of {known}",
    ),
    "register_same_file": Text(
        "结果不能写到要读的 {path} 自己身上，请换一个文件名",
        "the result can't replace {path}, which is read; choose another name",
    ),
    "register_empty": Text("{path} 里什么也没有", "{path} holds nothing"),
    "register_no_header": Text(
        "{path} 里没有一列是这份政策的事实；见到的是：{seen}；要有的是：{known}；叫法不同的用{offer} 对上",
        "no column of {path} is a fact of this policy; found: {seen}; wanted: {known}; where names differ,"
        " write{offer}",
    ),
    "register_no_facts": Text(
        "这份政策没有要从 {path} 里读的事实，用不着名册",
        "this policy has no fact that {path} could tell, so there is nothing to judge by",
    ),
    "register_doubled": Text(
        "“{name}”有两列（{first} 和 {second}），不知道用哪一列；请改掉其中一个表头",
        "“{name}” has two columns ({first} and {second}); rename the heading of one",
    ),
    "register_unknown_fact": Text(
        "--columns 里的“{name}”不是这份政策的事实，是不是“{nearest}”",
        "“{name}” in --columns isn't a fact of this policy; did you mean “{nearest}”?",
    ),
    "register_unknown_column": Text(
        "{path} 里没有“{name}”这一列，是不是“{nearest}”",
        "{path} has no column “{name}”; did you mean “{nearest}”?",
    ),
    "register_list_wanted": Text(
        "清单“{name}”一个人有多条，名册一行一人放不下；请另备一个文件，一条记录一行，每行写明是谁的，"
        "加 --list {name}=文件 --key 列名；真的没有资料的写 --list {name}=未知",
        "the list “{name}” has several entries a person, which a row of a register can't hold; give a file"
        " with one row an entry and the person's key: --list {name}=FILE --key HEADING; if there are no data,"
        " --list {name}=unknown",
    ),
    "register_unknown_list": Text(
        "--list 里的“{name}”不是这份政策的清单；政策的清单有：{known}",
        "“{name}” in --list isn't a list of this policy; there are: {known}",
    ),
    "register_list_twice": Text(
        "清单“{name}”给了两个文件（{first} 和 {second}），请合成一个",
        "the list “{name}” has two files ({first} and {second}); make them one",
    ),
    "register_key_wanted": Text(
        "有清单“{name}”，要写明名册和清单按哪一列对上：--key 列名；两边叫法不同的写 --key 名册的列=清单的列",
        "there is a list, “{name}”: say by which column it's matched with the register: --key HEADING (or"
        " --key HEADING=ITS HEADING IN THE LIST)",
    ),
    "register_no_match": Text(
        "{path} 里没有一个“{key}”和名册对得上，多半是列弄错了，或者有一边丢了前面的 0；核对两边的这一列",
        "no “{key}” of {path} is in the register: probably it's the wrong column, or one side lost its"
        " leading zeros; compare the two columns",
    ),
    "register_nul": Text(
        "{path} 第 {line} 行有空字符（NUL），文件已经损坏或不是文本；请重新导出",
        "{path} holds a NUL character in line {line}: it is damaged or no text; export it again",
    ),
    "register_not_text": Text(
        "{path} 第 {line} 行既不是 UTF-8 也不是 GB18030；请用表格软件另存为 UTF-8 的 csv",
        "line {line} of {path} is neither UTF-8 nor GB18030; save it as csv in UTF-8",
    ),
    "register_mixed": Text(
        "{path} 混了两种编码：第 {line} 行是 UTF-8，别的行是 GB18030；请统一编码后再用",
        "{path} mixes two encodings: line {line} is UTF-8 and others are GB18030; bring it to one",
    ),
    "register_quote": Text(
        "{path} 第 {line} 行（第 {row} 条）起引号没有配对，后面的分不清哪些是内容；请补上引号，或另存为 xlsx",
        "in {path}, the quotes from line {line} (record {row}) on don't match, so the rest can't be told"
        " apart; mend them, or save it as xlsx",
    ),
    "register_long_cell": Text(
        "{path} 第 {line} 行（第 {row} 条）起有一格超过 100 万字，多半是引号没有配对；请补上引号",
        "in {path}, a cell from line {line} (record {row}) on has more than a million characters, probably"
        " because of a quote without its partner; mend it",
    ),
    "register_encrypted": Text(
        "{path} 加了密码，读不了；请去掉密码后另存", "{path} is protected by a password; save it without one"
    ),
    "register_damaged": Text(
        "{path} 不完整或已经损坏；请重新导出或重新传送",
        "{path} is cut off or damaged; export or copy it again",
    ),
    "register_bomb": Text(
        "{path} 解开后大得不像一份名册，没有读；请用表格软件打开后另存",
        "{path} unpacks to far more than a register, and wasn't read; open it in a spreadsheet program and"
        " save it again",
    ),
    "register_far_cell": Text(
        "{path} 的工作表“{name}”里有离表格很远的格（到第 {row} 行），中间几乎全是空的，没有读；请删去那一格"
        "（选中空白的行和列，整行整列删除）再保存",
        "the sheet “{name}” of {path} has a cell far away from the table (down to row {row}), with hardly"
        " anything between, so it wasn't read; delete that cell, its row and its column, and save it again",
    ),
    "register_entities": Text(
        "{path} 的内部声明了实体（DOCTYPE），正常的表格没有，没有读；请用表格软件打开后另存",
        "{path} declares entities (DOCTYPE) inside, as no sound workbook does, and wasn't read; save it again"
        " from a spreadsheet program",
    ),
    "register_formulas": Text(
        "{path} 里太多的格公式出错或没有算过，没有读；请用表格软件打开、重算后另存",
        "too many cells of {path} hold formulas that failed or were never computed; open it in a spreadsheet"
        " program, compute it and save it",
    ),
    "register_web_page": Text(
        "{path} 其实是网页，不是表格；请用表格软件打开后另存为 xlsx",
        "{path} is really a web page; open it in a spreadsheet program and save it as xlsx",
    ),
    "register_no_sheet": Text(
        "{path} 里没有“{name}”这张工作表，有的是：{known}", "{path} has no sheet “{name}”; there are: {known}"
    ),
    "register_not_columnar": Text(
        "这份政策不能成批判定（{reason}）；去掉 --engine columnar，逐行判定的结果相同",
        "this policy can't be judged in columns ({reason}); leave out --engine columnar, rows give the same",
    ),
    "register_not_sql": Text(
        "这份政策不能用 DuckDB 判定（{reason}）；去掉 --engine duckdb，逐行判定的结果相同",
        "DuckDB can't judge this policy ({reason}); leave out --engine duckdb, rows give the same",
    ),
}

PHRASES: dict[str, Text] = {
    "impact_written": Text(
        "{rows} 行，其中 {count} 行的结果不同，已写到 {path}",
        "{rows} rows, {count} of them with different results, written to {path}",
    ),
    "impact_listed": Text(
        "结果不同的 {count} 行逐行写到 {path}，里面有个人信息，用完请妥善处理",
        "the {count} rows that differ are in {path}: it holds personal data, so mind where it goes",
    ),
    "impact_faults": Text(
        "名册有 {count} 处数据有误，所在的行没有比；用 polc run 看是哪几格",
        "{count} faults in the register; their rows weren't compared; polc run tells the cells",
    ),
    "run_written": Text("{rows} 行，已写到 {path}", "{rows} rows, written to {path}"),
    "run_entries": Text(
        "{lines} 条记录的结果，已写到 {path}", "results of {lines} entries, written to {path}"
    ),
    "run_faults": Text(
        "{count} 处数据有误，所在的行没有判定，原样留在结果里：",
        "{count} faults; their rows weren't judged and stand in the result as they were:",
    ),
    "run_warnings": Text("{count} 处请核对，照常判定：", "{count} things to check, judged all the same:"),
    "run_more": Text("另有 {count} 处", "{count} more"),
    "run_header": Text(
        "表头在第 {rows} 行，上面 {above} 行没有带到结果里",
        "the header is row {rows}; {above} rows above it aren't in the result",
    ),
    "run_near": Text(
        "“{name}”这一列没有当作事实，原样带过；若就是“{fact}”，加 --columns {name}={fact}",
        "the column “{name}” was carried over and not used; if it is “{fact}”, add --columns {name}={fact}",
    ),
    "run_defaults": Text(
        "名册里没有 {count} 项事实的列，按政策写的默认值：{names}",
        "{count} facts have no column and take the policy's default: {names}",
    ),
    "run_unknown": Text(
        "名册里没有 {count} 项事实的列，也没有默认值，当作未知：{names}",
        "{count} facts have no column and no default, and are unknown: {names}",
    ),
    "run_blanks": Text(
        "{count} 个空格按政策写的默认值：{names}；空格表示不知道的，加 --blank unknown",
        "{count} blank cells were taken for the policy's defaults: {names}; where blank means unknown, add"
        " --blank unknown",
    ),
    "run_merged": Text(
        "有合并的格，{count} 行的值取自合并处的第一行：{names}；不该共用的，请拆开合并的格再判定",
        "cells are merged: {count} rows have their value from the first row of the merged cell: {names}; if"
        " they don't share it, part the cells",
    ),
    "run_bare_ids": Text(
        "用表格软件直接打开 csv，“{name}”的末几位会变成 0：请用“从文本导入”，把这一列设成文本，或者输出 xlsx",
        "a spreadsheet program that opens the csv turns the last digits of “{name}” into 0: import it with"
        " that column as text, or write xlsx",
    ),
    "run_hidden": Text(
        "有 {count} 行在表格里是隐藏的（多半是筛选过），照样判定了；不要的请删去",
        "{count} rows are hidden in the sheet (by a filter, most likely) and were judged all the same; delete"
        " those that aren't meant",
    ),
    "run_doubled": Text("有几列的表头相同：{names}", "several columns share a heading: {names}"),
    "run_others": Text(
        "还有别的工作表，没有读：{names}；要读的话用 --sheet",
        "other sheets weren't read: {names}; see --sheet",
    ),
    "run_old_workbook": Text(
        "旧格式的 xls 里，公式出错的格看上去和空格一样；有公式的，请另存为 xlsx 再判定",
        "in an old xls a failed formula looks like a blank cell; save it as xlsx if it has formulas",
    ),
    "run_rows_instead": Text(
        "不能成批判定（{reason}），改为逐行", "judged row by row, because columns can't: {reason}"
    ),
    "run_alone": Text(
        "成批判定时，有 {count} 行是逐行判定的（待定、缺资料要几处合起来说）",
        "judged in columns, but for {count} rows in which several open things had to be told together",
    ),
    "run_no_columns": Text(
        "没有 {package}，不能成批判定，改为逐行；要快就安装：python -m pip install 'polc[{extra}]'",
        "judged row by row for want of {package}; to be faster: python -m pip install 'polc[{extra}]'",
    ),
    "run_progress": Text("已判定 {rows} 行", "{rows} rows judged"),
    "run_progress_share": Text("已判定 {rows} 行（{percent}%）", "{rows} rows judged ({percent}%)"),
}
