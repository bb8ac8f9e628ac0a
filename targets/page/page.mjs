// ---- the page: one screen at a time, filled into the templates of the document ---------------------------
// Answers live in this variable only. Entries of the history hold the number of a screen and nothing else.
let answers = [];
const main = document.getElementById("main");
const made = name => document.getElementById(name).content.firstElementChild.cloneNode(true);
const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
// Numbers with their units and days aren't broken at the end of a line.
const WHOLE = new RegExp(PLAN.whole);
function write(element, text) {
  element.textContent = "";
  text.split(WHOLE).forEach((piece, at) => {
    const node = at % 2 ? made("unit") : document.createTextNode(piece);
    if (at % 2) node.textContent = piece;
    element.appendChild(node);
  });
  return element;
}
const put = (root, name, text) => write(part(root, name), text);

function show(content) {
  main.textContent = "";
  main.appendChild(content);
  window.scrollTo(0, 0);
  main.querySelector("h1").focus();
}
function render(before) {
  const screen = before ? before.screen : nextScreen(answers);
  show(screen ? question(screen, before) : answer());
}
function forward(answer) {
  answers = [...answers, answer];
  history.pushState(answers.length, "");
  render();
}
// Back to the screen with this number, as it was filled in.
function backTo(number) {
  const before = answers[number];
  answers = answers.slice(0, number);
  render(before);
}
window.addEventListener("popstate", event => {
  const number = Number(event.state) || 0;
  if (number < answers.length) backTo(number);
});
const back = () => history.back();

// ---- questions -----------------------------------------------------------------------------------------
function question(screen, before) {
  const page = made("question");
  put(page, "title", screen.title);
  put(page, "step", say("step", { n: answers.length + 1 }));
  put(page, "hint", screen.hint);
  part(page, "back").hidden = !answers.length;
  part(page, "back").addEventListener("click", back);
  const control = controlFor(screen, before);
  part(page, "fields").appendChild(control.element);
  page.addEventListener("submit", event => {
    event.preventDefault();
    const { error, given, unsure } = checked(control);
    if (error) return failed(page, error);
    forward({ screen, given, unsure, said: control.said(), kept: control.kept() });
  });
  return page;
}
function failed(page, error) {
  put(page, "error", "");
  put(page, "error", error);
  const first = page.querySelector("input");
  if (first) first.focus();
}
function checked(control) {
  const found = control.read();
  if (found.error) return found;
  const person = Object.assign(personOf(answers), found.given);
  const told = clashes(person);
  if (!told.length) return found;
  return { error: say("clash", { names: joinedWith([].concat(...told).map(labelOf)) }) };
}
function controlFor(screen, before) {
  const kept = before ? before.kept : null;
  if (screen.kind === "ticks") return ticks(screen, kept);
  const fact = FACTS.get(screen.facts[0]);
  if (fact.type === "是非") return radios(fact, [[true, say("yes")], [false, say("no")]], kept);
  if (fact.options) return radios(fact, fact.options.map(option => [option, option]), kept);
  return withUnsure(fact, fact.type === "清单" ? listField(fact, kept) : fieldFor(fact, screen.title, kept), kept);
}
function option(type, name, text, apart) {
  const element = made("option");
  const input = part(element, "input");
  Object.assign(input, { type, name });
  put(element, "text", text);
  if (apart) element.classList.add("apart");
  return { element, input };
}
function boxOf(elements) {
  const box = document.createElement("div");
  elements.forEach(element => box.appendChild(element));
  return box;
}
// One of several, or 不清楚.
function radios(fact, values, kept) {
  const all = [...values, [null, say("unsure")]].map(([value, text]) => {
    return Object.assign(option("radio", fact.alias, text, value === null), { value, text });
  });
  all.forEach((each, at) => (each.input.checked = kept === at));
  const chosen = () => all.findIndex(each => each.input.checked);
  return {
    element: boxOf(all.map(each => each.element)),
    kept: chosen,
    said: () => all[chosen()].text,
    read() {
      if (chosen() < 0) return { error: say("choose") };
      const { value } = all[chosen()];
      return value === null ? { given: {}, unsure: [fact.alias] } : { given: { [fact.alias]: value }, unsure: [] };
    }
  };
}
// Some of several, none, or 不清楚: what is ticked is true, and the rest is false or unknown.
function ticks(screen, kept) {
  const boxes = new Map();
  const groups = screen.groups.map(([name, facts]) => {
    const group = made("group");
    put(group, "name", name);
    if (name) group.setAttribute("aria-label", name);
    else part(group, "name").remove();
    facts.forEach(alias => {
      const box = option("checkbox", alias, labelOf(alias));
      boxes.set(alias, box.input);
      group.appendChild(box.element);
    });
    return group;
  });
  const none = option("checkbox", "none", say("none"), true);
  const unsure = option("checkbox", "unsure", say("unsure"), true);
  const inputs = [...boxes.values(), none.input, unsure.input];
  (kept || []).forEach((on, at) => (inputs[at].checked = on));
  const alone = event => {
    const off = event.target === none.input ? inputs.filter(each => each !== none.input) : [none.input];
    if (event.target.checked) off.forEach(each => (each.checked = false));
  };
  inputs.forEach(input => input.addEventListener("change", alone));
  const ticked = () => screen.facts.filter(alias => boxes.get(alias).checked);
  return {
    element: boxOf([...groups, none.element, unsure.element]),
    kept: () => inputs.map(input => input.checked),
    said() {
      const names = ticked().map(labelOf);
      return joinedWith([...names, ...(unsure.input.checked ? [say("unsure")] : names.length ? [] : [say("none")])]);
    },
    read() {
      if (!inputs.some(input => input.checked)) return { error: say("tick") };
      const given = {};
      const rest = screen.facts.filter(alias => !boxes.get(alias).checked);
      ticked().forEach(alias => (given[alias] = true));
      if (unsure.input.checked) return { given, unsure: rest };
      rest.forEach(alias => (given[alias] = false));
      return { given, unsure: [] };
    }
  };
}
// A field, and 不清楚 below it; a list may also be empty, and that is said.
function withUnsure(fact, field, kept) {
  const ends = [option("checkbox", "unsure", say("unsure"), true)];
  if (fact.type === "清单") ends.unshift(option("checkbox", "none", say("nothing"), true));
  ends.forEach(({ input }, at) => (input.checked = Boolean(kept && kept.ends[at])));
  const on = name => ends.some(({ input }) => input.name === name && input.checked);
  const off = others => others.forEach(({ input }) => (input.checked = false));
  ["input", "click"].forEach(kind => field.element.addEventListener(kind, () => off(ends)));
  ends.forEach(end => end.input.addEventListener("change", () => off(ends.filter(other => other !== end))));
  return {
    element: boxOf([field.element, ...ends.map(end => end.element)]),
    kept: () => ({ ends: ends.map(({ input }) => input.checked), texts: field.texts() }),
    said: () => (on("unsure") ? say("unsure") : field.said()),
    read() {
      if (on("unsure")) return { given: {}, unsure: [fact.alias] };
      if (on("none") && field.count()) return { error: say("notNone") };
      if (ends.length > 1 && !on("none") && !field.count()) return { error: say("someEntry") };
      const { error, value } = field.read();
      return error ? { error } : { given: { [fact.alias]: value }, unsure: [] };
    }
  };
}

// ---- fields ----------------------------------------------------------------------------------------------
function fieldFor(fact, title, kept) {
  const texts = kept ? kept.texts : null;
  return fact.type === "日期" ? dateField(fact, title, texts) : textField(fact, title, texts);
}
const PARTS = ["year", "month", "day"];
function dateField(fact, title, texts) {
  const element = made("date");
  element.setAttribute("aria-label", title);
  const inputs = PARTS.map(name => part(element, name));
  (texts || []).forEach((text, at) => (inputs[at].value = text));
  const digits = () => {
    const found = inputs.map(input => halfWidth(input.value).match(/[0-9]+/g) || []);
    return found[0].length > 1 ? found[0] : [].concat(...found);
  };
  const written = () => {
    const found = digits();
    return found.length === 1 && found[0].length === 8
      ? [found[0].slice(0, 4), found[0].slice(4, 6), found[0].slice(6)]
      : found;
  };
  const day = () => READ.日期(written().join("-"));
  return {
    element,
    texts: () => inputs.map(input => input.value),
    blank: () => inputs.every(input => !input.value.trim()),
    said: () => dayText(day()),
    read() {
      const found = written();
      if (found.length !== 3 || found[0].length !== 4) return { error: say("day", { example: PLAN.example }) };
      if (day() === null) return { error: say("noDay", { day: found.join("-") }) };
      return valueOf(fact, isoDay(day()));
    }
  };
}
function textField(fact, title, texts) {
  const element = made("text");
  const input = part(element, "input");
  const unit = PLAN.units[fact.type] || "";
  put(element, "text", title);
  put(element, "unit", unit);
  if (fact.type !== "时长") input.inputMode = "decimal";
  input.value = texts ? texts[0] : "";
  const text = () => halfWidth(input.value).replace(/[,，\s]/g, "");
  const whole = () => (/[0-9]$/.test(text()) ? text() + unit : text());
  return {
    element,
    texts: () => [input.value],
    blank: () => !input.value.trim(),
    said: whole,
    read: () => valueOf(fact, whole())
  };
}
function choiceField(fact, title, texts) {
  const values = fact.options ? fact.options.map(each => [each, each]) : [[true, say("yes")], [false, say("no")]];
  const set = made("group");
  put(set, "name", title);
  set.setAttribute("role", "radiogroup");
  set.setAttribute("aria-label", title);
  choiceField.count = (choiceField.count || 0) + 1;
  const all = values.map(([value, text]) => {
    return Object.assign(option("radio", `${fact.alias}-${choiceField.count}`, text), { value, text });
  });
  all.forEach((each, at) => {
    each.input.checked = Boolean(texts) && texts[0] === at;
    set.appendChild(each.element);
  });
  const chosen = () => all.findIndex(each => each.input.checked);
  return {
    element: set,
    texts: () => [chosen()],
    blank: () => chosen() < 0,
    read: () => ({ value: all[chosen()].value })
  };
}
function valueOf(fact, value) {
  try {
    read(fact, value);
  } catch (error) {
    return { error: say(fact.type, { n: fact.limit }) };
  }
  return value === "" ? { error: say(fact.type, {}) } : { value };
}
// A list: a small form for each entry.
function listField(fact, kept) {
  const element = made("more");
  const held = part(element, "entries");
  let entries = [];
  const number = () => entries.forEach((entry, at) => put(entry.element, "name", say("entry", { n: at + 1 })));
  const add = texts => {
    const entry = entryOf(fact, texts);
    entries.push(entry);
    held.appendChild(entry.element);
    part(entry.element, "drop").addEventListener("click", () => {
      entries = entries.filter(each => each !== entry);
      entry.element.remove();
      number();
      part(element, "add").focus();
    });
    number();
    part(element, "add").hidden = entries.length >= fact.limit;
    return entry;
  };
  part(element, "add").addEventListener("click", () => add(null).element.querySelector("input").focus());
  ((kept && kept.texts) || []).forEach(add);
  return {
    element,
    texts: () => entries.map(entry => entry.texts()),
    count: () => entries.length,
    said: () => (entries.length ? say("entries", { n: entries.length }) : say("nothing")),
    read() {
      const rows = entries.map(entry => entry.read());
      const wrong = rows.findIndex(row => row.error);
      if (wrong >= 0) return { error: `${say("entry", { n: wrong + 1 })}：${rows[wrong].error}` };
      return { value: rows.map(row => row.value) };
    }
  };
}
function entryOf(fact, texts) {
  const element = made("entry");
  const fields = fact.columns.map((column, at) => {
    const kept = texts ? { texts: texts[at] } : null;
    const choice = column.type === "是非" || column.options;
    return choice ? choiceField(column, column.label, kept && kept.texts) : fieldFor(column, column.label, kept);
  });
  fields.forEach((field, at) => {
    if (fact.columns[at].type === "日期") {
      const name = made("group");
      put(name, "name", fact.columns[at].label);
      name.appendChild(field.element);
      part(element, "fields").appendChild(name);
    } else part(element, "fields").appendChild(field.element);
  });
  return {
    element,
    texts: () => fields.map(field => field.texts()),
    read() {
      const value = {};
      for (let at = 0; at < fields.length; at++) {
        const found = fields[at].blank() ? { value: null } : fields[at].read();
        if (found.error) return { error: `${fact.columns[at].label}：${found.error}` };
        value[fact.columns[at].alias] = found.value;
      }
      return { value };
    }
  };
}

// ---- the answer --------------------------------------------------------------------------------------------
function listed(page, name, texts) {
  const element = part(page, name);
  element.hidden = !texts.length;
  const list = element.querySelector("ul");
  texts.forEach(text => {
    const [said, below] = Array.isArray(text) ? text : [text, []];
    const item = write(document.createElement("li"), said);
    if (below.length) {
      const inner = document.createElement("ul");
      below.forEach(line => inner.appendChild(write(document.createElement("li"), line)));
      item.appendChild(inner);
    }
    list.appendChild(item);
  });
}
function answer() {
  const found = answered(answers);
  const page = made("answer");
  amountsIn(page, found.headlines);
  put(page, "period", found.period);
  listed(page, "empty", found.empty);
  listed(page, "choices", found.choices.map(each => [each.what, each.readings]));
  listed(page, "unsure", found.unsure.map(each => [each.title, each.ways]));
  listed(page, "open", found.open);
  listed(page, "fixed", found.fixed ? [found.fixed] : []);
  listed(page, "readings", found.readings);
  listed(page, "clauses", found.clauses);
  paired(page, found.others);
  part(page, "days").hidden = true;
  const mine = answers;
  setTimeout(() => mine === answers && daysIn(page, daysOf(mine)));
  givenIn(page);
  part(page, "back").hidden = !answers.length;
  part(page, "back").addEventListener("click", back);
  part(page, "print").addEventListener("click", () => window.print());
  part(page, "again").addEventListener("click", () => go(0, true));
  return page;
}
function amountsIn(page, headlines) {
  const list = part(page, "amounts");
  headlines.forEach(([name, text]) => {
    const line = made("amount");
    put(line, "name", name);
    put(line, "amount", text);
    list.appendChild(line);
  });
}
function paired(page, pairs) {
  const section = part(page, "others");
  section.hidden = !pairs.length;
  pairs.forEach(([name, text]) => {
    const row = made("pair");
    put(row, "name", name);
    put(row, "text", text);
    section.querySelector("dl").appendChild(row);
  });
}
function daysIn(page, rows) {
  const section = part(page, "days");
  section.hidden = rows.length < 2;
  rows.forEach(row => {
    const line = made("row");
    put(line, "days", row.days + (row.own ? say("yours") : ""));
    put(line, "amount", row.amount);
    put(line, "start", row.start);
    if (row.empty) line.classList.add("none");
    if (row.own) line.classList.add("own");
    section.querySelector("tbody").appendChild(line);
  });
}
function givenIn(page) {
  const section = part(page, "given");
  section.hidden = !answers.length;
  answers.forEach((each, at) => {
    const row = made("filled");
    put(row, "name", each.screen.title);
    put(row, "text", each.said);
    part(row, "change").setAttribute("aria-label", say("change", { name: each.screen.title }));
    part(row, "change").addEventListener("click", () => go(at, false));
    section.querySelector("dl").appendChild(row);
  });
}
// As the back key would: the later screens aren't in the history any more.
function go(number, forget) {
  const steps = answers.length - number;
  if (forget) answers = answers.map(each => Object.assign({}, each, { kept: null }));
  if (steps) history.go(-steps);
  else render();
}

history.replaceState(0, "");
render();
