"""6xx: what stands apart from its neighbours: a row from the other rows, a reading from the other readings.

All are notes: what is unlike may be meant so. Each names the two places, so that one look settles it.
"""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text

# {output} {fact} what is compared, {bound} the value, {first} {second} the clauses
BOUND_ON_BOTH_SIDES = Code(
    id="POL617",
    severity=Severity.NOTE,
    title=Text("边界两边都算", "a bound on both sides"),
    message=Text(
        "“{output}”里，【{first}】写{fact}到{bound}为止，【{second}】写从{bound}起，{bound}两边都算",
        "in “{output}” 【{first}】 says up to {bound} for {fact}, and 【{second}】 from {bound} on: "
        "it is in both",
    ),
    label=Text("另一边的界也是{bound}", "{bound} bounds the other side too"),
    suggestions=(
        Text(
            "核对两行：多半是一边该写「早于」「低于」，或方向写反（不早于、不晚于）",
            "compare the rows: mostly one side should say 「早于」 or 「低于」, or a direction is turned",
        ),
        Text("若{bound}确实两行都管，不用改", "if both rows mean {bound}, nothing has to change"),
    ),
)

# {assumption} {first} {second} readings
READINGS_EXCLUDE = Code(
    id="POL618",
    severity=Severity.NOTE,
    title=Text("两种读法没有共同的人", "readings without a common person"),
    message=Text(
        "假定“{assumption}”的读法“{first}”和“{second}”没有一个人同时符合：按一种算在内的人，按另一种全不算",
        "of “{assumption}” nobody satisfies both the readings “{first}” and “{second}”: whoever one takes "
        "in, the other leaves out",
    ),
    label=Text("读法“{second}”和“{first}”互相排斥", "“{second}” excludes “{first}”"),
    suggestions=(
        Text(
            "核对两种读法：读的是同一句话，通常一种比另一种宽；方向写反（满、未满，不早于、不晚于）就会互相排斥",
            "compare them: both read one sentence, so mostly one is wider than the other; a turned direction "
            "makes them exclude each other",
        ),
        Text("若通知真的可以这样两读，不用改", "if the notice can be read both ways, nothing has to change"),
    ),
)

# {assumption} {reading} the one that lacks, {names} whom, {other} a reading that has them
READING_LACKS = Code(
    id="POL619",
    severity=Severity.NOTE,
    title=Text("读法少列了人", "a reading lists fewer people"),
    message=Text(
        "假定“{assumption}”的读法“{reading}”没有列{names}，读法“{other}”列了，而为什么不列没有写",
        "the reading “{reading}” of “{assumption}” doesn't list {names}, “{other}” does, and why isn't said",
    ),
    label=Text("读法“{reading}”没有列{names}", "“{reading}” doesn't list {names}"),
    suggestions=(
        Text(
            "若漏了，补上{names}",
            "add {names} if it is missing",
        ),
        Text(
            '若这种读法就是不含{names}，在它后面写明理由，如「"{names}不在内，因为…"」',
            'if this reading leaves {names} out, say why behind it: 「"{names}不在内，因为…"」',
        ),
    ),
)

# {output} {clause} of the row, {window} what the others ask
ROW_WITHOUT_WINDOW = Code(
    id="POL626",
    severity=Severity.NOTE,
    title=Text("只有这一行没有写时段", "the one row without a window"),
    message=Text(
        "“{output}”的各行都写了在“{window}”的哪一段，只有【{clause}】没有写，它在哪一天都适用",
        "every row of “{output}” says in which part of “{window}” it applies except 【{clause}】, which "
        "applies on any day",
    ),
    label=Text("这一行没有写「在 …」", "no 「在 …」 here"),
    suggestions=(
        Text("若只在某一段适用，加上「在 时段名 且」", "if it applies in one part only, add 「在 … 且」"),
        Text("若任何时候都适用，不用改", "if it applies at any time, nothing has to change"),
    ),
)

# {clause} with its label, {label} the number or word in it, {given} what the row gives
LABEL_SAYS_OTHERWISE = Code(
    id="POL627",
    severity=Severity.NOTE,
    title=Text("条款的注和这一行不同", "a label that says otherwise"),
    message=Text(
        "引用【{clause}】注的是“{label}”，这一行给的却是{given}",
        "the citation 【{clause}】 is labelled “{label}”, and this row gives {given}",
    ),
    label=Text("给的是{given}", "gives {given}"),
    suggestions=(
        Text("核对这一行给多少，或改条款后面的注", "check what the row gives, or the label of the citation"),
    ),
)

# {output} {clause} of the row, {assumption} {other} the assumption's clause
ASSUMPTION_OF_ANOTHER_CLAUSE = Code(
    id="POL628",
    severity=Severity.NOTE,
    title=Text("用了别的条款的假定", "an assumption of another clause"),
    message=Text(
        "“{output}”里【{clause}】这一行用的假定“{assumption}”读的是【{other}】，两处条款对不上",
        "row 【{clause}】 of “{output}” rests on “{assumption}”, which reads 【{other}】: "
        "the clauses don't meet",
    ),
    label=Text("“{assumption}”读的是【{other}】", "“{assumption}” reads 【{other}】"),
    suggestions=(
        Text(
            "核对这一行引的条款，或给假定补上【{clause}】",
            "check the clause of this row, or let the assumption cite 【{clause}】 too",
        ),
        Text(
            "若假定确实从那一条推来，在它的理由里写出【{clause}】",
            "if it follows from there, name 【{clause}】 in the reason of the assumption",
        ),
    ),
)
