// ---- the interview: what is asked next, and what the answers come to ------------------------------------
// Follows the module of the policy. An answer is { screen, facts, given, unsure }: what was shown, what was said, and
// what isn't known. Nothing here counts as answered by a default but the facts that nobody is asked.
const say = (name, values) => PLAN.said[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
const joinedWith = (names, between) => distinct(names).join(PLAN.said[between || "joined"]);
const labelOf = alias => PLAN.labels[alias];
const SCREENS = PLAN.screens.map(screen => {
  return Object.assign({}, screen, { facts: [].concat(...screen.groups.map(([, facts]) => facts)) });
});
const FACTS = new Map(META.facts.map(fact => [fact.alias, fact]));
const ALL = META.outputs.map(output => output.alias);

function personOf(answers) {
  return Object.assign({}, PLAN.fixed, ...answers.map(answer => answer.given));
}
const unsureOf = answers => [].concat(...answers.map(answer => answer.unsure));

// A list with a blank in it isn't known, but it has been answered.
const shownIn = answers => [].concat(...answers.map(({ screen }) => screen.facts));

/** The next screen with the facts that still matter; null when nothing more has to be asked. */
export function nextScreen(answers) {
  const { left } = ask(personOf(answers), shownIn(answers));
  const screen = SCREENS.find(({ facts }) => facts.some(alias => left.includes(alias)));
  if (!screen) return null;
  const facts = screen.facts.filter(alias => left.includes(alias));
  const groups = screen.groups.map(([name, held]) => [name, held.filter(alias => facts.includes(alias))]);
  return Object.assign({}, screen, { facts, groups: groups.filter(([, held]) => held.length) });
}

/** The relations that nobody can satisfy who is as was said: each as the facts that it speaks of. */
export function clashes(person) {
  const inputs = factsOf(DATA.facts, person, true);
  const broken = POLICY.relations.filter(relation => POLICY.breaks(relation, inputs));
  return broken.map(({ facts }) => facts.map(at => DATA.facts[at].alias));
}

// What relations settle belongs to a person, and is found anew for each one that is tried.
function whole(person) {
  return Object.assign({}, person, ask(person, []).settled);
}
// What each entry of a list comes to, where the policy has results for entries.
function resultsOfEntries(person) {
  const found = evaluate(person, { asking: true }).entry_outputs || {};
  return [].concat(...Object.values(found).map(({ entries }) => (entries || []).map(each => [each.name, told(each)])));
}
const decided = (person, assume) => evaluate(person, { asking: true, assume }).outputs;

// ---- results in words ------------------------------------------------------------------------------------
function plain(text) {
  const refers = /按“([^”]*)”执行/.exec(text);
  if (refers) return say("document", { name: refers[1] });
  if (text.startsWith("待定（")) return say("undetermined");
  const [, outside] = /^不适用（(.*)）$/.exec(text) || [];
  if (outside) return say("outside", { reason: outside });
  const [, lacking] = /^缺资料（(.*)）$/.exec(text) || [];
  if (lacking) return needs(lacking.split("、").map(publicName));
  return text.replace(/不低于/g, say("atLeast")).replace(/不高于/g, say("atMost"));
}
const MOST_NAMED = 2;
const needs = names => {
  return names.length > MOST_NAMED ? say("needsMany", { n: names.length }) : say("needs", { names: joinedWith(names) });
};
function publicName(label) {
  const fact = META.facts.find(each => each.label === label);
  return fact ? labelOf(fact.alias) : label;
}
/** A result as people read it; the results of several readings are all said. */
export function told(output) {
  const texts = output.candidates ? output.candidates.map(each => each.text) : [output.text];
  return joinedWith(texts.map(plain), "or");
}
const isDay = output => output.status === "value";
/** Amount and days of benefits in one line, for comparing and for telling. */
function resultOf(outputs) {
  const amounts = amountsOf(outputs).map(([name, text]) => (PLAN.headlines.length > 1 ? say("named", { name, text }) : text));
  const days = PLAN.start && outputs[PLAN.start].status !== "not_applicable" ? periodOf(outputs) : "";
  return [...amounts, days].filter(part => part).join(PLAN.said.also);
}
const amountsOf = outputs => PLAN.headlines.map(alias => [PLAN.results[alias], told(outputs[alias])]);
function periodOf(outputs) {
  const [start, end] = [outputs[PLAN.start], outputs[PLAN.end]];
  if (isEmpty(outputs)) return PLAN.said.noPeriod;
  return isDay(start) && isDay(end)
    ? say("period", { start: told(start), end: told(end) })
    : say(isDay(start) || start.candidates ? "from" : "under", { start: told(start) });
}
function isEmpty(outputs) {
  if (!PLAN.start) return false;
  const [start, end] = [outputs[PLAN.start], outputs[PLAN.end]];
  return isDay(start) && isDay(end) && start.value > end.value;
}

// ---- the answer --------------------------------------------------------------------------------------------
/** Everything that the last screen shows. */
export function answered(answers) {
  const person = whole(personOf(answers));
  const outputs = decided(person);
  const plainly = resultOf(outputs);
  const lacks = outputs[PLAN.headlines[0]].status === "missing";
  return {
    headlines: amountsOf(outputs),
    period: PLAN.start && outputs[PLAN.headlines[0]].status !== "not_applicable" ? periodOf(outputs) : "",
    empty: emptiness(person, outputs),
    others: [...othersOf(outputs), ...resultsOfEntries(person)],
    open: openPoints(outputs),
    choices: lacks ? [] : choicesOf(person),
    readings: lacks ? [] : readingsOf(person, plainly),
    unsure: unsureOnes(answers, person, outputs),
    fixed: fixedOnes(person, plainly),
    clauses: ALL.filter(alias => outputs[alias].clauses.length).map(alias => {
      return say("clauses", { name: PLAN.results[alias], clauses: joinedWith(outputs[alias].clauses) });
    })
  };
}
// The benefits are over before they begin: for certain, or as some reading has it that nobody chose.
function emptiness(person, outputs) {
  if (isEmpty(outputs)) return [say("empty", { start: told(outputs[PLAN.start]), end: told(outputs[PLAN.end]) })];
  return maybeEmpty(person, outputs) ? [say("maybe")] : [];
}
function maybeEmpty(person, outputs) {
  if (!PLAN.start || !outputs[PLAN.start].candidates) return false;
  const open = PLAN.readings.filter(each => each.adopted === null);
  return open.some(({ name, readings }) => readings.some(([read]) => isEmpty(decided(person, { [name]: read }))));
}
const shownApart = alias => [...PLAN.headlines, PLAN.start, PLAN.end].includes(alias);
function othersOf(outputs) {
  const known = ALL.filter(alias => !shownApart(alias) && ["value", "bound"].includes(outputs[alias].status));
  return known.filter(alias => outputs[alias].value !== 0).map(alias => [PLAN.results[alias], told(outputs[alias])]);
}
function openPoints(outputs) {
  const open = ALL.filter(alias => outputs[alias].status === "undetermined" && !outputs[alias].candidates);
  const byReason = new Map();
  open.forEach(alias => {
    const { reason } = outputs[alias];
    byReason.set(reason, [...(byReason.get(reason) || []), PLAN.results[alias]]);
  });
  return [...byReason].map(([reason, names]) => say("open", { name: joinedWith(names), reason }));
}
// What nobody has chosen: each reading with what it gives, where that differs.
function choicesOf(person) {
  const open = PLAN.readings.filter(each => each.adopted === null);
  return open.map(each => chosenOf(each, person)).filter(each => each);
}
function chosenOf(decl, person) {
  const found = bundled(decl.readings.map(([name, said]) => [said, resultOf(decided(person, { [decl.name]: name }))]));
  if (found.length < 2) return null;
  const readings = found.map(([names, result]) => say("choice", { reading: joinedWith(names, "quoted"), result }));
  return { what: decl.what, readings };
}
// Those with one result are told at once.
function bundled(pairs) {
  const byResult = new Map();
  pairs.forEach(([name, result]) => byResult.set(result, [...(byResult.get(result) || []), name]));
  return [...byResult].map(([result, names]) => [names, result]);
}
// What was chosen: the other readings that would change what this person gets.
function readingsOf(person, plainly) {
  const told = PLAN.readings.filter(decl => decl.adopted !== null).map(decl => {
    return decl.readings.filter(([name]) => name !== decl.adopted).map(([name, reading]) => {
      const result = resultOf(decided(person, { [decl.name]: name }));
      return result === plainly ? "" : say("reading", { what: decl.what, reading, result });
    });
  });
  return [].concat(...told).filter(text => text);
}
function fixedOnes(person, plainly) {
  const changing = Object.keys(PLAN.fixed).filter(alias => {
    if (typeof PLAN.fixed[alias] !== "boolean") return false;
    return resultOf(decided(Object.assign({}, person, { [alias]: !PLAN.fixed[alias] }))) !== plainly;
  });
  return changing.length ? say("fixed", { names: joinedWith(changing.map(labelOf)) }) : "";
}

// ---- what isn't known ----------------------------------------------------------------------------------------
/** For each answer 不清楚 that matters: what each possibility gives. */
function unsureOnes(answers, person, outputs) {
  const matters = ALL.filter(alias => outputs[alias].status === "missing");
  const lacking = distinct([].concat(...matters.map(alias => outputs[alias].reason.split("、"))));
  const missing = META.facts.filter(fact => lacking.includes(fact.label)).map(fact => fact.alias);
  const open = answers.map(answer => answer.unsure.filter(alias => missing.includes(alias)));
  return answers.map(({ screen }, at) => {
    const rest = [].concat(...open.filter((_, other) => other !== at)).filter(alias => FACTS.get(alias).type === "是非");
    const title = rest.length ? say("restNot", { title: screen.title }) : screen.title;
    return open[at].length ? { title, ways: waysOf(open[at], Object.assign({}, person, allNot(rest))) } : null;
  }).filter(each => each);
}
const allNot = facts => Object.assign({}, ...facts.map(alias => ({ [alias]: false })));
function waysOf(open, person) {
  const possible = open.length > 1 ? severalWays(open) : oneWay(open[0]);
  if (!possible) return [PLAN.said.mustKnow];
  const likely = possible.map(([who, given]) => [who, Object.assign({}, person, given)]);
  const tried = likely.filter(([, each]) => !clashes(each).length);
  const found = bundled(tried.map(([who, each]) => [who, resultOf(decided(whole(each)))]));
  if (found.length < 2) return [PLAN.said.mustKnow];
  return found.map(([who, result]) => say("ifSo", { who: joinedWith(who), result }));
}
function oneWay(alias) {
  const { type, options } = FACTS.get(alias);
  if (type === "是非") return [[say("yes"), { [alias]: true }], [say("no"), { [alias]: false }]];
  return options ? options.map(option => [option, { [alias]: option }]) : null;
}
function severalWays(open) {
  if (open.some(alias => FACTS.get(alias).type !== "是非")) return null;
  const nothing = allNot(open);
  const each = open.map(alias => [labelOf(alias), Object.assign({}, nothing, { [alias]: true })]);
  return [...each, [say("others"), nothing]];
}

// ---- another day -----------------------------------------------------------------------------------------------
/** The same person on each stretch of days, cut where the amount or the benefits of this person change. */
export function daysOf(answers) {
  if (!PLAN.stretches.length) return [];
  const said = personOf(answers);
  const own = said[PLAN.axis];
  const on = day => {
    const tried = Object.assign({}, said, { [PLAN.axis]: day });
    if (clashes(tried).length) return null;
    const all = whole(tried);
    const outputs = decided(all);
    return { outputs, maybe: maybeEmpty(all, outputs) };
  };
  const found = [].concat(...PLAN.stretches.map(([first, last]) => cut(dayIn(first), dayIn(last), on)));
  return found.filter(row => row.found).map(row => rowOf(row, own, on));
}
const dayIn = text => READ.日期(text);
const sameRow = (a, b) => a === b || (a !== null && b !== null && rowKey(a) === rowKey(b));
const rowKey = ({ outputs, maybe }) => JSON.stringify([amountsOf(outputs), isEmpty(outputs), maybe]);
function cut(first, last, on) {
  const at = day => on(isoDay(day));
  const rows = [];
  for (let from = first; from <= last; ) {
    const found = at(from);
    let [low, high] = [from, last];
    if (!sameRow(found, at(last))) {
      while (high - low > 1) {
        const middle = low + Math.floor((high - low) / 2);
        if (sameRow(found, at(middle))) low = middle;
        else high = middle;
      }
      high = low;
    }
    rows.push({ first: from, last: high, found });
    from = high + 1;
  }
  return rows;
}
function rowOf({ first, last, found }, own, on) {
  const [from, to] = [isoDay(first), isoDay(last)];
  const { outputs, maybe } = found;
  const start = startOf(outputs, first === last ? outputs : on(to).outputs, from, to);
  return {
    days: stretchOf(dayText(first), dayText(last)),
    amount: joinedWith(amountsOf(outputs).map(([, text]) => text), "also"),
    start: maybe ? say("doubtful", { start }) : start,
    own: Boolean(own) && own >= from && own <= to,
    empty: isEmpty(outputs) || maybe
  };
}
function stretchOf(first, last) {
  const year = first.slice(0, first.indexOf("年") + 1);
  if (first === last) return first;
  return say("stretch", { first, last: last.startsWith(year) ? last.slice(year.length) : last });
}
function startOf(outputs, later, from, to) {
  const [first, last] = [outputs, later].map(each => each[PLAN.start]);
  if (isEmpty(outputs)) return PLAN.said.noPeriod;
  if (told(first) === told(last)) return told(first);
  if (first.value === from && last.value === to) return PLAN.said.same;
  return say("varies", { first: told(first), last: told(last) });
}
