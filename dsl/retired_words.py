"""The words that were retired, each with what is written instead (decision 024); data, as keywords.py.

They stay reserved: a name that equals one is written in 「」.
"""

from __future__ import annotations

REPLACED = {
    "较高者": "最高",
    "较低者": "最低",
    "较晚者": "最晚",
    "较早者": "最早",
    "总计": "合计",
    "高于": "超过",
    "不高于": "不超过",
    "至多": "不超过",
    "取月末": "当月末日",
    "取次月首日": "次月首日",
    "溯及": "自",
    "起于": "自",
    "于": "在",
    "限于": "在",
    "对价": "按",
    "得出": "输出",
    "定额": "为",
    "案例表": "案例",
    "到分": "到 1分",
    "到角": "到 1角",
    "到元": "到 1元",
    "到十元": "到 10元",
    "到整数": "到 1",
    "不足按一计": "进一",
    "只取最高": "只取 最高",
    "只取最低": "只取 最低",
}
# Words whose text moves too; `retired.py` knows where.
MOVED = ("开放", "至少一个", "可以没有", "无记录", "前", "每")
RETIRED = frozenset((*REPLACED, *MOVED))
