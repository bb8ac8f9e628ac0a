// Decides a policy of polc for one person. The same text stands in every module; the policy itself is DATA below.
//
// Exact: money is rational 分, shares and counts are rational, days are whole numbers. All of it is counted in
// whole Numbers, and one beyond 2^53 is a RangeError, never a rounded result. No clock, no time zone, no network.
// Values: true and false; a number is a day since 1970-01-01; a string is an option; Num, Amount, Length, Status.
// What it means is said in the reference of the language: this follows polc's interpreter step by step.

// ---- whole numbers ----------------------------------------------------------------------------------
const safe = number => {
  if (!Number.isSafeInteger(number)) throw new RangeError("数太大，超出 2^53，不能准确计算 · a number beyond 2^53");
  return number + 0;
};
const times = (a, b) => safe(a * b);
const plus = (a, b) => safe(a + b);
function gcd(a, b) {
  a = Math.abs(a);
  b = Math.abs(b);
  while (b) [a, b] = [b, a % b];
  return a;
}
function floored(a, b) {
  const rest = a % b;
  return (a - rest) / b - (rest < 0 ? 1 : 0);
}

// ---- fractions --------------------------------------------------------------------------------------
class Num {
  constructor(n, d) {
    this.n = n;
    this.d = d;
  }
}
function ratio(n, d) {
  const g = (gcd(n, d) || 1) * (d < 0 ? -1 : 1);
  return new Num(n / g + 0, d / g);
}
const NONE = new Num(0, 1);
function added(a, b) {
  if (a.d === 1 && b.d === 1) return new Num(plus(a.n, b.n), 1);
  const g = gcd(a.d, b.d);
  return ratio(plus(times(a.n, b.d / g), times(b.n, a.d / g)), times(a.d, b.d / g));
}
function multiplied(a, b) {
  const [g, h] = [gcd(a.n, b.d) || 1, gcd(b.n, a.d) || 1];
  return new Num(times(a.n / g, b.n / h), times(a.d / h, b.d / g));
}
const negative = a => new Num(-a.n + 0, a.d);
const inverse = a => (a.n < 0 ? new Num(-a.d, -a.n) : new Num(a.d, a.n));
const subtracted = (a, b) => added(a, negative(b));
const wholePart = a => floored(a.n, a.d);

// ---- money: 分, and a factor for each parameter that a notice only bounds ------------------------------
class Amount {
  constructor(fen, terms) {
    this.fen = fen;
    this.terms = terms;
  }
}
const NO_TERMS = [];
const amount = fen => new Amount(fen, NO_TERMS);
function money(left, right) {
  const fen = added(left.fen, right.fen);
  if (!left.terms.length && !right.terms.length) return amount(fen);
  const factors = new Map(left.terms);
  right.terms.forEach(([param, factor]) => factors.set(param, added(factors.get(param) || NONE, factor)));
  return new Amount(fen, [...factors].filter(([, factor]) => factor.n).sort((a, b) => a[0] - b[0]));
}
function scaled(item, factor) {
  if (!factor.n) return amount(NONE);
  return new Amount(multiplied(item.fen, factor), item.terms.map(([param, f]) => [param, multiplied(f, factor)]));
}
const lessMoney = (left, right) => money(left, scaled(right, new Num(-1, 1)));

// ---- order and sets -----------------------------------------------------------------------------------
function inText(a, b) {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < left.length && i < right.length; i++) {
    if (left[i] !== right[i]) return left[i].codePointAt(0) - right[i].codePointAt(0);
  }
  return left.length - right.length;
}
function inTexts(a, b) {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = inText(a[i], b[i]);
    if (order) return order;
  }
  return a.length - b.length;
}
const distinct = items => (items.length < 2 ? items : Array.from(new Set(items)));
const joined = lists => distinct([].concat(...lists));
const has = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
const sameList = (a, b) => a.length === b.length && a.every((item, i) => item === b[i]);
const sameSet = (a, b) => {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && a.every(item => right.has(item));
};

// ---- days -------------------------------------------------------------------------------------------
const leap = year => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const lastDay = (year, month) => (month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
function dayOf(year, month, day) {
  if (year < 1 || year > 9999) throw new RangeError("日期超出范围 · a day out of range");
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}
function civil(number) {
  const z = number + 719468;
  const era = Math.floor(z / 146097);
  const of = z - era * 146097;
  const year = Math.floor((of - Math.floor(of / 1460) + Math.floor(of / 36524) - Math.floor(of / 146096)) / 365);
  const rest = of - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const mp = Math.floor((5 * rest + 2) / 153);
  const month = mp + (mp < 10 ? 3 : -9);
  return [year + era * 400 + (month < 3 ? 1 : 0), month, rest - Math.floor((153 * mp + 2) / 5) + 1];
}
const EARLIEST = dayOf(1, 1, 1);
const LATEST = dayOf(9999, 12, 31);
function within(day) {
  if (day < EARLIEST || day > LATEST) throw new RangeError("日期超出范围 · a day out of range");
  return day;
}
function monthsLater(day, months, monthEnd) {
  const [year, month, number] = civil(day);
  const count = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(count / 12), count - Math.floor(count / 12) * 12 + 1];
  const last = lastDay(y, m);
  return number <= last ? dayOf(y, m, number) : dayOf(y, m, last) + (monthEnd ? 0 : 1);
}
function birthday(birth, years, onFeb28) {
  const [year, month, day] = civil(birth);
  if (month === 2 && day === 29 && !leap(year + years)) return dayOf(year + years, onFeb28 ? 2 : 3, onFeb28 ? 28 : 1);
  return dayOf(year + years, month, day);
}
function snapped(day, to) {
  const [year, month] = civil(day);
  switch (to) {
    case "次日":
      return within(day + 1);
    case "前一日":
      return within(day - 1);
    case "当月首日":
      return dayOf(year, month, 1);
    case "当月末日":
      return dayOf(year, month, lastDay(year, month));
    case "次月首日":
      return within(dayOf(year, month, lastDay(year, month)) + 1);
    case "当年首日":
      return dayOf(year, 1, 1);
    default:
      return dayOf(year, 12, 31);
  }
}
function elapsed(count, start, end, extra, monthEnd, onFeb28) {
  const [from, to] = [civil(start), civil(end)];
  const months = (to[0] - from[0]) * 12 + to[1] - from[1];
  switch (count) {
    case "天数":
      return Math.max(0, end - start + extra);
    case "月数":
      return Math.max(0, months + extra);
    case "满月数":
      return months <= 0 ? 0 : monthsLater(start, months, monthEnd) <= end ? months : months - 1;
    default: {
      const years = to[0] - from[0];
      return years <= 0 ? 0 : birthday(start, years, onFeb28) <= end ? years : years - 1;
    }
  }
}
class Length {
  constructor(count, unit) {
    this.count = count;
    this.unit = unit;
  }
}
const spelt = length => (length.unit === "年" ? `${length.count * 12}个月` : `${length.count}${length.unit}`);
function workdaysLater(calendar, day, count) {
  const step = count < 0 ? -1 : 1;
  const inside = number => number >= calendar.first && number <= calendar.last;
  const works = number => calendar.on.has(number) || (((number + 3) % 7) + 7) % 7 < 5 && !calendar.off.has(number);
  let left = Math.abs(count);
  if (!left) [day, left] = [day - step, 1];
  else if (!inside(day)) return null;
  while (left) {
    day += step;
    if (!inside(day)) return null;
    if (works(day)) left -= 1;
  }
  return day;
}

// ---- statuses: 不适用 (outside) over 缺资料 (missing) over 待定 (open) ------------------------------------
class Status {
  constructor(is, told) {
    this.is = is;
    Object.assign(this, told);
  }
}
const outside = (reason, kind, clauses) => new Status("outside", { reason, kind, clauses });
const missing = (inputs, clauses) => new Status("missing", { inputs, clauses });
const open = (reasons, document, candidates, clauses) =>
  new Status("open", { reasons, document, candidates, clauses });
const because = reasons => open(reasons, "", [], []);
const stopped = value => value instanceof Status;
const firstSaid = (a, b) => inText(a.reason, b.reason) || inText(a.kind, b.kind) || inTexts(a.clauses, b.clauses);
function meet(found) {
  const out = found.filter(status => status.is === "outside");
  if (out.length) return out.reduce((a, b) => (firstSaid(b, a) < 0 ? b : a));
  const lacking = found.filter(status => status.is === "missing");
  if (lacking.length) return missing(joined(lacking.map(s => s.inputs)), joined(lacking.map(s => s.clauses)));
  if (found.length === 1 && found[0].reasons.length < 2) return found[0];
  const documents = found.map(status => status.document).filter(document => document);
  const pairs = new Map();
  found.forEach(s => s.candidates.forEach(pair => pairs.set(JSON.stringify(pair), pair)));
  return open(
    joined(found.map(s => s.reasons)).sort(inText),
    documents.length ? documents.reduce((a, b) => (inText(b, a) < 0 ? b : a)) : "",
    [...pairs.values()],
    joined(found.map(s => s.clauses))
  );
}
function absorbed(operands, compute) {
  const found = operands.filter(stopped);
  return found.length ? meet(found) : compute(...operands);
}
const narrowed = status => (status.is === "outside" ? false : status);
const held = value => (stopped(value) ? narrowed(value) : value);
function tested(operands, test) {
  const found = operands.filter(stopped);
  return found.length ? narrowed(meet(found)) : test(...operands);
}
function kleene(conditions, decisive) {
  if (conditions.includes(decisive)) return decisive;
  const waiting = conditions.filter(stopped);
  return waiting.length ? narrowed(meet(waiting)) : !decisive;
}
function same(left, right) {
  if (left === right) return true;
  if (stopped(left)) return stopped(right) && left.is === right.is && sameStatus(left, right);
  if (left instanceof Num) return right instanceof Num && left.n === right.n && left.d === right.d;
  if (left instanceof Length) return right instanceof Length && spelt(left) === spelt(right);
  if (!(left instanceof Amount && right instanceof Amount)) return false;
  const terms = left.terms.length === right.terms.length;
  return terms && same(left.fen, right.fen) && left.terms.every(([param, factor], i) => {
    return param === right.terms[i][0] && same(factor, right.terms[i][1]);
  });
}
function sameStatus(left, right) {
  if (left.is === "outside") return firstSaid(left, right) === 0;
  if (!sameSet(left.clauses, right.clauses)) return false;
  if (left.is === "missing") return sameSet(left.inputs, right.inputs);
  const told = [left, right].map(status => JSON.stringify([status.document, status.candidates]));
  return told[0] === told[1] && sameSet(left.reasons, right.reasons);
}

// ---- amounts that hang on parameters --------------------------------------------------------------------
function interval(item, bounds) {
  let [low, high] = [item.fen, item.fen];
  item.terms.forEach(([param, factor]) => {
    const { ends } = bounds[param];
    const [least, most] = factor.n > 0 ? ends : [ends[1], ends[0]];
    low = low && least ? added(low, multiplied(factor, least)) : null;
    high = high && most ? added(high, multiplied(factor, most)) : null;
  });
  return [low, high];
}
const onlyBounded = (item, what, bounds) =>
  because(item.terms.map(([param]) => bounds[param].name + what).sort(inText));
function comparedMoney(op, left, right, bounds) {
  const difference = lessMoney(left, right);
  const [low, high] = interval(difference, bounds);
  const [below, above] = [high !== null && high.n < 0, low !== null && low.n > 0];
  const [notAbove, notBelow] = [high !== null && high.n <= 0, low !== null && low.n >= 0];
  const equal = notAbove && notBelow;
  const [yes, no] = {
    "<": [below, notBelow],
    "<=": [notAbove, above],
    ">": [above, notAbove],
    ">=": [notBelow, below],
    "==": [equal, below || above],
    "!=": [below || above, equal]
  }[op];
  return yes || no ? yes : onlyBounded(difference, "只写明上下限，不足以比较", bounds);
}
function compared(op, left, right, bounds) {
  if (left instanceof Amount && right instanceof Amount) return comparedMoney(op, left, right, bounds);
  return tested([left, right], (a, b) => {
    if (op === "==" || op === "!=") return same(a, b) === (op === "==");
    const order = a instanceof Num ? subtracted(a, b).n : a - b;
    return op === "<" ? order < 0 : op === "<=" ? order <= 0 : op === ">" ? order > 0 : order >= 0;
  });
}
function divided(item, by, bounds) {
  if (by instanceof Amount) {
    const parts = [by, item].filter(each => each instanceof Amount && each.terms.length);
    if (parts.length) return onlyBounded(parts[0], "只写明上下限，不能相除", bounds);
    [item, by] = [item.fen, by.fen];
  }
  if (!by.n) return because(["除数是零，除不了"]);
  return item instanceof Amount ? scaled(item, inverse(by)) : multiplied(item, inverse(by));
}
function rounded(item, step, mode, bounds) {
  if (item.terms.length) return onlyBounded(item, "只写明上下限，不能取整", bounds);
  const parts = multiplied(item.fen, new Num(1, step));
  const floor = wholePart(parts);
  const rest = subtracted(parts, new Num(floor, 1));
  const half = rest.n - (rest.d - rest.n);
  let up = false;
  if (mode === "舍去") up = parts.n < 0 && rest.n > 0;
  else if (mode === "进一") up = parts.n >= 0 && rest.n > 0;
  else if (mode === "四舍五入") up = parts.n >= 0 ? half >= 0 : half > 0;
  else up = half > 0 || (half === 0 && floor % 2 !== 0);
  return amount(new Num(times(floor + (up ? 1 : 0), step), 1));
}
function stepped(item, size, up, bounds) {
  if (item instanceof Amount && item.terms.length) return onlyBounded(item, "只写明上下限，不能分档计数", bounds);
  const number = item instanceof Amount ? item.fen : item;
  const steps = number.n < 0 ? NONE : multiplied(number, inverse(size));
  const whole = wholePart(steps);
  return new Num(up && steps.d !== 1 ? whole + 1 : whole, 1);
}
function bounded(item, limit, beyond, bounds) {
  if (compared(beyond === "<=" ? ">=" : "<=", item, limit, bounds) === true) return item;
  const out = compared(beyond, item, limit, bounds);
  return out === true ? limit : out;
}

// ---- texts ------------------------------------------------------------------------------------------
const fraction = number => (number.d === 1 ? `${number.n}` : `${number.n}/${number.d}`);
function yuanText(fen) {
  if (fen.d !== 1) return `${fraction(multiplied(fen, new Num(1, 100)))}元`;
  const whole = Math.abs(fen.n);
  const cents = whole % 100;
  return `${fen.n < 0 ? "-" : ""}${(whole - cents) / 100}${cents ? `.${`${cents}`.padStart(2, "0")}` : ""}元`;
}
function amountText(item, bounds) {
  const [low, high] = interval(item, bounds);
  if (low && high) return same(low, high) ? yuanText(low) : `${yuanText(low)}至${yuanText(high)}`;
  return low ? `不低于${yuanText(low)}` : high ? `不高于${yuanText(high)}` : "未写明数额";
}
function rateText(rate) {
  const percent = multiplied(rate, new Num(100, 1));
  if (percent.d === 1) return `${percent.n}%`;
  for (let digits = 1; digits < 7; digits++) {
    if (10 ** digits % percent.d) continue;
    const over = Math.abs(percent.n);
    const rest = (over % percent.d) * (10 ** digits / percent.d);
    const whole = (over - (over % percent.d)) / percent.d;
    return `${percent.n < 0 ? "-" : ""}${whole}.${`${rest}`.padStart(digits, "0")}%`;
  }
  return `${fraction(percent)}%`;
}
const dayText = day => {
  const [year, month, number] = civil(day);
  return `${year}年${month}月${number}日`;
};
const isoDay = day => civil(day).map((part, i) => `${part}`.padStart(i ? 2 : 4, "0")).join("-");
function openText(status) {
  const said = status.document ? [...status.reasons, `按“${status.document}”执行`] : status.reasons;
  const told = status.candidates.map(([reading, result]) => `${reading} → ${result}`);
  return `待定（${said.join("；")}）${told.length ? `：${told.join("；")}` : ""}`;
}

// ---- what was given about a person ------------------------------------------------------------------------
class PolicyInputError extends Error {
  constructor(field, value, expected, english) {
    super(`${field}：应为${expected} · ${field}: expected ${english}`);
    Object.assign(this, { name: "PolicyInputError", field, value, expected, expectedEn: english });
  }
}
const EXPECTED = {
  是非: ["是或否", "true or false"],
  日期: ["1850年至2199年的日期，如 2025-03-01", "a date from 1850 to 2199 such as 2025-03-01"],
  金额: ["以分计的整数，或如 400元 的文字", "an integer of 分 (fen), or text such as 400元"],
  整数: ["不超过2^53的整数", "an integer of at most 2^53"],
  比例: ["比例，如 90% 或 9/10", "a rate such as 90% or 9/10"],
  时长: ["时长，如 3个月", "a length of time such as 3个月"],
  清单: ["几条记录，每条一个对象", "an array of objects"]
};
const YES = ["是", "true", "1", "yes", "y", "√", "有"];
const NO = ["否", "false", "0", "no", "n", "×", "无"];
const FEN = { 万元: 1000000, 元: 100, 角: 10, 分: 1 };
const LONGEST = { 日: 73000, 个月: 2400, 年: 200, 个工作日: 50000 };
const FIRST = dayOf(1850, 1, 1);
const LAST = dayOf(2199, 12, 31);
const halfWidth = text =>
  text.replace(/[！-～]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/　/g, " ").trim();
// Each gives a value, or null for a text that writes none.
const READ = {
  是非(text) {
    const word = text.toLowerCase();
    return YES.includes(word) ? true : NO.includes(word) ? false : null;
  },
  日期(text) {
    const form = /^(?:([0-9]{4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2}) *日?|([0-9]{4})([0-9]{2})([0-9]{2}))$/;
    const found = form.exec(text);
    if (!found) return null;
    const [year, month, day] = found.slice(1).filter(part => part !== undefined).map(Number);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return null;
    return dayOf(year, month, day);
  },
  金额(text) {
    const plain = text.replace(/[, ]/g, "");
    const parts = /^(-?[0-9]{1,16})\/([0-9]{1,16})分$/.exec(plain);
    if (parts) return Number(parts[2]) ? amount(ratio(safe(Number(parts[1])), safe(Number(parts[2])))) : null;
    const found = /^(-?[0-9]{1,15})(?:\.([0-9]{1,6}))?(万元|元|角|分)$/.exec(plain);
    if (!found) return null;
    const part = (found[2] || "").replace(/0+$/, "");
    const fen = multiplied(ratio(safe(Number(found[1] + part)), 10 ** part.length), new Num(FEN[found[3]], 1));
    return fen.d === 1 ? amount(fen) : null;
  },
  比例(text) {
    const percent = /^([0-9]{1,15})(?:\.([0-9]{1,6}))?(?:\/([0-9]{1,15}))?%$/.exec(text);
    const found = percent || /^(-?[0-9]{1,16})\/([0-9]{1,16})$/.exec(text);
    if (!found) return null;
    const part = percent ? (found[2] || "").replace(/0+$/, "") : "";
    const under = percent ? times(100 * 10 ** part.length, Number(found[3] || 1)) : safe(Number(found[2]));
    return under ? ratio(safe(Number(found[1] + part)), under) : null;
  },
  时长(text) {
    const found = /^([0-9]{1,5}) ?(日|天|个月|年|个?工作日)$/.exec(text);
    if (!found) return null;
    const unit = { 天: "日", 工作日: "个工作日" }[found[2]] || found[2];
    return new Length(Number(found[1]), unit);
  },
  整数: text => (/^-?[0-9]{1,18}$/.test(text) ? new Num(safe(Number(text)), 1) : null)
};
function wrong(fact, value) {
  const known = (fact.options || []).join("、");
  if (known) return new PolicyInputError(fact.alias, value, `以下之一：${known}`, `one of ${known}`);
  return new PolicyInputError(fact.alias, value, ...(EXPECTED[fact.type] || ["文字", "text"]));
}
function number(fact, given) {
  if (!Number.isSafeInteger(given)) throw wrong(fact, given);
  const whole = new Num(given + 0, 1);
  if (fact.type === "金额") return amount(whole);
  if (fact.type === "整数" || fact.type === "比例") return whole;
  throw wrong(fact, given);
}
function read(fact, given) {
  if (given === null || given === undefined) return null;
  if (typeof given === "number") return number(fact, given);
  if (typeof given === "boolean" && fact.type === "是非") return given;
  if (typeof given !== "string") throw wrong(fact, given);
  if (fact.type === "选项") {
    if (fact.options && !fact.options.includes(given.trim())) throw wrong(fact, given);
    return given.trim();
  }
  const value = fact.type in READ ? READ[fact.type](halfWidth(given)) : null;
  if (value === null || (fact.type === "日期" && (value < FIRST || value > LAST))) throw wrong(fact, given);
  if (fact.type === "时长" && value.count > LONGEST[value.unit]) throw wrong(fact, given);
  return value;
}
const absent = given => given === undefined || (typeof given === "string" && !given.trim());
function named(facts, row) {
  if (row === null || typeof row !== "object" || Array.isArray(row)) {
    throw new PolicyInputError("", row, "一个对象：事实的名称和值", "an object of facts");
  }
  const found = new Map();
  Object.keys(row).forEach(name => {
    const fact = facts.find(each => each.alias === name || each.label === name);
    if (!fact) throw new PolicyInputError(name, row[name], "已知的名称", "a known name");
    if (found.has(fact)) throw new PolicyInputError(name, row[name], "每个事实只给一次", "each fact given once");
    if (!absent(row[name])) found.set(fact, row[name]);
  });
  return found;
}
function entriesOf(fact, given, asking) {
  if (given === null) return null;
  if (!Array.isArray(given)) throw wrong(fact, given);
  if (given.length > fact.limit) {
    throw new PolicyInputError(fact.alias, given.length, `至多${fact.limit}条`, `at most ${fact.limit} entries`);
  }
  return given.map(row => factsOf(fact.columns, row, asking));
}
// Facts in their order; what isn't given is its default, or unknown where nothing counts as answered by it.
function factsOf(facts, row, asking) {
  const found = named(facts, row);
  return facts.map(fact => {
    const unasked = asking && fact.asked !== false;
    const given = found.has(fact) ? found.get(fact) : unasked || !has(fact, "default") ? null : fact.default;
    return fact.type === "清单" ? entriesOf(fact, given, asking) : read(fact, given);
  });
}

// ---- expressions ------------------------------------------------------------------------------------
// One person under way: `memo` keeps what only facts decide; inside a list `entry` and `states` are at hand.
class Env {
  constructor(inputs, readings, memo) {
    Object.assign(this, { inputs, readings, memo, fields: [], entry: null, states: null });
  }
  inside(entry, states) {
    const env = new Env(this.inputs, this.readings, this.memo);
    return Object.assign(env, { fields: this.fields, entry, states });
  }
}
const exact = pair => new Num(pair[0], pair[1]);
const asHeld = value => e => held(value(e));

// Makes a function of each node; operands are functions made before.
class Nodes {
  constructor(policy) {
    this.policy = policy;
    this.made = [];
    policy.data.nodes.forEach((node, at) => this.made.push(this.kept(node, at, this.made_of(node))));
  }
  // What facts alone decide is found once a person.
  kept([op], at, { find, fixed }) {
    if (!fixed || op === "是" || op === "事实") return { find, fixed };
    return {
      fixed,
      find(e) {
        const found = e.memo[at];
        return found === undefined ? (e.memo[at] = find(e)) : found;
      }
    };
  }
  made_of([op, ...given]) {
    const { policy } = this;
    const of = at => this.made[at].find;
    const fixed = numbers => numbers.every(at => this.made[at].fixed);
    if (has(LEAVES, op)) return { find: LEAVES[op](policy, ...given), fixed: op === "是" || op === "事实" };
    const [operands, ...settled] = given;
    return { find: OPERATIONS[op](policy, operands.map(of), ...settled), fixed: op !== "清单" && fixed(operands) };
  }
}
const LEAVES = {
  是(policy, kind, ...told) {
    const value = constant(kind, told);
    return () => value;
  },
  事实(policy, at) {
    const unknown = missing([at], []);
    return e => (e.inputs[at] === null ? unknown : e.inputs[at]);
  },
  结果: (policy, at) => e => e.fields[at].value,
  读法: (policy, at) => e => policy.readings[at][e.readings[at]](e),
  列: (policy, at) => e => e.entry[at],
  累计值: (policy, name) => e => e.states.get(name),
  逐条: (policy, at) => e => policy.decide(policy.rules[at], e).fields[0].value
};
function constant(kind, told) {
  switch (kind) {
    case "数":
      return exact(told);
    case "钱":
      return new Amount(exact(told[0]), told[1].map(([param, factor]) => [param, exact(factor)]));
    case "时长":
      return new Length(told[0], told[1]);
    case "不适用":
      return outside(...told);
    case "缺资料":
      return missing(...told);
    case "待定":
      return open(...told);
    default:
      return told[0];
  }
}
const arithmetic = (ofMoney, ofNumbers) => (policy, [left, right]) => e =>
  absorbed([left(e), right(e)], (a, b) => (a instanceof Amount ? ofMoney(a, b) : ofNumbers(a, b)));
const together = decisive => (policy, items) => e => {
  const conditions = [];
  for (const item of items) {
    const found = held(item(e));
    if (found === decisive) return decisive;
    conditions.push(found);
  }
  return kleene(conditions, decisive);
};
const OPERATIONS = {
  "+": arithmetic(money, added),
  "-": arithmetic(lessMoney, subtracted),
  "×": arithmetic(scaled, multiplied),
  "÷": (policy, [item, by]) => e => absorbed([item(e), by(e)], (a, b) => divided(a, b, policy.bounds)),
  且: together(false),
  或: together(true),
  非: (policy, [item]) => e => {
    const found = held(item(e));
    return stopped(found) ? found : !found;
  },
  比: (policy, [left, right], op) => e => compared(op, left(e), right(e), policy.bounds),
  满: (policy, [birth, day], years, onFeb28) => e =>
    tested([birth(e), day(e)], (born, on) => on >= birthday(born, years, onFeb28)),
  属于: (policy, [item], options) => e => tested([item(e)], option => options.includes(option)),
  移: (policy, [day, length], sign, monthEnd) => e =>
    absorbed([day(e), length(e)], (from, by) => policy.shifted(from, sign * by.count, by.unit, monthEnd)),
  取日: (policy, [day], to) => e => absorbed([day(e)], from => snapped(from, to)),
  相距: (policy, [start, end], count, extra, monthEnd, onFeb28) => e =>
    absorbed([start(e), end(e)], (a, b) => new Num(elapsed(count, a, b, extra, monthEnd, onFeb28), 1)),
  每满: (policy, [item], size, up) => e => absorbed([item(e)], found => stepped(found, exact(size), up, policy.bounds)),
  取整: (policy, [item], step, mode) => e => absorbed([item(e)], found => rounded(found, step, mode, policy.bounds)),
  不低于: (policy, [item, limit]) => e =>
    absorbed([item(e), limit(e)], (a, b) => bounded(a, b, "<=", policy.bounds)),
  不高于: (policy, [item, limit]) => e =>
    absorbed([item(e), limit(e)], (a, b) => bounded(a, b, ">=", policy.bounds)),
  清单: (policy, [where, value, empty, ...running], list, how, names) => {
    const states = names.map((name, i) => [name, running[2 * i], running[2 * i + 1]]);
    return e => folded(policy, { list, how, where: asHeld(where), value, empty, states }, e);
  }
};

// ---- lists ------------------------------------------------------------------------------------------
const stepsOf = (states, e) => {
  const found = new Map();
  states.forEach(([name, , step]) => found.set(name, step(e)));
  return found;
};
// Shows each entry in order, with the running values before it; gives them after the last, or why there's no order.
function walk(policy, { list, states }, e, visit) {
  const entries = entriesInOrder(policy.data.facts[list], e.inputs[list], list, states.length > 0);
  if (stopped(entries)) return entries;
  let running = new Map();
  states.forEach(([name, start]) => running.set(name, start(e)));
  entries.forEach(({ cells, place }) => {
    const here = e.inside(cells, running);
    visit(here, place);
    running = stepsOf(states, here);
  });
  return running;
}
function folded(policy, fold, e) {
  const asked = [];
  const after = walk(policy, fold, e, here => {
    const chosen = fold.how === "累计" ? false : fold.where(here);
    if (chosen !== false) asked.push([chosen, fold.how === "计数" ? true : fold.value(here)]);
  });
  if (stopped(after)) return after;
  return fold.how === "累计" ? fold.value(e.inside(e.entry, after)) : gathered(fold, asked, e, policy.bounds);
}
function ordered(left, right) {
  for (let i = 0; i < left.length; i++) {
    const [a, b] = [left[i], right[i]];
    const order =
      typeof a === "string" ? inText(a, b) : a instanceof Amount ? subtracted(a.fen, b.fen).n : a instanceof Num ? subtracted(a, b).n : a - b;
    if (order) return order;
  }
  return 0;
}
function entriesInOrder(fact, given, at, running) {
  const unknown = missing([at], []);
  if (given === null) return unknown;
  let keyed = given.map((row, i) => ({ row, i }));
  if (fact.order.length) {
    keyed = given.map((row, i) => ({ row, i, key: fact.order.map(column => row[column]) }));
    if (keyed.some(each => each.key.includes(null))) return unknown;
    keyed.sort((a, b) => ordered(a.key, b.key) || a.i - b.i);
    const alike = (a, b) => a.every((cell, i) => same(cell, b[i]));
    const tied = keyed.some(
      (each, i) => i && alike(each.key, keyed[i - 1].key) && !alike(each.row, keyed[i - 1].row)
    );
    if (tied && running) return because([`“${fact.label}”里有几条分不出先后，“先后”要再写一项`]);
  }
  const cells = row => row.map(cell => (cell === null ? unknown : cell));
  return keyed.map(({ row, i }) => ({ cells: cells(row), place: i }));
}
function gathered(fold, asked, e, bounds) {
  const waiting = asked.map(([chosen]) => chosen).filter(stopped);
  const truth = value => (stopped(value) ? narrowed(value) : value === true);
  switch (fold.how) {
    case "存在":
      return kleene(asked.map(([chosen, found]) => kleene([chosen, truth(found)], false)), true);
    case "计数":
      return waiting.length ? meet(waiting) : new Num(asked.length, 1);
    case "每个":
      if (asked.length) {
        const unless = chosen => (stopped(chosen) ? chosen : !chosen);
        return kleene(asked.map(([chosen, found]) => kleene([unless(chosen), truth(found)], true)), false);
      }
  }
  const counts = ([chosen, found]) => chosen === true || !(stopped(found) && found.is === "outside");
  const found = [...waiting, ...asked.filter(counts).map(pair => pair[1])];
  const statuses = found.filter(stopped);
  if (statuses.length) return meet(statuses);
  if (!found.length) return fold.empty(e);
  if (fold.how === "合计") return found.reduce((a, b) => (a instanceof Amount ? money(a, b) : added(a, b)));
  return best(found, fold.how === "最高" ? ">=" : "<=", bounds) || because([INCOMPARABLE]);
}
const INCOMPARABLE = "哪一项更高取决于未写明的数";
const bestOf = (values, op, bounds) =>
  values.findIndex(item => values.every(other => compared(op, item, other, bounds) === true));
function best(values, op, bounds) {
  const at = bestOf(values, op, bounds);
  return at < 0 ? null : values[at];
}

// ---- rows that hold together --------------------------------------------------------------------------
class Combiner {
  constructor(policy, choice, env) {
    Object.assign(this, { policy, choice, env, rows: new Map() });
  }
  values(row) {
    if (!this.rows.has(row)) this.rows.set(row, this.choice.rows[row].values.map(value => value(this.env)));
    return this.rows.get(row);
  }
  cites(rows) {
    return distinct([...rows].sort((a, b) => a - b).map(row => this.choice.rows[row].clause).filter(text => text));
  }
  combined(holding) {
    const { choice, env } = this;
    const beaten = new Set([].concat(...holding.map(row => choice.losers[row])));
    const rows = holding.filter(row => !beaten.has(row)).sort((a, b) => a - b);
    if (!rows.length) {
      const results = choice.otherwise.map(value => value(env));
      return { results, clauses: results.map(() => choice.otherwiseBy), taken: [] };
    }
    const pick = choice.picks ? choice.picks[env.readings[choice.pick]] : choice.pick;
    switch (pick) {
      case "唯一":
      case "不得并存":
        return this.equal(rows, null);
      case "另有说法":
        return this.equal(rows, this.tie());
      case "只取最高":
        return this.furthest(rows, ">=");
      case "只取最低":
        return this.furthest(rows, "<=");
      case "补足差额":
        return this.moneyFrom(this.furthest(rows, ">=").results, this.equal(rows, this.tie()));
      default:
        return this.moneyFrom(this.totals(rows), this.equal(rows, this.tie()));
    }
  }
  tie() {
    return this.choice.tie ? [this.choice.tie(this.env), this.choice.tieBy] : null;
  }
  equal(rows, tie) {
    const cites = this.cites(rows);
    const [result, by] = tie || [open(["同时适用的几条规定说法不一致"], "", [], cites), cites];
    const first = this.values(rows[0]);
    const agreed = first.map((value, n) => rows.every(row => same(this.values(row)[n], value)));
    return {
      results: first.map((value, n) => (agreed[n] ? value : result)),
      clauses: agreed.map(alike => (alike ? cites : by)),
      taken: rows
    };
  }
  furthest(rows, op) {
    const field = this.choice.pickField;
    const stated = rows.filter(row => !stopped(this.values(row)[field]));
    const waiting = rows.map(row => this.values(row)[field]).filter(stopped);
    const values = stated.map(row => this.values(row)[field]);
    const at = bestOf(values, op, this.policy.bounds);
    if (waiting.length && (at < 0 || op === "<=" || !this.reaches(values[at]))) {
      return this.equal(rows, [meet(waiting), this.cites(rows)]);
    }
    if (at < 0) return this.equal(rows, [because([INCOMPARABLE]), this.cites(rows)]);
    return this.equal(stated.filter((row, i) => same(values[i], values[at])), this.tie());
  }
  reaches(value) {
    if (!this.choice.ceiling || !(value instanceof Amount)) return false;
    const ceiling = this.choice.ceiling(this.env);
    return ceiling instanceof Amount && comparedMoney(">=", value, ceiling, this.policy.bounds) === true;
  }
  totals(rows) {
    return this.choice.money.map((isMoney, n) => {
      if (!isMoney) return null;
      const values = rows.map(row => this.values(row)[n]);
      const found = values.filter(stopped);
      return found.length ? meet(found) : values.reduce(money, amount(NONE));
    });
  }
  moneyFrom(amounts, rest) {
    const { money: isMoney } = this.choice;
    const cites = this.cites(rest.taken);
    return {
      results: rest.results.map((value, n) => (isMoney[n] ? amounts[n] : value)),
      clauses: rest.clauses.map((clauses, n) => (isMoney[n] ? cites : clauses)),
      taken: rest.taken
    };
  }
}

// ---- a policy ---------------------------------------------------------------------------------------
class Policy {
  constructor(data) {
    this.data = data;
    const ends = both => both.map(end => (end === null ? null : exact(end)));
    this.bounds = data.params.map(([name, ...both]) => ({ name, ends: ends(both) }));
    const calendar = data.calendar;
    this.calendar = calendar && Object.assign({}, calendar, { on: new Set(calendar.on), off: new Set(calendar.off) });
    this.readings = [];
    this.rules = [];
    const { made } = new Nodes(this);
    const of = at => (at == null ? null : made[at].find);
    data.assumptions.forEach(({ means }) => this.readings.push(means.map(of)));
    data.rules.forEach(rule => this.rules.push(this.linked(rule, of)));
    this.choices = data.choices.map(choice => this.linked(choice, of));
    this.relations = data.relations.map(each => Object.assign({}, each, { holds: asHeld(of(each.holds)) }));
    this.outputs = data.fields.map((field, at) => ({ field, at })).filter(({ field }) => field.public);
    this.each = data.each.map(each => Object.assign({}, each, { states: each.running.map(([name, a, b]) => [name, of(a), of(b)]) }));
    this.unknown = data.facts.map(() => null);
  }
  linked(choice, of) {
    const rows = choice.rows.map(row => Object.assign({}, row, { guard: asHeld(of(row.guard)), values: row.values.map(of) }));
    const ends = { otherwise: choice.otherwise.map(of), tie: of(choice.tie), ceiling: of(choice.ceiling) };
    return Object.assign({}, choice, ends, { rows, gate: choice.gate === null ? null : asHeld(of(choice.gate)) });
  }
  shifted(day, count, unit, monthEnd) {
    if (unit === "日") return within(day + count);
    if (unit !== "个工作日") return monthsLater(day, unit === "年" ? 12 * count : count, monthEnd);
    if (!this.calendar) return because(["没有给出工作日历"]);
    const found = workdaysLater(this.calendar, day, count);
    return found === null ? because([`${this.calendar.name}只列到${dayText(this.calendar.last)}`]) : found;
  }

  // ---- one run ---------------------------------------------------------------------------------------
  decide(choice, env) {
    const gate = choice.gate ? choice.gate(env) : true;
    if (gate === false) {
      const value = outside("不属于适用对象", "不在范围", choice.gateBy);
      return { choice, gated: true, rows: [], fields: choice.fields.map(() => ({ value, clauses: choice.gateBy })) };
    }
    const combiner = new Combiner(this, choice, env);
    const guards = choice.rows.map(row => row.guard(env));
    const certain = guards.map((guard, row) => (guard === true ? row : -1)).filter(row => row >= 0);
    const beaten = new Set([].concat(...certain.map(row => choice.losers[row])));
    const waiting = guards.map((guard, row) => (stopped(guard) && !beaten.has(row) ? row : -1)).filter(row => row >= 0);
    const base = combiner.combined(certain);
    const added = waiting.map(row => combiner.combined([...certain, row]).results);
    const fields = choice.fields.map((_, n) => {
      const changes = waiting.filter((row, i) => !same(added[i][n], base.results[n]));
      return inOrder(settled(choice, n, base, changes, guards, gate));
    });
    return { choice, gated: false, fields, guards, certain, taken: base.taken };
  }
  // Every choice in turn; `decided` keeps each under the readings that it depends on.
  run(env, decided, choices) {
    return choices.map(choice => {
      const key = [choice.number, ...choice.depends.map(at => env.readings[at])].join("\n");
      if (!decided.has(key)) decided.set(key, this.step(choice, env));
      const step = decided.get(key);
      step.fields.forEach((field, n) => (env.fields[choice.fields[n]] = field));
      return step;
    });
  }
  step(choice, env) {
    const step = this.decide(choice, env);
    if (choice.operands && !step.gated) {
      const clauses = joined(choice.operands.map(at => env.fields[at].clauses));
      step.fields = step.fields.map(field => (field.clauses.length ? field : { value: field.value, clauses }));
    }
    return step;
  }
  evaluated(inputs, chosen, choices) {
    const [memo, decided] = [[], new Map()];
    const runs = this.ways(chosen).map(way => {
      const env = new Env(inputs, way, memo);
      return { way, steps: this.run(env, decided, choices), fields: env.fields, env };
    });
    return { inputs, chosen, runs, steps: runs[0].steps };
  }
  chosen(assume) {
    const { assumptions } = this.data;
    Object.keys(assume || {}).forEach(name => {
      const decl = assumptions.find(each => each.name === name);
      const known = (decl ? decl.readings : assumptions).map(each => each.name);
      const what = decl ? ["读法之一：", "one of the readings "] : ["假定之一：", "one of the assumptions "];
      if (decl && (assume[name] === null || known.includes(assume[name]))) return;
      throw new PolicyInputError(name, assume[name], what[0] + known.join("、"), what[1] + known.join("、"));
    });
    return assumptions.map(decl => {
      const name = has(assume || {}, decl.name) ? assume[decl.name] : decl.adopted;
      return name === null ? null : decl.readings.findIndex(reading => reading.name === name);
    });
  }
  ways(chosen) {
    let ways = [[]];
    this.data.assumptions.forEach((decl, at) => {
      const open = chosen[at] === null ? decl.readings.map((_, number) => number) : [chosen[at]];
      ways = [].concat(...ways.map(way => open.map(number => [...way, number])));
      if (ways.length > 64) throw new RangeError("没有选定的读法太多 · more than 64 combinations of undecided readings");
    });
    return ways;
  }

  // ---- readings --------------------------------------------------------------------------------------
  merged(at, evaluation) {
    return this.agreed(evaluation.runs.map(run => run.fields[at]), this.data.fields[at].type, evaluation);
  }
  // One result of all that the ways to read give, in their order.
  agreed(results, type, { runs, chosen }) {
    const first = results[0];
    if (results.every(field => field === first || same(field.value, first.value))) return first;
    const clauses = joined(results.map(field => field.clauses));
    const lacking = results.map(field => field.value).filter(value => stopped(value) && value.is === "missing");
    if (lacking.length) return inOrder({ value: meet(lacking), clauses });
    const causes = chosen.map((_, n) => n).filter(n => chosen[n] === null && matters(n, runs, results));
    const decls = causes.map(n => this.data.assumptions[n]);
    const names = decls.map(decl => decl.name);
    const told = way => {
      const read = decls.map((decl, i) => decl.readings[way[causes[i]]].name);
      return read.length === 1 ? read[0] : read.map((name, i) => `${names[i]}：${name}`).join("，");
    };
    const pairs = new Map();
    runs.forEach((run, i) => {
      const pair = [told(run.way), this.text(results[i].value, type)];
      pairs.set(JSON.stringify(pair), pair);
    });
    const value = open(names.map(name => `${name}有不同读法`).sort(inText), "", [...pairs.values()], clauses);
    return { value, clauses };
  }

  // The result of an output for each entry under one way to read; of an unknown list one for them all.
  row(each, { env, fields }) {
    const whole = fields[each.counted];
    if (env.inputs[each.list] === null) return [whole];
    const found = env.inputs[each.list].map(() => whole);
    if (stopped(whole.value)) return found;
    walk(this, each, env, (here, place) => (found[place] = this.decide(this.rules[each.rule], here).fields[0]));
    return found;
  }
  rows(each, evaluation) {
    const rows = evaluation.runs.map(run => this.row(each, run));
    return rows[0].map((_, place) => this.agreed(rows.map(row => row[place]), each.type, evaluation));
  }

  // ---- as text and JSON --------------------------------------------------------------------------------
  text(value, type) {
    if (typeof value === "boolean") return value ? "是" : "否";
    if (typeof value === "number") return dayText(value);
    if (value instanceof Amount) return amountText(value, this.bounds);
    if (value instanceof Num) return type === "比例" ? rateText(value) : fraction(value);
    if (value instanceof Length) return `${value.count}${value.unit}`;
    if (!stopped(value)) return value;
    if (value.is === "outside") return `不适用（${value.reason}）`;
    return value.is === "missing" ? `缺资料（${this.labels(value.inputs).join("、")}）` : openText(value);
  }
  labels(inputs) {
    return inputs.map(at => this.data.facts[at].label);
  }
  json(value, type) {
    if (typeof value === "number") return isoDay(value);
    if (value instanceof Amount) return this.json(value.fen, "");
    if (value instanceof Num) return type === "比例" ? rateText(value) : value.d === 1 ? value.n : fraction(value);
    return value instanceof Length ? `${value.count}${value.unit}` : value;
  }
  output({ label, type }, { value, clauses }) {
    const told = (status, found, reason) => {
      return { name: label, status, value: found, text: this.text(value, type), clauses: [...clauses], reason };
    };
    if (value instanceof Amount) {
      const [low, high] = interval(value, this.bounds);
      if (low && high && same(low, high)) return told("value", this.json(low, ""), "");
      const ends = {};
      if (low) ends.at_least = this.json(low, "");
      if (high) ends.at_most = this.json(high, "");
      return told("bound", ends, "");
    }
    if (!stopped(value)) return told("value", this.json(value, type), "");
    if (value.is === "outside") return told("not_applicable", null, value.reason);
    if (value.is === "missing") return told("missing", null, this.labels(value.inputs).join("、"));
    const said = distinct(value.document ? [...value.reasons, value.document] : value.reasons);
    const answer = told("undetermined", null, said.join("；"));
    if (value.candidates.length) answer.candidates = value.candidates.map(([reading, text]) => ({ reading, text }));
    return answer;
  }
  entryOutput({ label, type, list }, results, known) {
    const named = { name: label, list: this.data.facts[list].alias };
    if (!known) return Object.assign(named, { entries: null, whole: this.output({ label, type }, results[0]) });
    const entries = results.map((result, place) => this.output({ label: `${label}（第${place + 1}条）`, type }, result));
    return Object.assign(named, { entries });
  }
  answer(evaluation, goals) {
    const { data } = this;
    const [outputs, perEntry] = [{}, {}];
    const found = new Set();
    const needs = (field, result) => {
      const wanted = !goals || goals.includes(field.alias) || goals.includes(field.label);
      if (wanted && stopped(result.value) && result.value.is === "missing") result.value.inputs.forEach(n => found.add(n));
    };
    this.outputs.forEach(({ field, at }) => {
      const result = this.merged(at, evaluation);
      outputs[field.alias] = this.output(field, result);
      needs(field, result);
    });
    this.each.forEach(each => {
      const results = this.rows(each, evaluation);
      perEntry[each.alias] = this.entryOutput(each, results, evaluation.inputs[each.list] !== null);
      results.forEach(result => needs(each, result));
    });
    const more = this.each.length ? { entry_outputs: perEntry } : {};
    return Object.assign(more, {
      schema: "polc.eval/1",
      policy: { title: data.info.title, document: data.info.document },
      outputs,
      missing: data.facts.filter((_, at) => found.has(at)).map(fact => fact.alias),
      assumptions: data.assumptions.map((decl, at) => ({
        name: decl.name,
        reading: evaluation.chosen[at] === null ? null : decl.readings[evaluation.chosen[at]].name,
        readings: decl.readings.map(reading => reading.name),
        clauses: decl.clause ? [decl.clause] : [],
        reason: decl.reason
      }))
    });
  }
  traced(step, { inputs }) {
    const { data } = this;
    const rows = step.gated ? [] : step.choice.rows;
    return {
      rule: step.choice.name,
      gated: step.gated,
      rows: rows.map((row, at) => {
        const winner = step.certain.find(other => step.choice.losers[other].includes(at));
        const verdict = verdictOf(step.guards[at], winner !== undefined, step.taken.includes(at));
        const facts = {};
        row.facts.forEach(n => (facts[data.facts[n].label] = this.factText(n, inputs[n])));
        const by = verdict === "被胜过" ? step.choice.rows[winner].clause : "";
        return { clause: row.clause, condition: row.condition, outcome: row.outcome, verdict, by, facts };
      }),
      results: step.fields.map((field, n) => {
        const { label, type } = data.fields[step.choice.fields[n]];
        return { field: label, text: this.text(field.value, type), clauses: [...field.clauses] };
      })
    };
  }
  // ---- asking ------------------------------------------------------------------------------------------
  // What the relations leave of the values that a fact can have.
  possible(at, inputs) {
    const { type, options } = this.data.facts[at];
    const all = type === "是非" ? [true, false] : options || [];
    const touching = this.relations.filter(relation => relation.facts.includes(at));
    return touching.length && all.length > 1 ? all.filter(value => !this.broken(touching, inputs, at, value)) : all;
  }
  broken(relations, inputs, at, value) {
    const tried = inputs.slice();
    tried[at] = value;
    return relations.some(relation => this.breaks(relation, tried));
  }
  // The facts make a relation false under every reading; one that is open isn't broken.
  breaks({ holds, choices }, inputs) {
    const { runs } = this.evaluated(inputs, this.chosen(null), choices.map(number => this.choices[number]));
    return runs.every(run => holds(run.env) === false);
  }
  // A fact of which the relations leave one value only has it; what that settles in turn is settled too.
  settle(inputs) {
    const settled = new Map();
    const known = inputs.slice();
    for (let again = true; again; ) {
      again = false;
      known.forEach((value, at) => {
        const left = value === null ? this.possible(at, known) : [];
        if (left.length !== 1) return;
        [known[at], again] = [left[0], true];
        settled.set(at, left[0]);
      });
    }
    return { known, settled };
  }
  ask(person, unsure, { goals, assume }) {
    const { facts } = this.data;
    const { known, settled } = this.settle(factsOf(facts, person, true));
    const answer = this.answer(this.evaluated(known, this.chosen(assume), this.choices), goals);
    const told = (unsure || []).map(name => {
      const fact = facts.find(each => each.alias === name || each.label === name);
      if (!fact) throw new PolicyInputError(name, name, "已知的名称", "a known name");
      return fact.alias;
    });
    const asked = alias => facts.find(fact => fact.alias === alias).asked !== false;
    const left = answer.missing.filter(alias => asked(alias) && !told.includes(alias));
    const found = {};
    settled.forEach((value, at) => (found[facts[at].alias] = value));
    return { next: left.length ? left[0] : null, left, settled: found };
  }
  factText(at, value) {
    if (value === null) return "未知";
    return Array.isArray(value) ? `${value.length}条` : this.text(value, this.data.facts[at].type);
  }
}
const verdictOf = (guard, beaten, taken) =>
  guard === false ? "不成立" : beaten ? "被胜过" : guard !== true ? "未定" : taken ? "采用" : "较低，不取";
function settled(choice, n, base, changes, guards, gate) {
  const pending = changes.map(row => guards[row]);
  const clauses = changes.map(row => choice.rows[row].clause);
  if (gate === true) {
    if (!pending.length) return { value: base.results[n], clauses: base.clauses[n] };
    return { value: meet(pending), clauses: distinct(clauses) };
  }
  const result = base.results[n];
  const more = stopped(result) && result.is === "missing" ? [result] : [];
  return { value: meet([gate, ...pending, ...more]), clauses: distinct([...choice.gateBy, ...clauses]) };
}
function inOrder({ value, clauses }) {
  if (!stopped(value)) return { value, clauses };
  const by = distinct([...clauses, ...value.clauses]);
  if (value.is !== "missing" || value.inputs.length < 2) return { value, clauses: by };
  return { value: missing([...value.inputs].sort((a, b) => a - b), value.clauses), clauses: by };
}
function matters(n, runs, results) {
  const byRest = new Map();
  return runs.some(({ way }, i) => {
    const rest = JSON.stringify(way.filter((_, other) => other !== n));
    if (!byRest.has(rest)) byRest.set(rest, results[i].value);
    return !same(byRest.get(rest), results[i].value);
  });
}
