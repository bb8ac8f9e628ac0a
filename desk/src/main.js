// The page: files, editor, findings, a person, readings, the summary. What it shows comes from the service.
import { Engine } from "./engine.js";
import { makeClient, makeView } from "./editor.js";
import { download, drafts, filesBelow, filesChosen, save } from "./files.js";
import { Comparison, Curve, Help, Notice, problems, showPage, whyParts } from "./panes.js";
import { Form, NO_READING, element } from "./person.js";
import { language, say, setLanguage } from "./words.js";

const $ = (id) => document.getElementById(id);
const SCHEME = "desk:///";
const uriOf = (path) => SCHEME + path.split("/").map(encodeURIComponent).join("/");
const pathOf = (uri) => decodeURIComponent(uri.slice(SCHEME.length));
const state = { folder: "", files: new Map(), entries: new Map(), saved: new Map(), path: "", shown: [], pins: [] };
const flags = new Set(location.hash.slice(1).split("&"));
const safe = flags.has("safe");
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
  $("files").replaceChildren(element("h2", { textContent: state.folder || say("sample") }), ...buttons);
}

function open(path) {
  if (ready && state.path) engine.put(state.path, state.files.get(state.path));
  state.path = path;
  state.shown = [];
  view.show(client, uriOf(path), state.files.get(path), changed, [{ key: "F2", run: rename, preventDefault: true }]);
  listFiles();
  showFindings();
}

// A name is changed in every file that uses it, open or not.
function rename() {
  const at = view.state.selection.main.head;
  const line = view.state.doc.lineAt(at);
  const position = { line: line.number - 1, character: at - line.from };
  ask("textDocument/prepareRename", { position })
    .then(async (found) => {
      const newName = prompt(say("rename_to", { name: found.placeholder }), found.placeholder);
      if (newName && newName !== found.placeholder) await renamed(position, newName);
    })
    .catch((error) => stage(error.message, true));
  return true;
}

async function renamed(position, newName) {
  const { changes } = await ask("textDocument/rename", { position, newName });
  for (const [uri, edits] of Object.entries(changes)) {
    const path = pathOf(uri);
    if (path === state.path) apply(edits);
    else rewrite(path, edits);
  }
  listFiles();
  stage(say("renamed", { count: Object.keys(changes).length }));
}

function rewrite(path, edits) {
  const lines = state.files.get(path).split("\n");
  const starts = lines.reduce((all, line) => [...all, all.at(-1) + line.length + 1], [0]);
  const at = (place) => starts[place.line] + place.character;
  const later = [...edits].sort((a, b) => at(b.range.start) - at(a.range.start));
  const text = later.reduce((all, edit) => all.slice(0, at(edit.range.start)) + edit.newText + all.slice(at(edit.range.end)), state.files.get(path));
  state.files.set(path, text);
  engine.put(path, text);
  drafts.put(draftKey(path), text);
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
  if (notText.length) stage(say("not_text", { names: notText.join("、") }), true);
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
$("pick").onchange = () => take($("pick").files[0]?.webkitRelativePath.split("/")[0] || say("files"), filesChosen($("pick").files));
document.ondragover = (event) => event.preventDefault();
document.ondrop = async (event) => {
  event.preventDefault();
  const [item] = event.dataTransfer.items;
  const handle = await item?.getAsFileSystemHandle?.();
  if (handle?.kind === "directory") await take(handle.name, await filesBelow(handle));
  else if (event.dataTransfer.files.length) await take(say("files"), filesChosen(event.dataTransfer.files));
};
$("new").onclick = () => {
  const typed = prompt(say("new_name"), say("new_usual"))?.trim();
  if (!typed) return;
  const path = typed.endsWith(".pol") ? typed : `${typed}.pol`;
  if (!state.files.has(path)) {
    state.saved.set(path, "");
    state.files.set(path, "");
    engine.put(path, "");
  }
  open(path);
};
$("save").onclick = async () => {
  const entry = state.entries.get(state.path);
  const text = state.files.get(state.path);
  let done = "";
  if (entry?.handle) done = await save(entry, text).catch(() => "");
  if (done === "changed") return stage(say("changed_below"), true);
  if (!done) download(state.path, text);
  state.saved.set(state.path, text);
  await drafts.drop(draftKey(state.path));
  listFiles();
  stage(done ? say("saved", state) : say("downloaded", { name: state.path.split("/").pop() }));
};
$("download").onclick = () => download(state.path, state.files.get(state.path));
$("drop-drafts").onclick = async () => {
  if (!confirm(say("drop_sure"))) return;
  await drafts.clear();
  stage(say("dropped"));
};
$("report").onclick = async () => download(`${state.path}.json`, await ask("polc/report"), "application/json");

// ---- findings ------------------------------------------------------------------------------------------
function showFindings() {
  const items = state.shown.map((found) => {
    const item = element("li", { className: `s${found.severity}${found.data.stale ? " stale" : ""}`, tabIndex: 0 });
    const place = found.range.start;
    const code = element("button", { className: "code", title: say("code_page"), textContent: found.code });
    code.onclick = (event) => (event.stopPropagation(), help.code(found.code));
    item.append(code, " ", element("b", { textContent: found.data.title }), ` ${say("line", { line: place.line + 1 })}\n${found.message}`);
    item.onclick = async () => {
      go(found);
      await showFixes(item, found);
    };
    return item;
  });
  const count = state.shown.length;
  const heading = element("h2", { textContent: count ? say("findings_count", { count }) : say("clean") });
  $("found").replaceChildren(heading, element("ul", {}, ...items));
}

function go(found) {
  const line = view.state.doc.line(Math.min(found.range.start.line + 1, view.state.doc.lines));
  view.dispatch({ selection: { anchor: Math.min(line.from + found.range.start.character, line.to) }, scrollIntoView: true });
  view.focus();
}

async function showFixes(item, found) {
  item.querySelectorAll("button.fix").forEach((button) => button.remove());
  const actions = await ask("textDocument/codeAction", { range: found.range, context: { diagnostics: [] } });
  for (const action of actions.filter((one) => one.diagnostics[0].code === found.code)) {
    const button = element("button", { className: "fix", textContent: action.title });
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
    stage(say(params.checked.done ? "checked" : "checking"));
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
    return ($("answer").replaceChildren(element("p", { className: "hint", textContent: say("stale", { reason: error.message }) })));
  }
  await showAnswer();
  await showPins();
  if (!$("person").hidden) return;
  await SHOW[current()]?.();
}

// Each result is a button: who wins there, and why; from there one click more leads into the text.
// What `owner` has open stays open, and follows the text.
function results(found, owner, before = {}) {
  const rows = Object.entries(found.document.outputs).map(([alias, now]) => {
    const old = before[alias]?.text ?? now.text;
    const clauses = now.clauses.map((clause) => `【${clause}】`).join("");
    const text = `${now.name}  ${old !== now.text ? `${old} → ` : ""}${now.text}  ${clauses}`;
    const button = element("button", { className: `row result${old !== now.text ? " moved" : ""}`, textContent: text });
    button.dataset.output = alias;
    button.onclick = () => ((owner.why = owner.why === alias ? null : alias), showWhy(owner, box));
    return button;
  });
  const box = element("div", { className: "why" });
  showWhy(owner, box);
  return [...rows, box];
}

async function showWhy(owner, box) {
  const asked = owner.why;
  const found = asked ? await ask("polc/why", { person: owner.person, output: asked }) : null;
  if (asked !== owner.why) return;
  box.hidden = !found;
  box.replaceChildren(...(found ? whyParts(found, visit, () => ((owner.why = null), showWhy(owner, box))) : []));
}

async function visit(place) {
  const path = pathOf(place.uri);
  if (path !== state.path) open(path);
  go(place);
}

async function showAnswer() {
  if (!ready) return;
  const { person } = form;
  const found = await ask("polc/answer", { person });
  if (found.problems.length) return $("answer").replaceChildren(...problems(found.problems));
  const words = element("details", { open: true }, element("summary", { textContent: say("in_words") }), element("pre", { textContent: found.text }));
  $("answer").replaceChildren(element("h2", { textContent: say("results") }), ...results(found, form), words);
}

$("pin").onclick = async () => {
  const person = form.person;
  const found = await ask("polc/answer", { person });
  if (found.problems.length) return;
  state.pins.push({ name: say("pin_name", { number: state.pins.length + 1 }), person, first: found.document.outputs });
  await showPins();
};

// What a pinned person gets now, beside what he got when he was pinned.
async function showPins() {
  const boxes = [];
  for (const pin of state.pins) {
    const found = await ask("polc/answer", { person: pin.person });
    const rows = found.problems.length ? problems(found.problems) : results(found, pin, pin.first);
    const away = element("button", { textContent: say("remove") });
    away.onclick = () => (state.pins.splice(state.pins.indexOf(pin), 1), showPins());
    const facts = Object.entries(pin.person.facts).map(([name, one]) => `${name} ${typeof one === "object" ? say("entries", { count: one.length }) : one === true ? say("yes") : one === false ? say("no") : one}`);
    boxes.push(element("div", { className: "pin" }, element("b", { textContent: pin.name }), " ", away, element("div", { className: "hint", textContent: facts.join("，") || say("nothing_filled") }), ...rows));
  }
  $("pins").replaceChildren(...(boxes.length ? [element("h2", { textContent: say("pins") }), ...boxes] : []));
}

$("case").onclick = async () => {
  const title = prompt(say("case_title"), say("case_usual"));
  if (title) await addCase(title);
};

async function addCase(title) {
  const found = await ask("polc/case", { person: form.person, title });
  if (!found.holds) return stage(say("case_no"), true);
  const end = view.state.doc.length;
  const gap = view.state.doc.toString().endsWith("\n") ? "\n" : "\n\n";
  view.dispatch({ changes: { from: end, insert: `${gap}${found.text}\n` }, selection: { anchor: end }, scrollIntoView: true });
  stage(say("case_done"));
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
    const head = element("tr", {}, element("th"), ...good.map(([name]) => element("th", { textContent: (name === NO_READING ? say("no_reading") : name) + (name === one.adopted ? say("adopted") : "") })));
    const rows = names.map(([alias, output]) => element("tr", {}, element("td", { textContent: output.name }), ...good.map(([, found]) => element("td", { textContent: found.document.outputs[alias].text }))));
    tables.push(element("h2", { textContent: `${one.name}：${one.reason}` }), element("table", {}, head, ...rows));
  }
  $("readings").replaceChildren(...(tables.length ? tables : [element("p", { className: "hint", textContent: say("no_assumptions") })]));
}

const showSummary = () => showPage("leaflet", ask("polc/summary", { audience: $("audience").value }));
$("audience").onchange = showSummary;

// ---- the other panes -----------------------------------------------------------------------------------
const current = () => document.querySelector("nav [aria-selected=true]").dataset.pane;

function tab(name) {
  for (const one of document.querySelectorAll("nav button")) {
    one.setAttribute("aria-selected", String(one.dataset.pane === name));
    $(one.dataset.pane).hidden = one.dataset.pane !== name;
  }
}

function use(fact, value) {
  const { facts, readings } = form.person;
  form.fill({ facts: { ...facts, [fact]: value }, readings });
  tab("person");
  showAnswer();
}

const curve = new Curve({ ask, form, use });
const comparison = new Comparison({ ask, state });
const notice = new Notice({ ask, state });
const help = new Help({ ask, tab });
const SHOW = { person: showAnswer, readings: showReadings, curve: () => curve.show(), summary: showSummary, compare: () => comparison.offer(), ledger: () => notice.show(), help: () => help.first() };

for (const one of document.querySelectorAll("nav button"))
  one.onclick = () => {
    tab(one.dataset.pane);
    if (ready || one.dataset.pane === "help") SHOW[one.dataset.pane]();
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
  client.workspace.displayFile = async (uri) => (pathOf(uri) === state.path || open(pathOf(uri)), view);
  open(state.path);
  try {
    await engine.start(Object.fromEntries(state.files));
  } catch (error) {
    return stage(say("failed", { reason: error.message.split("\n")[0] }), true);
  }
  client.connect(engine.transport);
  ready = true;
  stage(say("checking"));
}
$("restart").onclick = start;
$("language").onclick = () => {
  setLanguage(language() === "zh" ? "en" : "zh");
  location.hash = [...(safe ? ["safe"] : []), ...(language() === "en" ? ["en"] : [])].join("&");
  form.show(form.about, true);
  curve.offer();
  comparison.offer();
  start();
};
setLanguage(flags.has("en") ? "en" : "zh");
stage(say("opening"));

for (const [path, text] of Object.entries(JSON.parse($("sample").textContent))) {
  state.saved.set(path, text);
  state.files.set(path, text);
}
(async () => {
  if (!safe) for (const path of state.files.keys()) state.files.set(path, (await drafts.get(draftKey(path))) ?? state.files.get(path));
  state.path = [...state.files.keys()].filter((path) => path.endsWith(".pol")).sort()[0];
  window.desk = { state, view, ask, form, addCase, showPins, renamed, notice, open, get client() { return client; }, get ready() { return ready; } };
  await start();
})();
