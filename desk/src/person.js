// A form made of the facts of a policy, and what it holds as JSON.
import { say } from "./words.js";

const element = (name, attributes = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...inside);
  return made;
};

export const NO_READING = "都不采用";

function field(fact) {
  const blank = element("option", { value: "", textContent: fact.default ? say("blank_default", { value: fact.default }) : say("blank") });
  const choices = fact.kind === "是非" ? [["是", say("yes")], ["否", say("no")]] : fact.options.map((text) => [text, text]);
  if (!choices.length) return element("input", { name: fact.name, placeholder: fact.default ? blank.textContent : fact.example });
  return element("select", { name: fact.name }, blank, ...choices.map(([value, textContent]) => element("option", { value, textContent })));
}

function labelled(fact) {
  return element("label", { title: fact.note }, element("span", { textContent: fact.name }), field(fact));
}

function entries(fact) {
  const rows = element("div");
  const add = element("button", { type: "button", textContent: say("add_entry", fact) });
  const none = element("label", {}, element("span", { textContent: say("no_entries") }), element("input", { type: "checkbox", className: "none" }));
  add.onclick = () => {
    if (rows.children.length >= fact.limit) return;
    const away = element("button", { type: "button", textContent: say("remove") });
    const row = element("fieldset", {}, ...fact.columns.map(labelled), away);
    away.onclick = () => (row.remove(), rows.dispatchEvent(new Event("input", { bubbles: true })));
    rows.append(row);
  };
  const box = element("fieldset", { className: "list" }, element("legend", { textContent: fact.name }), none, rows, add);
  box.dataset.name = fact.name;
  return box;
}

function value(input, kind) {
  const text = input.value.trim();
  if (text === "") return undefined;
  if (kind === "是非") return text === "是";
  return kind === "整数" && /^\d+$/.test(text) ? Number(text) : text;
}

function read(inputs, facts) {
  const kinds = new Map(facts.map((fact) => [fact.name, fact.kind]));
  const found = {};
  for (const input of inputs) {
    const one = value(input, kinds.get(input.name));
    if (one !== undefined) found[input.name] = one;
  }
  return found;
}

export class Form {
  constructor(box, changed) {
    this.box = box;
    this.about = { facts: [], assumptions: [] };
    box.addEventListener("input", changed);
  }

  show(about, anew = false) {
    if (about.kernel === this.about.kernel && !anew) return;
    const before = this.person;
    this.about = about;
    const lists = about.facts.filter((fact) => fact.columns.length);
    const single = about.facts.filter((fact) => !fact.columns.length);
    const readings = about.assumptions.map((one) => {
      const options = [...one.readings.map((reading) => [reading.name, reading.name]), [NO_READING, say("no_reading")]];
      const choose = element("select", { className: "reading", name: one.name }, ...options.map(([value, textContent]) => element("option", { value, textContent, selected: value === one.adopted })));
      return element("label", { title: one.reason }, element("span", { textContent: say("assumption", one) }), choose);
    });
    this.box.replaceChildren(element("h2", { textContent: about.title }), ...single.map(labelled), ...lists.map(entries), ...readings);
    this.fill(before);
  }

  fill(person) {
    for (const input of this.box.querySelectorAll(":scope > label > :is(input, select)")) {
      const given = input.className === "reading" ? person.readings[input.name] : person.facts[input.name];
      if (given !== undefined) input.value = given === true ? "是" : given === false ? "否" : String(given);
    }
  }

  get person() {
    const all = [...this.box.querySelectorAll(":scope > label > :is(input, select)")];
    const facts = read(all.filter((input) => input.className !== "reading"), this.about.facts);
    for (const list of this.box.querySelectorAll(".list")) {
      const about = this.about.facts.find((fact) => fact.name === list.dataset.name);
      const rows = [...list.querySelectorAll("fieldset")];
      const filled = rows.map((row) => read(row.querySelectorAll("input, select"), about.columns));
      if (rows.length || list.querySelector(".none").checked) facts[list.dataset.name] = filled;
    }
    const adopted = new Map(this.about.assumptions.map((one) => [one.name, one.adopted]));
    const chosen = all.filter((input) => input.className === "reading" && input.value !== adopted.get(input.name));
    return { facts, readings: Object.fromEntries(chosen.map((input) => [input.name, input.value])) };
  }
}

export { element };
