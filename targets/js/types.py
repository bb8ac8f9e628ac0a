"""The types of a JavaScript module, as a `.d.ts`: names and options are literals.

In: the data of the module. Out: TypeScript. Texts of the policy stand in literals and comments only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

_GIVEN = {
    "是非": "boolean | string",
    "金额": "number | string",
    "整数": "number | string",
    "比例": "number | string",
}
_RESULT = {"是非": "boolean", "金额": "number | string", "整数": "number | string"}
_FIXED = """
/** What an output is: a number or a day, a bound, or why there's none. */
export type Status = "value" | "bound" | "undetermined" | "missing" | "not_applicable";

/** A bound in 分: an exact fraction of a 分 is text. */
export interface Bound {
  at_least?: number | string;
  at_most?: number | string;
}

/** One output; `candidates` say what each reading would give, where nobody chose one. */
export interface Output<V> {
  name: string;
  status: Status;
  value: V | Bound | null;
  text: string;
  clauses: string[];
  reason: string;
  candidates?: { reading: string; text: string }[];
}

/** The results for the entries of a list, in the order as given; of an unknown list one for them all. */
export interface EntryOutput<V> {
  name: string;
  list: FactName;
  entries: Output<V>[] | null;
  whole?: Output<V>;
}

/** A decision, as polc.eval/1. */
export interface Answer {
  schema: "polc.eval/1";
  policy: { title: string; document: string };
  outputs: Outputs;
  /** Only where the policy has outputs for each entry of a list. */
  entry_outputs?: EntryOutputs;
  missing: FactName[];
  /** The relations of the policy that the facts break, as written; only where there are any. */
  broken_relations?: string[];
  assumptions: {
    name: string;
    reading: string | null;
    readings: string[];
    clauses: string[];
    reason: string;
  }[];
}

/** One rule as it was decided. */
export interface Step {
  rule: string;
  gated: boolean;
  rows: {
    clause: string;
    condition: string;
    outcome: string;
    verdict: "采用" | "不成立" | "被胜过" | "未定" | "较低，不取";
    by: string;
    facts: { [label: string]: string };
  }[];
  results: { field: string; text: string; clauses: string[] }[];
}

export interface EvaluateOptions {
  /** Readings by the name of the assumption; null leaves one undecided. */
  assume?: Assume | null;
  /** Nothing counts as answered by its default. */
  asking?: boolean;
}

export interface AskOptions {
  assume?: Assume | null;
  /** The outputs that are wanted; all where none are named. */
  goals?: OutputName[];
}

/** What still has to be asked, in order, and what the relations settle. */
export interface Asked {
  next: FactName | null;
  left: FactName[];
  settled: Person;
}

/** A fact, a column of a list, or an output. */
export interface FieldInfo {
  alias: string;
  label: string;
  type: "是非" | "日期" | "金额" | "比例" | "时长" | "整数" | "选项" | "清单";
  unit?: "分";
  options?: string[];
  default?: boolean | number | string;
  note?: string;
  clause?: string;
  /** What the public is told, of whom it doesn't hold for, how it's asked, and a hint. */
  text?: string;
  opposite?: string;
  question?: string;
  hint?: string;
  /** false: nobody is asked. */
  asked?: false;
  columns?: FieldInfo[];
  limit?: number;
  order?: number[];
}

export interface Meta {
  abi: 1;
  policy: {
    title: string;
    document: string;
    authority: string;
    region: string;
    contact: string;
    issued: string | null;
    valid_from: string | null;
    valid_to: string | null;
    covers_from: string | null;
    covers_to: string | null;
    source_sha256: string;
    kernel_sha256: string;
    compiler_version: string;
  };
  facts: FieldInfo[];
  outputs: FieldInfo[];
  entry_outputs: (FieldInfo & { list: number })[];
  assumptions: {
    name: string;
    reason: string;
    adopted: string | null;
    clause: string;
    audience: string | null;
    text?: string;
    readings: { name: string; written: string; note: string; text?: string }[];
  }[];
}

/** What was given isn't what the policy takes. */
export class PolicyInputError extends Error {
  readonly field: string;
  readonly value: unknown;
  readonly expected: string;
  readonly expectedEn: string;
}

/** Decide for one person. PolicyInputError; RangeError beyond 2^53. */
export function evaluate(person: Person, options?: EvaluateOptions): Answer;
/** Decide for one person and show every step. */
export function explain(person: Person, options?: EvaluateOptions): Answer & { steps: Step[] };
/** What still has to be asked; `unsure` facts aren't asked again. */
export function ask(person: Person, unsure?: FactName[], options?: AskOptions): Asked;
export const META: Meta;
"""


def types_source(data: dict[str, Any]) -> str:
    """The declarations of a module."""
    outputs = [field for field in data["fields"] if field["public"]]
    named = {
        "FactName": _union(fact["alias"] for fact in data["facts"]),
        "OutputName": _union(field["alias"] for field in (*outputs, *data["each"])),
    }
    facts = _facts("Person", data["facts"])
    told = [f"export type {name} = {union};" for name, union in named.items()]
    results = [(field, f"Output<{_result(field)}>") for field in outputs]
    each = [(field, f"EntryOutput<{_result(field)}>") for field in data["each"]]
    assumed = [(decl["name"], _union(r["name"] for r in decl["readings"])) for decl in data["assumptions"]]
    readings = "".join(f"  {_literal(name)}?: {union} | null;\n" for name, union in assumed)
    return "\n".join(
        [
            "// Made by polc from the policy's text; change the text, not this file.",
            *told,
            f"\n/** Facts: null is unknown, an absent one has its default. */\n{facts}",
            f"export interface Outputs {{\n{''.join(map(_output, results))}}}",
            f"export interface EntryOutputs {{\n{''.join(map(_output, each))}}}",
            f"export interface Assume {{\n{readings}}}",
            _FIXED,
        ]
    )


def _facts(name: str, facts: Sequence[dict[str, Any]]) -> str:
    return f"export interface {name} {{\n{''.join(map(_fact, facts))}}}"


def _fact(fact: dict[str, Any]) -> str:
    return f"  /** {_comment(fact['label'])} */\n  {fact['alias']}?: {_given(fact)} | null;\n"


def _given(fact: dict[str, Any]) -> str:
    if fact["type"] == "清单":
        return f"{{\n{''.join(map(_fact, fact['columns']))}  }}[]"
    return _union(fact["options"]) if "options" in fact else _GIVEN.get(fact["type"], "string")


def _output(pair: tuple[dict[str, Any], str]) -> str:
    field, held = pair
    return f"  /** {_comment(field['label'])} */\n  {field['alias']}: {held};\n"


def _result(field: dict[str, Any]) -> str:
    return _union(field["options"]) if "options" in field else _RESULT.get(field["type"], "string")


def _union(texts: Iterable[str]) -> str:
    return " | ".join(map(_literal, texts)) or "never"


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str) -> str:
    return text.replace("*/", "* /")
