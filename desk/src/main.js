// The page: files, editor, findings, a person, readings, the summary. What it shows comes from the service.
import { Engine } from "./engine.js";
import { makeClient, makeView } from "./editor.js";
import { download, drafts, filesBelow, filesChosen, save } from "./files.js";
import { Form, element } from "./person.js";

const $ = (id) => document.getElementById(id);
const SCHEME = "desk:///";
const uriOf = (path) => SCHEME + path.split("/").map(encodeURIComponent).join("/");
const state = { folder: "样例", files: new Map(), entries: new Map(), saved: new Map(), path: "", shown: [], pins: [], kernel: "" };
const safe = location.hash === "#safe";
let engine, client, ready = false;

const stage = (text, bad = false) => {
  $("stage").textContent = text;
  $("stage").className = bad ? "bad" : "";
};
const words = new Set(JSON.parse($("words").textContent));
const view = makeView($("editor"), words);
const draftKey = (path) => `${state.folder}\n${path}`;
const ask = (method, more = {}) => {
  client.sync();
  return client.request(method, { textDocument: { uri: uriOf(state.path) }, ...more });
};

// ---- files ---------------------------------------------------------------------------------------------
function listFiles() {
  const buttons = [...state.files.keys()].sort().map((path) => {
    const changed = state.files.get(path) !== state.saved.get(path);
    const button = element("button", { textContent: path, className: changed ? "changed" : "" });
    button.setAttribute("aria-current", String(path === state.path));
    button.onclick = () => open(path);
    return button;
  });
  $("files").replaceChildren(element("h2", { textContent: state.folder }), ...buttons);
}

function open(path) {
  state.path = path;
  state.shown = [];
  view.show(client, uriOf(path), state.files.get(path), changed);
  listFiles();
  showFindings();
}

function changed(text) {
  const before = state.files.get(state.path) !== state.saved.get(state.path);
  state.files.set(state.path, text);
  const now = text !== state.saved.get(state.path);
  if (now) drafts.put(draftKey(state.path), text);
  else drafts.drop(draftKey(state.path));
  if (before !== now) listFiles();
  for (const old of document.querySelectorAll("#answer pre, .pin pre")) old.classList.add("old");
}

async function take(folder, found) {
  Object.assign(state, { folder, files: new Map(), entries: found, saved: new Map(), pins: [] });
  const notText = [];
  for (const [path, entry] of found) {
    const read = await engine.decode(path, new Uint8Array(await entry.file.arrayBuffer()));
    if (read === null) notText.push(path);
    else await add(path, read[0]);
  }
  for (const [path, text] of state.files) engine.put(path, text);
  const first = [...state.files.keys()].filter((path) => path.endsWith(".pol")).sort()[0];
  if (first) open(first);
  if (notText.length) stage(`不是文本，没有读：${notText.join("、")}`, true);
}

async function add(path, text) {
  state.saved.set(path, text);
  const draft = safe ? undefined : await drafts.get(draftKey(path));
  state.files.set(path, draft ?? text);
}

$("open").onclick = async () => {
  if (!window.showDirectoryPicker) return $("pick").click();
  try {
    const handle = await window.showDirectoryPicker({ mode: "readwrite" });
    await take(handle.name, await filesBelow(handle));
  } catch (error) {
    if (error.name !== "AbortError") $("pick").click();
  }
};
$("pick").onchange = () => take($("pick").files[0]?.webkitRelativePath.split("/")[0] || "文件", filesChosen($("pick").files));
document.ondragover = (event) => event.preventDefault();
document.ondrop = async (event) => {
  event.preventDefault();
  const [item] = event.dataTransfer.items;
  const handle = await item?.getAsFileSystemHandle?.();
  if (handle?.kind === "directory") await take(handle.name, await filesBelow(handle));
  else if (event.dataTransfer.files.length) await take("文件", filesChosen(event.dataTransfer.files));
};
$("save").onclick = async () => {
  const entry = state.entries.get(state.path);
  const text = state.files.get(state.path);
  let done = "";
  if (entry?.handle) done = await save(entry, text).catch(() => "");
  if (done === "changed") return stage("文件已被别人改动，没有写；先下载这里的文本，再重新打开文件夹", true);
  if (!done) download(state.path, text);
  state.saved.set(state.path, text);
  await drafts.drop(draftKey(state.path));
  listFiles();
  stage(done ? `已存入 ${state.path}` : `已下载 ${state.path.split("/").pop()}`);
};
$("download").onclick = () => download(state.path, state.files.get(state.path));
$("report").onclick = async () => download(`${state.path}.json`, await ask("polc/report"), "application/json");

// ---- findings ------------------------------------------------------------------------------------------
function showFindings() {
  const items = state.shown.map((found) => {
    const item = element("li", { className: `s${found.severity}${found.data.stale ? " stale" : ""}`, tabIndex: 0 });
    const place = found.range.start;
    item.append(element("b", { textContent: `${found.code} ${found.data.title}` }), ` 第 ${place.line + 1} 行\n${found.message}`);
    item.onclick = async () => {
      go(found);
      await showFixes(item, found);
    };
    return item;
  });
  const count = state.shown.length;
  const heading = element("h2", { textContent: count ? `检查结果 ${count} 条` : "没有发现问题" });
  $("found").replaceChildren(heading, element("ul", {}, ...items));
}

function go(found) {
  const line = view.state.doc.line(Math.min(found.range.start.line + 1, view.state.doc.lines));
  view.dispatch({ selection: { anchor: Math.min(line.from + found.range.start.character, line.to) }, scrollIntoView: true });
  view.focus();
}

async function showFixes(item, found) {
  item.querySelectorAll("button").forEach((button) => button.remove());
  const actions = await ask("textDocument/codeAction", { range: found.range, context: { diagnostics: [] } });
  for (const action of actions.filter((one) => one.diagnostics[0].code === found.code)) {
    const button = element("button", { textContent: action.title });
    button.onclick = (event) => {
      event.stopPropagation();
      apply(action.edit.changes[uriOf(state.path)] ?? []);
    };
    item.append("\n", button);
  }
}

function apply(edits) {
  const at = (place) => view.state.doc.line(place.line + 1).from + place.character;
  view.dispatch({ changes: edits.map((edit) => ({ from: at(edit.range.start), to: at(edit.range.end), insert: edit.newText })) });
}

function told(params) {
  if (params.checked) {
    if (params.checked.uri !== uriOf(state.path)) return;
    stage(params.checked.done ? "已查完" : "正在检查…");
    if (params.checked.done) refresh();
  } else if (params.uri === uriOf(state.path)) {
    state.shown = params.diagnostics;
    showFindings();
  }
}

// ---- a person ------------------------------------------------------------------------------------------
const form = new Form($("form"), () => showAnswer());

async function refresh() {
  try {
    form.show(await ask("polc/form"));
  } catch (error) {
    return ($("answer").replaceChildren(element("p", { className: "hint", textContent: `${error.message}；下面是上一次的结果` })));
  }
  await showAnswer();
  await showPins();
  if (!$("readings").hidden) await showReadings();
  if (!$("summary").hidden) await showSummary();
}

function answerOf(found) {
  if (!found.problems.length) return [element("pre", { textContent: found.text })];
  return found.problems.map((one) => element("p", { className: "problem", textContent: [one.message, ...one.suggestions.map((s) => `→ ${s}`)].join("\n") }));
}

async function showAnswer() {
  if (!ready) return;
  $("answer").replaceChildren(...answerOf(await ask("polc/answer", { person: form.person })));
}

const heading = (text) => text.split("\n过程")[0];
$("pin").onclick = async () => {
  const person = form.person;
  const found = await ask("polc/answer", { person });
  if (found.problems.length) return;
  state.pins.push({ name: `第 ${state.pins.length + 1} 个人`, person, first: found.document.outputs });
  await showPins();
};

// What a pinned person gets now, beside what he got when he was pinned.
async function showPins() {
  const boxes = [];
  for (const pin of state.pins) {
    const found = await ask("polc/answer", { person: pin.person });
    const rows = found.problems.length ? answerOf(found) : Object.entries(found.document.outputs).map(([alias, now]) => {
      const before = pin.first[alias]?.text ?? "—";
      const moved = before !== now.text;
      const clauses = now.clauses.map((clause) => `【${clause}】`).join("");
      return element("div", { className: moved ? "moved" : "", textContent: `${now.name}  ${moved ? `${before} → ` : ""}${now.text}  ${clauses}` });
    });
    const away = element("button", { textContent: "去掉" });
    away.onclick = () => (state.pins.splice(state.pins.indexOf(pin), 1), showPins());
    const facts = Object.entries(pin.person.facts).map(([name, one]) => `${name} ${typeof one === "object" ? `${one.length}条` : one === true ? "是" : one === false ? "否" : one}`);
    boxes.push(element("div", { className: "pin" }, element("b", { textContent: pin.name }), " ", away, element("div", { className: "hint", textContent: facts.join("，") || "什么也没填" }), ...rows));
  }
  $("pins").replaceChildren(...(boxes.length ? [element("h2", { textContent: "钉住的人" }), ...boxes] : []));
}

$("case").onclick = async () => {
  const title = prompt("案例的题名", "试算");
  if (title) await addCase(title);
};

async function addCase(title) {
  const found = await ask("polc/case", { person: form.person, title });
  if (!found.holds) return stage("这个人的资料还不能存为案例：先改好上面的问题", true);
  const end = view.state.doc.length;
  const gap = view.state.doc.toString().endsWith("\n") ? "\n" : "\n\n";
  view.dispatch({ changes: { from: end, insert: `${gap}${found.text}\n` }, selection: { anchor: end }, scrollIntoView: true });
  stage("已写在文件末尾");
}

// ---- readings, summary ---------------------------------------------------------------------------------
async function showReadings() {
  const tables = [];
  for (const one of form.about.assumptions) {
    const columns = [];
    for (const reading of one.readings) {
      const person = { ...form.person, readings: { ...form.person.readings, [one.name]: reading.name } };
      columns.push([reading.name, await ask("polc/answer", { person })]);
    }
    const good = columns.filter(([, found]) => !found.problems.length);
    if (!good.length) continue;
    const names = Object.entries(good[0][1].document.outputs);
    const head = element("tr", {}, element("th"), ...good.map(([name]) => element("th", { textContent: name + (name === one.adopted ? "（采用）" : "") })));
    const rows = names.map(([alias, output]) => element("tr", {}, element("td", { textContent: output.name }), ...good.map(([, found]) => element("td", { textContent: found.document.outputs[alias].text }))));
    tables.push(element("h2", { textContent: `${one.name}：${one.reason}` }), element("table", {}, head, ...rows));
  }
  $("readings").replaceChildren(...(tables.length ? tables : [element("p", { className: "hint", textContent: "这份政策没有假定" })]));
}

async function showSummary() {
  try {
    $("leaflet").srcdoc = await ask("polc/summary", { audience: $("audience").value });
  } catch (error) {
    $("leaflet").srcdoc = element("p", { textContent: error.message }).outerHTML;
  }
}
$("audience").onchange = showSummary;

for (const tab of document.querySelectorAll("nav button"))
  tab.onclick = () => {
    for (const other of document.querySelectorAll("nav button")) {
      other.setAttribute("aria-selected", String(other === tab));
      $(other.dataset.pane).hidden = other !== tab;
    }
    if (ready && tab.dataset.pane === "readings") showReadings();
    if (ready && tab.dataset.pane === "summary") showSummary();
  };
$("about-open").onclick = () => {
  $("about-text").textContent = $("about").textContent;
  $("about-page").showModal();
};

// ---- start ---------------------------------------------------------------------------------------------
async function start() {
  ready = false;
  engine?.stop();
  engine = new Engine(stage);
  client = makeClient(told);
  open(state.path);
  try {
    await engine.start(Object.fromEntries(state.files));
  } catch (error) {
    return stage(`引擎没有起来：${error.message.split("\n")[0]}；文本没有丢，可以下载，或重新启动引擎`, true);
  }
  client.connect(engine.transport);
  ready = true;
  stage("正在检查…");
}
$("restart").onclick = start;

for (const [path, text] of Object.entries(JSON.parse($("sample").textContent))) {
  state.saved.set(path, text);
  state.files.set(path, text);
}
(async () => {
  if (!safe) for (const path of state.files.keys()) state.files.set(path, (await drafts.get(draftKey(path))) ?? state.files.get(path));
  state.path = [...state.files.keys()].filter((path) => path.endsWith(".pol")).sort()[0];
  window.desk = { state, view, ask, form, addCase, showPins, get ready() { return ready; } };
  await start();
})();
