
// ---- the policy -------------------------------------------------------------------------------------
const POLICY = new Policy(DATA);
const evaluatedFor = (person, { assume, asking } = {}) =>
  POLICY.evaluated(factsOf(DATA.facts, person, Boolean(asking)), POLICY.chosen(assume), POLICY.choices);

function withBroken(evaluation) {
  const broken = POLICY.relations.filter(relation => POLICY.breaks(relation, evaluation.inputs));
  const answer = POLICY.answer(evaluation);
  return broken.length ? Object.assign(answer, { broken_relations: broken.map(({ text }) => text) }) : answer;
}

/** Decide for one person. `assume` chooses readings by name (null: none), `asking` lets no default count. */
export function evaluate(person, options) {
  const evaluation = evaluatedFor(person, options);
  return options && options.asking ? POLICY.answer(evaluation) : withBroken(evaluation);
}
/** Decide for one person and show every step. */
export function explain(person, options) {
  const evaluation = evaluatedFor(person, options);
  const steps = evaluation.steps.map(step => POLICY.traced(step, evaluation));
  return Object.assign(withBroken(evaluation), { steps });
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
  entry_outputs: DATA.each.map(each => Object.assign({}, each, { counted: undefined, rule: undefined, running: undefined })),
  assumptions: DATA.assumptions.map(decl => Object.assign({}, decl, { means: undefined }))
});
export { PolicyInputError };
