// Every sentence of the page itself, Chinese and English; what is said of a policy comes from the service.
export const WORDS = {
  title: ["polc 工作台", "polc desk"],
  open: ["打开文件夹…", "Open a folder…"],
  save: ["保存", "Save"],
  download: ["下载", "Download"],
  report: ["下载检查结果", "Download the findings"],
  restart: ["重新启动引擎", "Restart the engine"],
  drop_drafts: ["清除草稿", "Drop drafts"],
  drop_sure: ["浏览器里留的草稿都不要了吗？没有保存的文本会没有", "Drop all drafts kept by the browser? Text that isn't saved is lost"],
  dropped: ["草稿已清除", "drafts are dropped"],
  about: ["关于", "About"],
  language: ["English", "中文"],
  close: ["关上", "Close"],
  opening: ["正在打开…", "opening…"],
  files: ["文件", "Files"],
  sample: ["样例", "examples"],
  findings: ["检查结果", "Findings"],
  findings_count: ["检查结果 {count} 条", "{count} findings"],
  clean: ["没有发现问题", "nothing found"],
  line: ["第 {line} 行", "line {line}"],
  person: ["试一个人", "Try a person"],
  readings: ["几种读法", "Readings"],
  curve: ["随一项资料变化", "Along a fact"],
  summary: ["说明", "Summary"],
  compare: ["对照文件", "Compare"],
  ledger: ["对照通知", "Notice"],
  help: ["说明书", "Help"],
  pin: ["钉住这个人", "Pin this person"],
  case: ["存为案例", "Save as 案例"],
  case_title: ["案例的题名", "Title of the 案例"],
  case_usual: ["试算", "试算"],
  case_no: ["这个人的资料还不能存为案例：先改好上面的问题", "these facts can't be saved as a 案例 yet: mend what is said above"],
  case_done: ["已写在文件末尾", "written at the end of the file"],
  pins: ["钉住的人", "Pinned persons"],
  pin_name: ["第 {number} 个人", "person {number}"],
  nothing_filled: ["什么也没填", "nothing filled in"],
  remove: ["去掉", "Remove"],
  entries: ["{count}条", "{count} entries"],
  yes: ["是", "yes"],
  no: ["否", "no"],
  blank: ["不填", "left blank"],
  blank_default: ["不填（按{value}）", "left blank ({value} is taken)"],
  no_entries: ["一条也没有", "none at all"],
  add_entry: ["加一条{name}", "Add an entry of {name}"],
  assumption: ["假定 {name}", "assumption {name}"],
  no_reading: ["都不采用", "none adopted"],
  adopted: ["（采用）", " (adopted)"],
  no_assumptions: ["这份政策没有假定", "this policy has no assumptions"],
  results: ["结果（点一项，看谁说了算）", "Results (click one to see who wins and why)"],
  in_words: ["全文", "In words"],
  why: ["{name}：{text}", "{name}: {text}"],
  why_hint: ["点一行，到写它的地方", "click a row to go where it's written"],
  false_rows: ["不成立的 {count} 行", "{count} rows that don't hold"],
  stale: ["{reason}；下面是上一次的结果", "{reason}; what follows is the last result"],
  along: ["哪一项资料", "along which fact"],
  from: ["从", "from"],
  to: ["到", "to"],
  of_result: ["看哪个结果", "which result"],
  draw: ["画出来", "Draw"],
  drawing: ["正在一个一个地试…", "trying one value after the other…"],
  every: ["从 {first} 到 {last} 的 {count} 个值，一个一个都试过", "all {count} values from {first} to {last} were tried, one by one"],
  some: ["只试了政策里写的数和前后相邻的数，共 {count} 个；它们之间的没有试", "only the {count} numbers that the policy writes, and their neighbours, were tried; nothing is said of those between"],
  use_value: ["点一行，把这个值填进表里", "click a row to fill this value into the form"],
  until: ["{first} 至 {last}", "{first} to {last}"],
  for_whom: ["给谁看", "for whom"],
  public: ["群众", "the public"],
  staff: ["经办", "staff"],
  against: ["和哪一份对照", "compare with"],
  as_saved: ["存着的这一份（看改了什么）", "this file as saved (what has changed)"],
  compare_go: ["对照", "Compare"],
  comparing: ["正在对照，大的政策要一两分钟；要停就重新启动引擎", "comparing, a minute or two for large policies; restart the engine to stop"],
  choose_notice: ["选通知原文…", "Choose the notice…"],
  notice_used: ["原文：{name}", "notice: {name}"],
  notice_none: ["没有选原文：左边只有条号和数", "no notice chosen: labels and numbers only"],
  guide: ["指南", "Guide"],
  code_page: ["这个编号的说明", "about this code"],
  elsewhere: ["这一页不在工作台里：{page}", "this page isn't in the desk: {page}"],
  rename_to: ["{name} 改名为", "Rename {name} to"],
  renamed: ["改了 {count} 个文件，都还没有保存", "{count} files changed, none of them saved yet"],
  python: ["正在启动 Python…", "starting Python…"],
  polc: ["正在启动 polc…", "starting polc…"],
  slow: ["引擎还没有起来；可以按“重新启动引擎”，文本不会丢", "the engine isn't up yet; “Restart the engine” loses no text"],
  failed: ["引擎没有起来：{reason}；文本没有丢，可以下载，或重新启动引擎", "the engine didn't start: {reason}; no text is lost: download it, or restart the engine"],
  checking: ["正在检查…", "checking…"],
  checked: ["已查完", "checked"],
  not_text: ["不是文本，没有读：{names}", "not text, not read: {names}"],
  changed_below: ["文件已被别人改动，没有写；先下载这里的文本，再重新打开文件夹", "somebody else has changed the file, so it isn't written; download this text, then open the folder again"],
  saved: ["已存入 {path}", "saved to {path}"],
  downloaded: ["已下载 {name}", "downloaded {name}"],
};

let number = 0;

export const language = () => ["zh", "en"][number];
export const setLanguage = (name) => {
  number = name === "en" ? 1 : 0;
  document.documentElement.lang = number ? "en" : "zh-CN";
  document.title = say("title");
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
};

export function say(name, facts = {}) {
  return WORDS[name][number].replace(/\{(\w+)\}/g, (_all, key) => facts[key]);
}

// The editor's own words.
export const PHRASES = {
  Find: "查找", Replace: "替换", next: "下一个", previous: "上一个", all: "全部", "match case": "区分大小写", "by word": "整词", regexp: "正则",
  replace: "替换", "replace all": "全部替换", close: "关上", "current match": "当前的", "replaced $ matches": "替换了 $ 处", "replaced match on line $": "替换了第 $ 行的", "on line": "在第几行",
  "Go to line": "到第几行", go: "去", Completions: "补全", "No diagnostics": "没有问题", Diagnostics: "检查结果", "Find definition failed": "没有找到定义", "Finding references failed": "没有找到引用",
  "Formatting failed": "没有整理", "Folded lines": "折叠的行", "Unfolded lines": "展开的行", "folded code": "折叠的", unfold: "展开", "Fold line": "折叠", "Unfold line": "展开", to: "到", "Control character": "控制字符", "Selection deleted": "已删除",
};
