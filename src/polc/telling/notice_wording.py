"""What `polc outline` and `polc ledger` say besides findings."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Text

REFUSALS: dict[str, Text] = {
    "notice_empty": Text("{path} 是空的", "{path} is empty"),
    "notice_scanned": Text(
        "{path} 里没有文字，多半是扫描件或图片；请向起草科室要电子版，或先做文字识别、逐字核对，另存为 .txt",
        "{path} holds no text: a scan or a picture. Ask for the electronic file, or recognise the text,"
        " proof-read it and save it as .txt",
    ),
    "notice_old_format": Text(
        "{path} 是读不了的格式（.doc、.wps、.rtf、表格或压缩包）；请用办公软件打开，另存为 .docx 或 .txt",
        "{path} is of a kind that can't be read (.doc, .wps, .rtf, a sheet, an archive): open it in an office"
        " program and save it as .docx or .txt",
    ),
    "notice_damaged": Text(
        "{path} 打不开，文件不完整；请重新取一份", "{path} can't be opened: the file isn't complete"
    ),
    "notice_locked": Text(
        "{path} 有密码；请取没有密码的一份", "{path} is protected by a password; get a copy without one"
    ),
    "notice_unmarked": Text(
        "{path} 里几乎没有句号和分号，标点多半在复制时丢了；条款和句子会认错，请用完整的文本",
        "{path} has hardly a full stop: marks were lost in copying, and clauses would be read wrongly."
        " Use the complete text",
    ),
    "notice_numbering": Text(
        "{path} 有 {count} 段用了读不懂的自动编号（{form}）；请在文字处理软件里把编号转成文字，再存一份",
        "{path} has {count} paragraphs numbered automatically in a form that isn't known ({form}): turn the"
        " numbers into text in the word processor and save it again",
    ),
    "notice_extra": Text(
        "读 PDF 要装附加部分：pip install 'polc[notice]'；{path} 也可以另存为 .docx 或 .txt",
        "PDF needs the extra: pip install 'polc[notice]'; {path} may also be saved as .docx or .txt",
    ),
    "no_notice": Text(
        "没有 {path}，也没有给通知；用 polc ledger --notice 通知文件 --accept 做一份",
        "there's no {path}, and no notice is given: make one with polc ledger --notice FILE --accept",
    ),
    "accept_what": Text(
        "--accept 要和 --notice 一起用：换上哪一份文本",
        "--accept needs --notice: which text is to be taken over",
    ),
    "outline_there": Text(
        "{path} 已经存在，没有改动；通知有了新文本的，用 polc ledger 政策.pol --notice 新文本",
        "{path} exists already and wasn't touched; for a new text use polc ledger POLICY.pol --notice FILE",
    ),
    "outline_name": Text(
        "{path} 不是 .pol 文件名；写成 -o 名称.pol", "{path} isn't the name of a .pol file; write -o NAME.pol"
    ),
}

PHRASES: dict[str, Text] = {
    "outlined": Text(
        "已写 {policy} 和 {notice}：{clauses} 处要交代，{numbers} 个数；接下来运行 polc check {policy}",
        "wrote {policy} and {notice}: {clauses} places to account for, {numbers} numbers;"
        " next: polc check {policy}",
    ),
    "accounted": Text(
        "通知 {places} 处、{numbers} 个数：{ok} 个在引用它的行里，{words} 个只写在说明里或换算过，"
        "{excused} 个在不入计算的条款里，{missing} 个没有交代；"
        "政策行里 {figures} 个数，{nowhere} 个不在所引的条款里",
        "{places} places and {numbers} numbers in the notice: {ok} in lines that cite them, {words} in"
        " notes or converted, {excused} in clauses that aren't computed, {missing} not accounted for;"
        " {figures} numbers in lines, {nowhere} of them not in the clause that is cited",
    ),
    "accepted": Text("已换上 {path}", "{path} is the notice as it is now"),
    "page_written": Text("已写 {path}", "wrote {path}"),
    "page_without_text": Text(
        "手边没有通知的原文，页面上只有各处的名称和数；加 --notice，或在 polc.toml 写 [ledger] texts",
        "the notice's text isn't at hand: the page shows labels and numbers only. Give --notice, or set"
        " [ledger] texts in polc.toml",
    ),
}
