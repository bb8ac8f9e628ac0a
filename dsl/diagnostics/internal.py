"""9xx: limits, and what polc found about itself."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text

# {code} the finding held back; {reason} where the two computations differ
WITNESS_WITHHELD = Code(
    id="POL901",
    severity=Severity.ERROR,
    title=Text("例子没有通过复核，发现暂不显示", "finding withheld"),
    message=Text(
        "一条 {code} 没有显示：它的例子复核时对不上（{reason}），这是 polc 自身的毛病",
        "a {code} is withheld: its example didn't survive the replay ({reason}), which is a fault of polc",
    ),
    label=Text("与这里有关", "it concerns this place"),
    suggestions=(
        Text(
            "请把这份文件和这一行编号交给 polc 的维护人员",
            "please give this file and this line to the maintainers of polc",
        ),
        Text(
            "在此之前，这里按没有检查过对待，请人工核对",
            "until then treat this place as unchecked and look at it by hand",
        ),
    ),
)

# {subject} what is counted, as “社区”的选项; {actual} {limit} numbers with units
LIMIT_REACHED = Code(
    id="POL902",
    severity=Severity.ERROR,
    title=Text("超过限额", "limit reached"),
    message=Text(
        "{subject}有 {actual}，超过了限额 {limit}，polc 停在这里而没有猜",
        "{subject}: {actual} is above the limit of {limit}, so polc stopped here rather than guess",
    ),
    label=Text("从这里超过限额", "the limit is passed here"),
    suggestions=(
        Text(
            "只列政策分得开的几类（如各镇，或“城区、乡镇”），名册里的具体名称先归到类",
            "list only the kinds that the policy tells apart (towns, or 城区、乡镇), and let the register "
            "bring the particular names under them",
        ),
        Text(
            "若只有几个名称另有规定，设一项「是非」，如「事实 属试点社区: 是非」",
            "if a few names are treated differently, ask for a 「是非」, as in 「事实 属试点社区: 是非」",
        ),
    ),
)
