"""Every sentence of the command itself, in both languages, with {places} for facts.

Sentences about policies are in `dsl/diagnostics`; help is in `help_texts.py`. Names of refusals are those
that `Refusal` carries.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping

from polc.dsl.diagnostics.model import Lang, Text
from polc.refusals import Refusal
from polc.telling import doctor_wording, notice_wording, register_wording

_PLAIN = re.compile(r"[\w@%+=:,./-]+")
_PLACE = re.compile(r"\{([a-z_]+)\}")

REFUSALS: dict[str, Text] = {
    # files
    "no_such_path": Text("没有这个文件或文件夹：{path}", "no such file or folder: {path}"),
    "outside_project": Text(
        "{path} 不在项目文件夹 {root} 里；一次只能处理一个项目",
        "{path} isn't inside the project's folder {root}; one run handles one project",
    ),
    "no_policies": Text(
        "没有找到 .pol 文件：{paths}；可以用 polc init 建一个样例项目",
        "no .pol file found: {paths}; polc init makes a sample project",
    ),
    "cannot_read": Text("读不了 {path}：{reason}", "can't read {path}: {reason}"),
    "too_large": Text("{path} 超过 5 MB，没有读", "{path} is larger than 5 MB and wasn't read"),
    "not_regular": Text(
        "{path} 不是项目里的普通文件（文件夹、管道，或指到项目外面的链接），没有读",
        "{path} isn't a regular file of the project (a folder, a pipe, or a link that leads out of it)",
    ),
    "not_text": Text(
        "{path} 不是文本文件（UTF-8 和 GB18030 都读不通）",
        "{path} isn't text (neither UTF-8 nor GB18030)",
    ),
    "cannot_write": Text(
        "写不了 {path}：{reason}；原有的文件都没有动",
        "can't write {path}: {reason}; existing files are untouched",
    ),
    "no_such_folder": Text("没有这个文件夹：{path}", "no such folder: {path}"),
    "link_in_the_way": Text(
        "{path} 是链接，polc 不会顺着链接写文件", "{path} is a link, and polc never writes through a link"
    ),
    "folder_in_the_way": Text("{path} 是文件夹，不能写成文件", "{path} is a folder, not a file"),
    "special_in_the_way": Text(
        "{path} 是设备或管道，polc 只写普通文件；要送到别的程序，就不写 -o，用 | 或 >",
        "{path} is a device or a pipe; polc writes plain files only: leave -o out and use | or >",
    ),
    "read_in_the_way": Text(
        "{path} 是这次要读的文件，结果不能写在它上面；换一个文件名",
        "{path} is a file that this run reads, so the result can't go over it; choose another name",
    ),
    "no_desk": Text(
        "{path} 不是工作台的网页；用 make desk 打一份，或者用 --page 说明它在哪里",
        "{path} isn't the page of the desk; make desk builds one, or --page says where it is",
    ),
    "no_port": Text(
        "用不了端口 {port}：{reason}；换一个，或者不写 --port",
        "can't use the port {port}: {reason}; choose another one, or leave --port out",
    ),
    "already_there": Text(
        "{path} 已经存在，没有改动任何文件；换一个空文件夹",
        "{path} exists already, nothing was changed; choose an empty folder",
    ),
    # settings
    "unknown_setting": Text(
        "{file}：没有“{key}”这个设置，是不是 {nearest}", "{file}: no setting “{key}”; did you mean {nearest}?"
    ),
    "setting_form": Text("{where} 应为 {expected}", "{where} must be {expected}"),
    "setting_syntax": Text("{file} 不是有效的 TOML：{reason}", "{file} isn't valid TOML: {reason}"),
    "no_options": Text(
        "“{name}”不是可以逐个比较的事实；可以比较的有：{known}",
        "“{name}” isn't a fact whose options can be compared; these are: {known}",
    ),
    # command line
    "no_verb": Text(
        "没有“{name}”这个命令，是不是 {nearest}；polc --help 列出全部命令",
        "no command “{name}”; did you mean {nearest}? polc --help lists them all",
    ),
    "usage": Text("命令写得不对：{reason}", "wrong command line: {reason}"),
    "no_option": Text("没有 {option} 这个选项{nearest}", "no option {option}{nearest}"),
    "missing_argument": Text("还缺 {name}", "missing {name}"),
    "too_many_arguments": Text("多出了参数：{extra}", "unexpected argument: {extra}"),
    "needs_value": Text("{option} 后面要写一个值", "{option} needs a value"),
    "bad_value": Text("{option} 不能是“{value}”，应为 {expected}", "{option} can't be “{value}”: {expected}"),
    "unknown_code": Text(
        "没有 {code} 这个编号，是不是 {nearest}；polc rule --all 列出全部编号",
        "no code {code}; did you mean {nearest}? polc rule --all lists them all",
    ),
    "code_or_all": Text("写一个编号，例如 polc rule POL402，或者加 --all", "give a code, or --all"),
    "stdin_alone": Text("“-” 不能和别的路径一起用", "“-” can't be used with other paths"),
    "cases_what": Text(
        "写明要做什么：--cover 做签认表，或者 --signed 收回签好的表",
        "say what to do: --cover makes the sheet, --signed takes a signed one back",
    ),
    "no_sheet": Text(
        "{path} 不是 polc cases --cover 做的表：没有“编号、签认（职务）、日期、案例”这几栏",
        "{path} isn't a sheet made by polc cases --cover: it lacks the columns of one",
    ),
    "one_policy": Text(
        "{path} 里没有政策，只有共用的词；请给政策文件",
        "{path} holds shared words and no policy; give the file of a policy",
    ),
    "not_with_stdin": Text(
        "{option} 不能和 --stdin-filename 一起用", "{option} can't be used with --stdin-filename"
    ),
    "changed_meanwhile": Text(
        "{path} 在检查时被改过，没有写", "{path} changed while it was checked; nothing written"
    ),
    "not_name_value": Text("“{given}” 要写成 名称=值 的样子", "“{given}” must look like NAME=VALUE"),
    "unknown_assumption": Text(
        "没有“{name}”这个假定，有的是：{known}", "no assumption “{name}”; there are: {known}"
    ),
    "unknown_reading": Text(
        "假定“{name}”没有“{reading}”这种读法，有的是：{known}",
        "the assumption “{name}” has no reading “{reading}”; there are: {known}",
    ),
    "too_many_readings": Text(
        "没有选定读法的假定（{names}）合起来有 {ways} 种读法，一次最多 {limit} 种；"
        "给其中几个写上「采用」，或者用 --assume 选定",
        "the assumptions left open ({names}) can be read in {ways} ways together, more than {limit}:"
        " adopt a reading for some of them, or choose one with --assume",
    ),
    "unknown_output": Text(
        "两份政策没有都给出“{name}”这项结果，都有的是：{known}",
        "the result “{name}” isn't in both policies; those in both: {known}",
    ),
    "unknown_target": Text("没有“{name}”这个目标，有的是：{known}", "no target “{name}”; there are: {known}"),
    "not_expressible": Text(
        "目标 {target} 表达不了《{policy}》：{construct}；没有写任何文件。"
        "不要这个目标，或者用 python 目标生成的模块",
        "the target {target} can't express {policy}: {construct}; nothing was written. Leave this target out,"
        " or use the module that the target python makes",
    ),
    "not_expressible_in": Text(
        "目标 {target} 表达不了《{policy}》的“{place}”：{construct}；没有写任何文件。"
        "不要这个目标，或者用 python 目标生成的模块",
        "the target {target} can't express “{place}” of {policy}: {construct}; nothing was written."
        " Leave this target out, or use the module that the target python makes",
    ),
    "unworded": Text(
        "{path} 里这些名称没有写对群众怎么说，明白纸不能做：{names}。"
        "每个写一行，如「说明 本市户籍 “户口在本市的人” 否 “户口不在本市的人”」（“解释”写在题头里）；"
        "给经办人员看的用 --for 经办",
        "{path} doesn't say how the public is told of these names, so no leaflet is made: {names}. Write"
        " a line for each (docs/language.md, “What the public reads”); --for 经办 is the edition for staff",
    ),
    "same_artifact": Text(
        "两份政策都要生成 {name}；请改其中一个文件名", "two policies give {name}; rename one of the files"
    ),
    "baseline_form": Text(
        "{path} 不是 polc check --write-baseline 写的基线",
        "{path} isn't a baseline that polc check --write-baseline wrote",
    ),
    "not_generated": Text(
        "{path} 不是 polc 生成的模块，里面没有 POLICY",
        "{path} isn't a module that polc made: no POLICY in it",
    ),
    **notice_wording.REFUSALS,
    **register_wording.REFUSALS,
}

PHRASES: dict[str, Text] = {
    "refused": Text("错误：{reason}", "error: {reason}"),
    "see_help": Text("用 {command} --help 查看用法", "{command} --help shows how it is used"),
    "did_you_mean": Text("，是不是 {options}", "; did you mean {options}?"),
    "desk_open": Text(
        "在浏览器里打开 {address}，只有这台电脑看得到；按 Ctrl-C 结束",
        "open {address} in the browser; only this computer can see it; Ctrl-C ends it",
    ),
    "desk_written": Text("已写到 {path}，双击就能打开", "written to {path}; a double click opens it"),
    "serve_open": Text(
        "正在 {address} 办理：{names}；GET {address}/openapi.json 是全部说明，按 Ctrl-C 结束",
        "serving at {address}: {names}; GET {address}/openapi.json describes it all; Ctrl-C ends it",
    ),
    "serve_reloaded": Text("政策有改动，已全部换上", "the policies changed and were taken over"),
    "serve_kept": Text(
        "政策有改动，但有错误，照旧用原来的；GET /health 列出错误",
        "the policies changed and have errors: the old ones go on; GET /health lists the errors",
    ),
    "serve_ended": Text("已结束，收下的请求都答完了", "ended; every request taken was answered"),
    "interrupted": Text("已中断", "interrupted"),
    "fault": Text(
        "polc 自身出错（编号 {id}，{kind}，{place}）：请加 -v 再运行一次，把显示的过程交给维护人员",
        "polc itself failed (id {id}, {kind}, {place}): run it with -v and send the trace",
    ),
    # help pages
    "help_usage": Text("用法：{usage}", "Usage: {usage}"),
    "help_options": Text("选项：", "Options:"),
    "help_verbs": Text("命令：", "Commands:"),
    "help_examples": Text("例如：", "Examples:"),
    "help_about": Text(
        "polc：把医保政策写成能检查、能计算、能生成的文件",
        "polc: medical-insurance policies that can be checked, evaluated and built",
    ),
    "help_more": Text(
        "polc 命令 --help 查看一个命令；--lang en 显示英文",
        "polc COMMAND --help shows one command; --lang zh shows Chinese",
    ),
    # check
    "by_default": Text("默认", "default"),
    "clean": Text("{files} 个文件，没有发现问题", "{files} files, nothing found"),
    "proof_proved": Text("成立：{sentence}", "holds for everybody: {sentence}"),
    "proof_refuted": Text("不成立：{sentence}", "doesn't hold: {sentence}"),
    "proof_open": Text(
        "说不定：{sentence}；对上面的例子，政策没有写清",
        "left open: {sentence}; the policy doesn't settle the person above",
    ),
    "proof_unfinished": Text("没有分析完：{sentence}", "not analysed to the end: {sentence}"),
    "options_alike": Text(
        "“{name}”选哪一个，各项结果都一样", "every result is the same whatever “{name}” is"
    ),
    "statistics": Text("{code}  {count} 处  {title}", "{code}  {count}  {title}"),
    "answered_in_files": Text(
        "{count} 个发现在文件里写明忽略，没有列出", "{count} findings are ignored in the files and not listed"
    ),
    "in_baseline": Text(
        "{count} 个发现在基线 {path} 里，没有列出",
        "{count} findings are in the baseline {path} and not listed",
    ),
    "vanished": Text(
        "基线里的 {code} 已经没有了：{path}  {message}",
        "{code} of the baseline has gone: {path}  {message}",
    ),
    "more_vanished": Text("另有 {count} 个也没有了", "{count} more have gone"),
    "renew_baseline": Text(
        "运行 polc check --write-baseline {path} 更新基线",
        "polc check --write-baseline {path} brings the baseline up to date",
    ),
    "mended": Text("已改 {path}：{count} 处", "mended {path}: {count}"),
    "witness_saved": Text("{path} 加了 {count} 个案例", "{path}: {count} cases added"),
    "watching": Text("等待改动，Ctrl-C 结束", "waiting for changes, Ctrl-C ends it"),
    "baseline_written": Text("{count} 个发现记进了 {path}", "{count} findings written to {path}"),
    "policy_has_errors": Text(
        "政策里有错误，没有继续；改好后再运行", "the policy has errors, so polc stopped here"
    ),
    "not_built": Text("有错误，没有写任何文件", "there are errors, so nothing was written"),
    # fmt
    "reformatted": Text("已整理 {path}", "reformatted {path}"),
    "would_reformat": Text("需要整理 {path}", "would reformat {path}"),
    "fmt_unseen": Text(
        "{path} 的文字不变，只有编码（改为 UTF-8）或者换行（改为一致）不同",
        "{path}: the text stays; its encoding becomes UTF-8, or its line ends become alike",
    ),
    "fmt_counts": Text("{changed} 个文件{verb}，{same} 个不变", "{changed} files {verb}, {same} unchanged"),
    "fmt_done": Text("已整理", "reformatted"),
    "fmt_todo": Text("需要整理", "to reformat"),
    "not_formatted": Text(
        "{path} 有写法错误，没有整理", "{path} has errors of writing and was left as it is"
    ),
    # test
    "case_passed": Text("通过  {case}", "pass  {case}"),
    "case_failed": Text("不符  {case}", "FAIL  {case}"),
    "expected_actual": Text(
        "{field}：期望 {expected}，算出来是 {actual}", "{field}: expected {expected}, but it is {actual}"
    ),
    "by_clauses": Text("依据 {clauses}", "by {clauses}"),
    "test_counts": Text(
        "{policies} 份政策，{cases} 个案例：{passed} 个通过，{failed} 个不符",
        "{policies} policies, {cases} cases: {passed} passed, {failed} failed",
    ),
    "no_cases": Text("{path}：没有案例", "{path}: no cases"),
    "coverage": Text(
        "{path}：{total} 行规定里，案例走到 {reached} 行（{percent}%）",
        "{path}: cases reach {reached} of {total} rows ({percent}%)",
    ),
    "not_reached": Text("没有案例走到 {clause}  {block}：{row}", "no case reaches {clause}  {block}: {row}"),
    "coverage_bounds": Text(
        "  界的前一步、正好、后一步共 {total} 处，案例看得出 {reached} 处（{percent}%）",
        "  one step before bounds, at them, one step after: cases show {reached} of {total} ({percent}%)",
    ),
    "bound_not_seen": Text(
        "  没有案例看得出 {clause}  {block}：{row}：{sides}",
        "  no case shows {clause}  {block}: {row}: {sides}",
    ),
    "coverage_readings": Text(
        "  一种读法换成另一种共 {total} 处，案例看得出 {reached} 处（{percent}%）",
        "  a reading and another in its place: cases show {reached} of {total} ({percent}%)",
    ),
    "reading_not_seen": Text(
        "  没有案例看得出 {clause}  假定 {block} = {row}",
        "  no case shows {clause}  assumption {block} = {row}",
    ),
    "below_threshold": Text(
        "覆盖 {percent}%，低于要求的 {threshold}%", "coverage {percent}% is below the required {threshold}%"
    ),
    # cases
    "sheet_persons": Text("{path}：{count} 个人  {file}", "{path}: {count} persons  {file}"),
    "sheet_count": Text(
        "  {what}  共 {all}，看得出 {shown}，证明没有或不起作用 {proved}，没有找到 {lost}",
        "  {what}  {all} in all, {shown} shown, {proved} proved to be nobody's or without effect, "
        "{lost} not found",
    ),
    "sheet_lost": Text("  没有找到看得出的人  {what}", "  nobody was found who shows  {what}"),
    "sheet_lacks": Text(
        "第{line}行没有收回：{column}没有填，或者填的看不懂",
        "line {line} isn't taken back: {column} is blank or can't be read",
    ),
    "sheet_moved": Text(
        "编号{number} {field}：签认的是 {signed}（{role} {day}），现在是 {now}",
        "number {number} {field}: signed as {signed} ({role} {day}), now {now}",
    ),
    "sheet_back": Text(
        "签认 {rows} 行：{holds} 行现在还是这样，{moved} 行变了；新的案例 {new} 个",
        "{rows} rows signed: {holds} hold, {moved} have changed; {new} new cases",
    ),
    # eval
    "assumed": Text("采用的假定", "assumptions in force"),
    "none_adopted": Text("都不采用", "none adopted"),
    "broken": Text(
        "请核对，这些事实与政策里写的关系不符，结果照填的算：",
        "check these facts: they break a relation that the policy states; the results go by them as given:",
    ),
    "blank_cell": Text("第{number}条的{column}", "{column} of entry {number}"),
    "by_entries": Text("（各条记录：{clauses}）", " (its entries: {clauses})"),
    "entry_number": Text("（第{number}条）", " (entry {number})"),
    "still_missing": Text("还缺的资料", "still missing"),
    "needless": Text(
        "不必问（填什么，结果都是下面这样）: {names}", "no need to ask, whatever they are: {names}"
    ),
    "steps": Text("过程", "steps"),
    "steps_under": Text("过程（没有采用读法的假定，这里先按：{readings}）", "steps (shown for {readings})"),
    "gated": Text("不属于适用对象，没有往下判断", "out of scope, not looked at"),
    "otherwise_row": Text("其余", "otherwise"),
    "given": Text("资料", "facts"),
    "unknown_value": Text("未知", "unknown"),
    "beaten_by": Text("，{clause} 优先", ", {clause} takes precedence"),
    # build
    "built": Text("已生成 {path}", "built {path}"),
    "up_to_date": Text("{count} 个文件都是最新的", "{count} files, all up to date"),
    "stale": Text("过期  {path}", "stale    {path}"),
    "absent": Text("缺少  {path}", "missing  {path}"),
    "staff_instead": Text(
        "这是给经办人员看的；做明白纸还缺这些名称对群众的说法（「说明 名称 “…”」）：{names}",
        "this is the edition for staff; a leaflet lacks words for the public for: {names}",
    ),
    "rebuild": Text("运行 polc build 重新生成", "run polc build to make them again"),
    # inspect
    "policy": Text("政策", "policy"),
    "title": Text("题名", "title"),
    "document": Text("文号", "document"),
    "issued": Text("印发", "issued"),
    "authority": Text("机关", "authority"),
    "region": Text("地区", "region"),
    "validity": Text("有效期", "validity"),
    "coverage_year": Text("保障年度", "coverage"),
    "clauses": Text("条款", "clauses"),
    "inputs": Text("事实", "inputs"),
    "outputs": Text("输出", "outputs"),
    "lists": Text("清单", "lists"),
    "windows": Text("时段", "windows"),
    "entry_rules": Text("逐条的规定", "entry rules"),
    "overridden": Text("上级文件胜过的规定", "rules that an upper document wins over"),
    "calendar": Text("工作日历", "calendar"),
    "claims": Text("恒真", "claims"),
    "assumptions": Text("假定", "assumptions"),
    "hashes": Text("校验值", "hashes"),
    "default": Text("默认 {value}", "default {value}"),
    "adopts": Text("采用 {reading}", "adopts {reading}"),
    # init
    "created": Text("已建立 {path}", "created {path}"),
    "next_steps": Text(
        "接下来：cd {folder}，然后 polc check、polc test", "next: cd {folder}, then polc check, polc test"
    ),
    **doctor_wording.PHRASES,
    **notice_wording.PHRASES,
    **register_wording.PHRASES,
}


def phrase(name: str, lang: Lang, /, **facts: str | int) -> str:
    """The phrase called `name` in `lang`, its places filled."""
    return filled(PHRASES[name], lang, facts)


def refusal_text(refusal: Refusal, lang: Lang) -> str:
    """What a refusal says."""
    return filled(REFUSALS[refusal.name], lang, refusal.facts)


def filled(text: Text, lang: Lang, facts: Mapping[str, str] | Mapping[str, str | int]) -> str:
    """A text with the facts in its places."""
    return _PLACE.sub(lambda match: _seen(str(facts[match[1]])), text.in_(lang))


def quoted(path: str) -> str:
    """A path as part of a command that is shown: in quotes where a shell would part it."""
    return path if _PLAIN.fullmatch(path) else shlex.quote(path)


def _seen(fact: str) -> str:
    """A fact as part of a line: a file name may hold an escape sequence, or the end of a line."""
    if fact.isprintable():
        return fact
    from polc.dsl.diagnostics.width import printable

    return printable(fact)
