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

# {subject} what is counted, as 参与判断的事实; {actual} {limit} numbers with units
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
            "把文件拆成几份，用「引用」连起来",
            "split the file and connect the parts with 「引用」",
        ),
        Text(
            "把几行共用的条件写成「群体」，减少重复",
            "name conditions that rows share as a 「群体」",
        ),
    ),
)
