// What stands beside the editor for one question each: who wins, along a fact, comparison, notice, help.
import { marked } from "marked";
import { element } from "./person.js";
import { language, say } from "./words.js";

const $ = (id) => document.getElementById(id);
export const problems = (found) =>
  found.map((one) => element("p", { className: "problem", textContent: [one.message, ...one.suggestions.map((s) => `→ ${s}`)].join("\n") }));
const told = (error) => element("p", { className: "problem", textContent: error.message });

// ---- who wins here, and why ----------------------------------------------------------------------------
export function whyParts(found, go, away) {
  if (found.problems.length) return problems(found.problems);
  const line = (row) => {
    const text = `${row.sign} ${row.clause} ${row.rule}${row.remark ? `（${row.remark}）` : ""}`;
    const button = element("button", { className: `row${row.wins ? " wins" : ""}`, textContent: text });
    button.onclick = () => go(row.place);
    return button;
  };
  const blocks = found.blocks.map((block) => {
    const head = element("button", { className: "row head", textContent: block.head });
    head.onclick = () => go(block.place);
    const not = block.rows.filter((row) => !row.holds).map(line);
    const rest = not.length ? [element("details", {}, element("summary", { textContent: say("false_rows", { count: not.length }) }), ...not)] : [];
    const note = block.note ? [element("div", { className: "hint", textContent: block.note })] : [];
    return element("li", {}, head, ...note, ...block.rows.filter((row) => row.holds).map(line), ...rest);
  });
  const close = element("button", { textContent: say("close") });
  close.onclick = away;
  return [close, element("h2", { textContent: say("why", found) }), element("div", { className: "hint", textContent: `${found.heading}　${say("why_hint")}` }), element("ol", {}, ...blocks)];
}

// ---- along a fact --------------------------------------------------------------------------------------
const SVG = "http://www.w3.org/2000/svg";
const drawn = (name, attributes, text = "") => {
  const made = document.createElementNS(SVG, name);
  for (const [key, one] of Object.entries(attributes)) made.setAttribute(key, one);
  made.textContent = text;
  return made;
};
const WIDTH = 440, HEIGHT = 150, LEFT = 8, BASE = 120;

// Numbers as heights; anything else as one lane a text, in order of appearance. What has no value lies at the bottom.
function heights(runs) {
  const number = (value) => (typeof value === "number" ? value : typeof value === "string" && /^-?\d+\/\d+$/.test(value) ? value.split("/").reduce((a, b) => a / b) : null);
  const known = runs.filter((run) => run.value !== null);
  if (known.length && known.every((run) => number(run.value) !== null)) {
    const all = known.map((run) => number(run.value));
    const low = Math.min(0, ...all), high = Math.max(...all, low + 1);
    return (run) => (run.value === null ? null : (number(run.value) - low) / (high - low));
  }
  const texts = [...new Set(known.map((run) => run.text))];
  return (run) => (run.value === null ? null : (texts.indexOf(run.text) + 1) / texts.length);
}

function picture(output, values) {
  const svg = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": output.name });
  const x = (number) => LEFT + ((WIDTH - 2 * LEFT) * number) / values.length;
  const height = heights(output.runs);
  const shown = new Set();
  for (const run of output.runs) {
    const at = height(run), y = at === null ? BASE : BASE - 20 - at * 80;
    const bar = drawn("rect", { x: x(run.first), y, width: Math.max(1, x(run.last + 1) - x(run.first)), height: BASE - y + 4, class: at === null ? "open" : "known" });
    bar.append(drawn("title", {}, `${say("until", { first: values[run.first], last: values[run.last] })}：${run.text}`));
    svg.append(bar);
    if (at !== null && !shown.has(run.text) && shown.size < 8 && x(run.last + 1) - x(run.first) > 30) {
      svg.append(drawn("text", { x: x(run.first) + 2, y: y - 4 }, run.text.slice(0, 14)));
      shown.add(run.text);
    }
  }
  svg.append(drawn("text", { x: LEFT, y: HEIGHT - 6 }, values[0]), drawn("text", { x: WIDTH - LEFT, y: HEIGHT - 6, "text-anchor": "end" }, values.at(-1)));
  return svg;
}

export class Curve {
  constructor({ ask, form, use }) {
    Object.assign(this, { ask, form, use, found: null });
    $("curve-go").onclick = () => this.show();
    $("curve-of").onchange = () => this.draw();
    $("curve-fact").onchange = () => (($("curve-first").value = ""), ($("curve-last").value = ""), this.show());
  }

  // The facts that can be varied; a day first, for that is what is asked most.
  offer() {
    const facts = this.form.about.facts.filter((fact) => !fact.columns.length);
    const before = $("curve-fact").value;
    const sorted = [...facts].sort((a, b) => (b.kind === "日期") - (a.kind === "日期"));
    $("curve-fact").replaceChildren(...sorted.map((fact) => element("option", { textContent: fact.name, selected: fact.name === before })));
  }

  async show() {
    this.offer();
    if (!$("curve-fact").value) return;
    $("curve-drawing").replaceChildren(element("p", { className: "hint", textContent: say("drawing") }));
    const params = { person: this.form.person, fact: $("curve-fact").value, first: $("curve-first").value.trim(), last: $("curve-last").value.trim() };
    try {
      this.found = await this.ask("polc/curve", params);
    } catch (error) {
      return $("curve-drawing").replaceChildren(told(error));
    }
    if (this.found.problems.length) return $("curve-drawing").replaceChildren(...problems(this.found.problems));
    const before = $("curve-of").value;
    $("curve-of").replaceChildren(...this.found.outputs.map((one) => element("option", { value: one.alias, textContent: one.name, selected: one.alias === before })));
    this.draw();
  }

  draw() {
    if (!this.found || this.found.problems.length) return;
    const { values, outputs, every, fact } = this.found;
    const output = outputs.find((one) => one.alias === $("curve-of").value) ?? outputs[0];
    const rows = output.runs.map((run) => {
      const clauses = run.clauses.map((clause) => `【${clause}】`).join("");
      const ends = run.first === run.last ? values[run.first] : say("until", { first: values[run.first], last: values[run.last] });
      const row = element("tr", { tabIndex: 0 }, element("td", { textContent: ends }), element("td", { textContent: run.text }), element("td", { textContent: clauses }));
      row.onclick = () => this.use(fact, values[run.first]);
      return row;
    });
    const note = say(every ? "every" : "some", { first: values[0], last: values.at(-1), count: values.length });
    $("curve-drawing").replaceChildren(picture(output, values), element("p", { className: "hint", textContent: `${note}。${say("use_value")}` }), element("table", {}, ...rows));
  }
}

// ---- pages: comparison, notice -------------------------------------------------------------------------
const paper = (id, html) => ($(id).srcdoc = html);
const base64 = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};

export async function showPage(id, asked) {
  try {
    paper(id, await asked);
  } catch (error) {
    paper(id, told(error).outerHTML);
  }
}

export class Comparison {
  constructor({ ask, state }) {
    Object.assign(this, { ask, state });
    $("compare-go").onclick = () => this.show();
  }

  offer() {
    const others = [...this.state.files.keys()].filter((path) => path.endsWith(".pol") && path !== this.state.path).sort();
    const before = $("compare-with").value;
    const options = [element("option", { value: "", textContent: say("as_saved") }), ...others.map((path) => element("option", { value: path, textContent: path, selected: path === before }))];
    $("compare-with").replaceChildren(...options);
  }

  show() {
    const other = $("compare-with").value;
    paper("compare-page", element("p", { textContent: say("comparing") }).outerHTML);
    const { path, saved } = this.state;
    return showPage("compare-page", this.ask("polc/diff", other ? { other } : { other: path, text: saved.get(path) }));
  }
}

export class Notice {
  constructor({ ask, state }) {
    Object.assign(this, { ask, state, files: new Map() });
    $("notice-open").onclick = () => $("notice-file").click();
    $("notice-file").onchange = async () => {
      const [file] = $("notice-file").files;
      if (file) await this.take(file.name, new Uint8Array(await file.arrayBuffer()));
      $("notice-file").value = "";
    };
  }

  async take(name, bytes) {
    this.files.set(this.state.path, { name, data: base64(bytes) });
    await this.show();
  }

  show() {
    const notice = this.files.get(this.state.path);
    $("notice-name").textContent = notice ? say("notice_used", notice) : say("notice_none");
    return showPage("notice-page", this.ask("polc/ledger", notice ? { notice } : {}));
  }
}

// ---- help: the guide, the reference, the page of a code ------------------------------------------------
export class Help {
  constructor({ ask, tab }) {
    Object.assign(this, { ask, tab, pages: null });
    $("help-page").onclick = (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      this.follow(link.getAttribute("href"));
    };
    $("help-list").onchange = () => this.page($("help-list").value);
  }

  async load() {
    if (this.pages) return;
    const packed = Uint8Array.from(atob($("guide").textContent), (char) => char.charCodeAt(0));
    const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    this.pages = JSON.parse(text);
    const named = Object.entries(this.pages).map(([name, page]) => element("option", { value: name, textContent: page.match(/^# (.+)/m)[1] }));
    $("help-list").replaceChildren(...named);
  }

  async page(name) {
    await this.load();
    $("help-list").value = name;
    this.draw(this.pages[name]);
  }

  async code(id) {
    this.tab("help");
    await this.load();
    this.draw(await this.ask("polc/explain", { code: id }));
  }

  draw(text) {
    $("help-page").innerHTML = marked.parse(text);
    $("help-page").scrollTop = 0;
  }

  follow(href) {
    const name = href.split("#")[0].split("/").pop();
    const code = href.match(/POL\d+/);
    if (code) return this.code(code[0]);
    if (this.pages[name]) return this.page(name);
    if (name) $("help-page").prepend(element("p", { className: "hint", textContent: say("elsewhere", { page: href }) }));
  }

  first() {
    return $("help-page").childElementCount ? this.load() : this.page(language() === "en" ? "language.md" : "01-第一个小时.md");
  }
}
