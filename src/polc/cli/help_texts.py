"""What `--help` says of each verb and option, in both languages.

An option's text is looked up as "verb.option", then as "option"; a test finds options without a text.
"""

from __future__ import annotations

from polc.dsl.diagnostics.model import Text

# The targets that are shipped, told without importing them.
_TARGETS = "python,json,columnar,sql,js,summary,page"

VERBS: dict[str, Text] = {
    "init": Text("建立一个能直接运行的样例项目", "make a sample project that works"),
    "outline": Text(
        "由通知写出政策的开头：题头、条款、每一处的数",
        "the beginning of a policy from its notice: header, clauses, the numbers of each",
    ),
    "check": Text("检查政策：能证明的都证明，附上例子", "find what is wrong, with a person who shows it"),
    "fmt": Text("整理写法，含义不变", "rewrite into the canonical text; the meaning stays"),
    "test": Text("运行案例", "run the cases"),
    "cases": Text(
        "签认表：编出看得出每一行、每个界的人，签好收回成案例",
        "the sheet to sign: persons who show every row and bound; signed rows become cases",
    ),
    "eval": Text("算一个人：每项结果和依据的条款", "one person: every result with its clauses"),
    "run": Text(
        "判定一份名册：每行的结果、条款和原因", "a register: results, clauses and reasons for every row"
    ),
    "impact": Text(
        "改了政策，名册上的人谁多了、谁少了、多少人、多少钱",
        "what a change of policy does to a register: who, how many, how much",
    ),
    "build": Text("生成模块、数据和说明", "build modules, data and summaries"),
    "summary": Text("写出给人看的中文说明", "write the Chinese summary"),
    "diff": Text(
        "对照两份政策：谁受到不同对待，从哪天起，差多少",
        "compare two policies: who is treated differently, when, by how much",
    ),
    "ledger": Text(
        "拿政策和通知对账：每一处、每一个数，两个方向",
        "a policy against its notice: every place and every number, both ways",
    ),
    "prove": Text("一句话是不是对每个人都成立", "whether a sentence holds for everybody"),
    "rule": Text("查看一个编号的说明", "explain a code"),
    "inspect": Text(
        "列出条款、事实、输出、时段、假定", "list clauses, inputs, outputs, windows, assumptions"
    ),
    "serve": Text("开一个服务：别的系统用 HTTP 问政策", "a service: other systems ask the policies by HTTP"),
    "desk": Text(
        "工作台：在浏览器里写、查、试，不上网",
        "the desk: write, check and try in the browser, without network",
    ),
    "doctor": Text(
        "这台机器装了什么、能用什么、还要做什么",
        "what is installed here, what works, what to do about the rest",
    ),
    "lsp": Text("语言服务，由编辑器启动", "the language server, started by editors"),
}

EXAMPLES: dict[str, tuple[str, ...]] = {
    "init": ("polc init 我的项目",),
    "outline": ("polc outline 通知.docx -o 石狮2025.pol",),
    "check": ("polc check policies", "polc check --output-format html -o 检查.html policies"),
    "fmt": ("polc fmt policies", "polc fmt --check policies"),
    "test": ("polc test policies", "polc test --coverage --threshold 90 policies"),
    "cases": (
        "polc cases 石狮2025.pol --cover -o 签认表.xlsx",
        "polc cases 石狮2025.pol --cover --since 石狮2024.pol -o 变了的.html",
        "polc cases 石狮2025.pol --signed 签认表.xlsx -o 石狮2025.pol",
    ),
    "eval": (
        "polc eval 石狮2025.pol -i person.json --trace",
        "polc eval 石狮2025.pol --set 低保对象=是 --set 缴费日=2024-10-15",
        "polc eval 石狮2025.pol -i person.json --assume 减免基数=都不采用",
        "polc eval 石狮2025.pol -i person.json --compare 低保对象",
    ),
    "run": (
        "polc run 石狮2025.pol 名册.xlsx -o 结果.xlsx",
        "polc run 石狮2025.pol 名册.csv -o 结果.csv --columns 出生年月日=出生日期 --date-format dmy",
        "polc run 购书补贴.pol 名册.csv -o 结果.csv --list 购书=购书.csv --key 证件号码",
    ),
    "impact": (
        "polc impact 石狮2025.pol 石狮2026.pol 名册.xlsx -o 影响.html --by 乡镇",
        "polc impact 石狮2025.pol 石狮2026.pol 名册.csv -o 影响.xlsx --persons 有变化的人.xlsx",
        "polc impact 石狮2025.pol 石狮2025.pol 名册.csv -o 读法.html --assume-new 减免基数=按应缴全额",
    ),
    "build": ("polc build policies -o build", "polc build policies -o build --check"),
    "summary": ("polc summary 石狮2025.pol --to html -o 石狮2025.html",),
    "diff": (
        "polc diff 石狮2025.pol 南安2026.pol",
        "polc diff 石狮2025.pol 梅州2025.pol --output 减免金额 --output-format html -o 对照.html",
        "polc diff 石狮2025.pol --assume-old 减免基数=按个人缴费 --assume-new 减免基数=按应缴全额",
    ),
    "ledger": (
        "polc ledger 石狮2025.pol",
        "polc ledger 石狮2025.pol --notice 通知.docx --html 对照.html",
        "polc ledger 石狮2025.pol --notice 新通知.docx --accept",
    ),
    "prove": ('polc prove 石狮2025.pol "特困人员 蕴含 窗口实缴 是 0元"',),
    "rule": ("polc rule POL402", "polc rule --all"),
    "inspect": ("polc inspect 石狮2025.pol", "polc inspect build/shishi2025.py"),
    "serve": ("polc serve policies", "polc serve 石狮2025.pol 南安2026.pol --port 8750"),
    "desk": ("polc desk policies", "polc desk policies --one-file 工作台.html"),
    "doctor": ("polc doctor",),
    "lsp": ("polc lsp",),
}

OPTIONS: dict[str, Text] = {
    "help": Text("显示这一页", "show this page"),
    "version": Text("显示版本", "show the version"),
    "lang": Text("语言：zh 或 en", "language: zh or en"),
    "verbose": Text("出错时显示过程", "show the trace of a fault"),
    "output_file": Text("写到文件里，不显示", "write to a file instead of the screen"),
    "output_format": Text("显示的形式", "form of the output"),
    "outline.output": Text(
        "写成这个文件，底稿写在旁边；不写就只显示", "write this file, and the .notice.json beside it"
    ),
    "ledger.notice": Text(
        "通知的文件（.txt、.html、.docx、有文字的 .pdf）；不写就用旁边的 .notice.json",
        "the notice (.txt, .html, .docx, .pdf with text); by default the .notice.json beside the policy",
    ),
    "ledger.html": Text(
        "另写一页左右对照，可以打印签字", "also write a page side by side, to print and sign"
    ),
    "ledger.accept": Text("看过改动，换上新的文本", "take over the new text, its changes looked at"),
    "check.select": Text(
        "只看这些编号，可以只写开头，如 POL4", "only these codes, or beginnings such as POL4"
    ),
    "check.ignore": Text("不看这些编号", "leave these codes out"),
    "check.fail_level": Text("到哪一级算不通过", "the level that fails the run"),
    "check.strict": Text("警告和没分析完也算不通过", "warnings and unfinished analyses fail too"),
    "check.require_complete": Text("没分析完的算错误", "an unfinished analysis is an error"),
    "check.worth": Text("说明每个假定换一种读法影响谁", "also say what each assumption is worth"),
    "check.fix": Text(
        "改好不必思考的：看不见的字符、编码、没有用的忽略",
        "mend unseen characters, encoding, unused comments",
    ),
    "check.save_witness": Text(
        "把例子记成案例，写进政策文件", "write the examples into the policies as cases"
    ),
    "check.watch": Text("文件一改就再检查，Ctrl-C 结束", "check again on every change, until Ctrl-C"),
    "check.jobs": Text("用几个进程", "how many processes"),
    "check.baseline": Text("这份基线里的问题不算", "findings in this baseline don't count"),
    "check.write_baseline": Text("把现有的问题记成基线", "write the present findings as a baseline"),
    "check.statistics": Text("末尾按编号列出数目", "counts per code at the end"),
    "check.stdin_filename": Text("从标准输入读，当作这个文件", "read stdin as if it were this file"),
    "check.no_cache": Text("不用上次存下的结果", "don't use stored results"),
    "check.show_settings": Text(
        "只列出现行的设置和出处，不检查", "only list the settings in force and where they are written"
    ),
    "fmt.check": Text("只看要不要整理，不改文件", "only tell whether files would change"),
    "fmt.diff": Text("显示会改哪里，不改文件", "show what would change"),
    "cases.cover": Text("做签认表", "make the sheet"),
    "cases.since": Text(
        "只要答案和这份旧政策不同的人", "only persons whose answer differs from this older policy"
    ),
    "cases.signed": Text(
        "收回签好的表：哪些行变了；写 -o 就把没有变的记成案例",
        "take a signed sheet back: which rows have changed; with -o the others become cases",
    ),
    "cases.output": Text("写成 .xlsx、.html 或 .pol", "write .xlsx, .html or .pol"),
    "test.coverage": Text(
        "列出没有案例走到的行、看得出的界和读法", "list the rows, bounds and readings that no case shows"
    ),
    "test.threshold": Text("覆盖低于这个百分数算不通过", "fail below this percentage"),
    "test.junit": Text("另写一份 JUnit 报告", "also write a JUnit report"),
    "eval.input": Text("一个人的资料（JSON）；- 为标准输入", "the facts of one person (JSON); - is stdin"),
    "eval.set": Text("名称=值，可以写多个", "NAME=VALUE, may be repeated"),
    "eval.assume": Text(
        "假定=读法，或 假定=都不采用；可以写多个", "ASSUMPTION=READING, or =都不采用; may be repeated"
    ),
    "eval.compare": Text(
        "这项事实的每个选项各算一次，列出不同的结果",
        "evaluate under every option of this fact, show what differs",
    ),
    "eval.trace": Text("显示每一步", "show each step"),
    "run.output": Text(
        "结果写到哪个文件：.xlsx、.csv 或 .parquet", "the file for the result: .xlsx, .csv or .parquet"
    ),
    "columns": Text(
        "表头=事实，名册里的叫法不同时用；可以写多个",
        "HEADING=FACT, where the register names it otherwise; may be repeated",
    ),
    "list": Text(
        "清单=文件，一条记录一行，每行写明是谁的；没有资料的写 清单=未知；可以写多个",
        "LIST=FILE with one row an entry and the person's key, or LIST=unknown for no data; may be repeated",
    ),
    "key": Text(
        "名册和清单按哪一列对上；两边叫法不同的写 名册的列=清单的列",
        "the column by which the register and the lists are matched; THEIRS=ITS HEADING IN THE LISTS",
    ),
    "sheet": Text("读哪一张工作表", "the sheet to read"),
    "date_format": Text(
        "3/1/2025 这样的日期怎么读：mdy 月日年，dmy 日月年；serial：45292 是日期序号",
        "how 3/1/2025 is read: mdy or dmy; serial: 45292 is a spreadsheet's day",
    ),
    "blank": Text(
        "空格按什么：default 事实写明的默认值，没有写的算未知；unknown 一律未知",
        "a blank cell is the fact's default (unknown where it has none), or always unknown",
    ),
    "run.money": Text(
        "结果里的金额：yuan 元，fen 分；不写时 csv、xlsx 是元，parquet 是整数的分",
        "amounts of the result in yuan or in fen; otherwise yuan in csv and xlsx, whole fen in parquet",
    ),
    "engine": Text(
        "怎样算：rows 逐行，columnar 成批，duckdb 用数据库；不写就自动选前两种，结果都相同",
        "row by row, in columns, or in DuckDB; rows or columns by itself otherwise, all with the same result",
    ),
    "run.assume": Text(
        "假定=读法，或 假定=都不采用；可以写多个", "ASSUMPTION=READING, or =都不采用; may be repeated"
    ),
    "impact.output": Text(
        "写到哪个文件：.html 网页，.xlsx 工作簿，.json 数据",
        "the file for the figures (.html, .xlsx, .json)",
    ),
    "impact.by": Text(
        "名册的表头，另按这一列分：乡镇、认定类别；可以写多个",
        "a heading of the register to count by as well, such as the town; may be repeated",
    ),
    "impact.persons": Text(
        "把结果不同的行逐行写到这个文件（.xlsx、.csv、.parquet）；不写就没有个人",
        "a file (.xlsx, .csv, .parquet) for the rows that differ; without it no person is told",
    ),
    "impact.assume_old": Text("原来那份的读法：假定=读法", "readings of the old policy: ASSUMPTION=READING"),
    "impact.assume_new": Text("现在那份的读法：假定=读法", "readings of the new policy: ASSUMPTION=READING"),
    "build.output": Text("写到哪个文件夹", "the folder to write to"),
    "build.target": Text(
        f"生成哪些，用逗号分开：{_TARGETS}", f"what to build, separated by commas: {_TARGETS}"
    ),
    "build.runtime": Text(
        "own 每个 Python 模块自带运行时；shared 同一个包的模块合用一份 polc_runtime.py",
        "own: each Python module carries its runtime; shared: those of one package share polc_runtime.py",
    ),
    "build.check": Text("只看是不是最新，不写文件", "only tell whether files are up to date"),
    "summary.to": Text("md 或 html", "md or html"),
    "summary.for": Text(
        "群众（一页明白纸）或 经办；不写时能做明白纸就做",
        "群众 (the one-page leaflet) or 经办 (staff); the leaflet where it can be made",
    ),
    "summary.large": Text("明白纸用大字，两面", "the leaflet in large type, on two sides"),
    "diff.output": Text("只比这几项结果，可以写多个", "compare only these results, may be repeated"),
    "diff.assume_old": Text("OLD 的 假定=读法，可以写多个", "ASSUMPTION=READING for OLD, may be repeated"),
    "diff.assume_new": Text(
        "NEW 的 假定=读法；只写一个文件时，比同一份政策的两种读法",
        "ASSUMPTION=READING for NEW; with one file, two readings of it are compared",
    ),
    "diff.shift_years": Text(
        "NEW 晚几年，按同月同日对照；不写就取保障年度之差",
        "how many years NEW is later; by default the difference of the coverage years",
    ),
    "diff.exit_code": Text(
        "有差别或没分析完时以 1 结束", "end with 1 when there is a difference or it isn't finished"
    ),
    "rule.all": Text("列出全部编号", "list all codes"),
    "serve.host": Text("在哪个地址听；不写就只有这台电脑能问", "the address; this computer alone by default"),
    "serve.port": Text("在哪个端口听；0 是随便一个空着的", "the port; 0 is any free one"),
    "serve.max_bytes": Text("一次请求的正文最多多少字节", "the most bytes of a request's body"),
    "serve.max_seconds": Text("收一次请求的正文最多等几秒", "the most seconds to wait for a request's body"),
    "desk.page": Text("make desk 打出的网页", "the page that make desk built"),
    "desk.port": Text("用哪个端口；不写就用空着的", "the port; a free one by default"),
    "desk.one_file": Text(
        "不显示，写成一个文件，双击就能打开", "write one file to be opened by a double click"
    ),
    "lsp.stdio": Text(
        "经标准输入输出，本来就是；编辑器常写上",
        "over stdin and stdout, as it is anyway; editors often say so",
    ),
}
