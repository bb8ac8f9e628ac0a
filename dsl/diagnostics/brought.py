"""2xx: files that a file brings in: 引用, and what 落实, 覆盖 and 沿用 take from them.

A fact of a clause ({clause} …) is the text between the brackets 【】. {nearest} may be empty.
"""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text

IMPORT_NOT_FOUND = Code(
    id="POL203",
    severity=Severity.ERROR,
    title=Text("引用的文件找不到", "imported file not found"),
    message=Text("引用的文件“{path}”找不到", "the imported file “{path}” isn't there"),
    label=Text("这个位置没有文件", "no file at this place"),
    suggestions=(
        Text('改为「引用 "{nearest}"」', 'write 「引用 "{nearest}"」'),
        Text(
            "核对文件夹和文件名；路径从本文件所在的文件夹写起，用 / 分隔，不写 .pol",
            "check folder and file name; a path starts at this file's folder, uses / and omits .pol",
        ),
    ),
)

IMPORT_CYCLE = Code(
    id="POL204",
    severity=Severity.ERROR,
    title=Text("引用绕成一圈", "imports form a circle"),
    message=Text("引用绕成了一圈：{chain}", "the imports form a circle: {chain}"),
    label=Text("这一行引用使它绕回起点", "this import leads back to the start"),
    suggestions=(
        Text(
            "把两边都要用的「事实」「输出」移到第三个词汇文件，两边都引用它",
            "move the 「事实」 and 「输出」 that both need into a third vocabulary and import that in both",
        ),
        Text("不需要的「引用」删去一行", "remove an 「引用」 that isn't needed"),
    ),
)

IMPORT_OUTSIDE = Code(
    id="POL205",
    severity=Severity.ERROR,
    title=Text("引用了项目文件夹之外的文件", "import from outside the project"),
    message=Text(
        "引用的“{path}”在项目文件夹之外，换一台电脑就读不到",
        "the import “{path}” leaves the project's folder and can't be read on another computer",
    ),
    label=Text("路径走出了项目文件夹", "the path leaves the project's folder"),
    suggestions=(
        Text(
            '把那个文件放进项目文件夹，改为「引用 "词汇/…"」',
            'put that file into the project\'s folder and write 「引用 "词汇/…"」',
        ),
        Text(
            "若项目文件夹定得太小，在上一层放 polc.toml",
            "if the project's folder is too small, put polc.toml one folder up",
        ),
    ),
)

FULFILLED_TWICE = Code(
    id="POL218",
    severity=Severity.ERROR,
    title=Text("一处空缺填了两次", "filled twice"),
    message=Text(
        "“{document}”留给本文件的“{output}”，已由前面引用的文件定过，这里又定了一次",
        "“{output}”, left to “{document}”, is already decided by a file imported before",
    ),
    label=Text("又定了一次", "decided again"),
    suggestions=(
        Text(
            "只留一份「落实」；两份都有效时，先弄清以哪份为准",
            "keep one 「落实」; where both are in force, find out which one counts",
        ),
    ),
)

FULFILS_NOTHING = Code(
    id="POL221",
    severity=Severity.ERROR,
    title=Text("落实没有填补一处", "fulfils nothing"),
    message=Text(
        "引用的文件写着落实“{document}”，却没有一行规定把它定的结果留给这份文件，引用了也不起作用",
        "the imported file fulfils “{document}”, but no row leaves to that document what it decides: "
        "it does nothing",
    ),
    label=Text("没有填补一处", "fills no place"),
    suggestions=(
        Text(
            '若是文号写得不一样，改成同一个：规定里写的是「执行 "{nearest}"」',
            'if the number is a slip, write it one way: a row says 「执行 "{nearest}"」',
        ),
        Text(
            "留给它的是“{left}”，而引用的文件里没有这项「规定」：补上，或核对输出的名称",
            "“{left}” is left to it, and the imported file has no such 「规定」: add it, or compare names",
        ),
        Text(
            '若通知把一项结果留给它，在那一行写「执行 "{document}"」；若没有，删去「落实 …」或这一行引用',
            'where the notice leaves a result to it, write 「执行 "{document}"」 in that row; '
            "else delete 「落实 …」 or the import",
        ),
    ),
)

OVERRIDES_NOTHING = Code(
    id="POL219",
    severity=Severity.ERROR,
    title=Text("覆盖没有对应的规定", "overrides nothing"),
    message=Text(
        "“{where}”里没有关于“{output}”的规定，所以「覆盖 {output}」不起作用",
        "“{where}” has no rule for “{output}”, so 「覆盖 {output}」 does nothing",
    ),
    label=Text("没有这项规定", "no such rule"),
    suggestions=(
        Text("对照两份文件里「规定」后面的名称改正", "compare the names after 「规定」 in both files"),
        Text(
            "若是填补空缺而不是胜过，写「落实」",
            "to fill a gap rather than to win over a rule, write 「落实」",
        ),
    ),
)

INHERITED_UNSEEN = Code(
    id="POL220",
    severity=Severity.ERROR,
    title=Text("沿用的日期和数还没有核对", "inherited days and figures not confirmed"),
    message=Text(
        "从“{path}”沿用的{names}里有上一份文件的日期或标准，还没有说明是改还是不改",
        "{names}, inherited from “{path}”, hold days or figures of that year; nothing says whether they stay",
    ),
    label=Text("沿用", "inherited here"),
    suggestions=(
        Text("通知说照旧的，写进「不变 …」", "what the notice keeps goes into 「不变 …」"),
        Text(
            "改了的，在本文件里重写这一块；不再用的，写进「废止 …」",
            "write a changed block anew; what no longer holds goes into 「废止 …」",
        ),
    ),
)
