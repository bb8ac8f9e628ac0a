
// ---- the policy -------------------------------------------------------------------------------------
const POLICY = new Policy(DATA);
const evaluatedFor = (person, { assume, asking } = {}) =>
  POLICY.evaluated(factsOf(DATA.facts, person, Boolean(asking)), POLICY.chosen(assume), POLICY.choices);

/** Decide for one person. `assume` chooses readings by name (null: none), `asking` lets no default count. */
export function evaluate(person, options) {
  return POLICY.answer(evaluatedFor(person, options));
}
/** Decide for one person and show every step. */
export function explain(person, options) {
  const evaluation = evaluatedFor(person, options);
  const steps = evaluation.steps.map(step => POLICY.traced(step, evaluation));
  return Object.assign(POLICY.answer(evaluation), { steps });
}
/** What still has to be asked, nothing being answered by its default; `unsure` aren't asked again. */
export function ask(person, unsure, options) {
  return POLICY.ask(person, unsure, options || {});
}
const copied = value => JSON.parse(JSON.stringify(value));
/** What the policy is, asks and gives. */
export const META = copied({
  abi: DATA.abi,
  policy: DATA.info,
  facts: DATA.facts,
  outputs: DATA.fields.filter(field => field.public),
  assumptions: DATA.assumptions.map(decl => Object.assign({}, decl, { means: undefined }))
});
export { PolicyInputError };
