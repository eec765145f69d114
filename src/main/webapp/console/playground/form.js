// What the composer holds, and the request it stands for. Pure.

export const EMPTY = {
  prompt: '', instructions: '', preset: '', panel: [], judge: '', mode: 'synthesis',
  minAnswers: '', quorum: '', graceMs: '', deadlineMs: '', maxCost: '', maxOutput: '', maxSteps: '', seed: '',
  web: false, judgeSingle: true, onJudgeFailure: 'degrade', project: '', tags: '',
};

export const MOST_SEATS = 8;

/** Field of the form, member of `fusion`, and what the gateway takes where it is absent. */
const MEMBERS = [
  ['panel', 'analysis_models', []],
  ['judge', 'synthesis_model', ''],
  ['mode', 'mode', 'synthesis'],
  ['minAnswers', 'min_answers', ''],
  ['quorum', 'quorum', ''],
  ['graceMs', 'grace_ms', ''],
  ['deadlineMs', 'deadline_ms', ''],
  ['maxCost', 'max_cost_usd', ''],
  ['maxSteps', 'max_tool_calls', ''],
  ['seed', 'seed', ''],
  ['web', 'web', false],
  ['judgeSingle', 'judge_single', true],
  ['onJudgeFailure', 'on_judge_failure', 'degrade'],
];

const NUMBERS = new Set(['minAnswers', 'quorum', 'graceMs', 'deadlineMs', 'maxSteps', 'seed']);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const toForm = (field, value) => (NUMBERS.has(field) || field === 'maxCost' ? String(value) : value);

function toWire(field, value) {
  const number = NUMBERS.has(field) ? Number(value) : NaN;
  return Number.isSafeInteger(number) ? number : value; // what is no number goes as it was typed, for the gateway to refuse
}

/** The form with a preset's settings in it; what the preset leaves open goes back to the defaults. */
export function withPreset(form, slug, fusion) {
  const filled = { ...form, preset: slug };
  for (const [field, member, absent] of MEMBERS) filled[field] = fusion[member] === undefined ? absent : toForm(field, fusion[member]);
  return filled;
}

/** Only what differs from the preset, or from the defaults without one. */
export function fusionOf(form, preset) {
  const fusion = form.preset ? { preset: form.preset } : {};
  for (const [field, member, absent] of MEMBERS) {
    const saved = preset?.fusion?.[member];
    const taken = saved === undefined ? absent : toForm(field, saved);
    if (!same(form[field], taken) && !(form[field] === '' || same(form[field], []))) fusion[member] = toWire(field, form[field]);
  }
  return fusion;
}

/** `k=v, k=v` as an object; a piece without a `=` keeps its words and is refused by the gateway. */
export function tagsOf(text) {
  const pairs = text.split(',').map((pair) => pair.trim()).filter(Boolean);
  return Object.fromEntries(pairs.map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair, ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  }));
}

/** The body of `POST /v1/responses`, and of a quote. */
export function requestOf(form, preset) {
  const body = { model: 'fusion', input: form.prompt };
  if (form.instructions.trim()) body.instructions = form.instructions;
  if (form.maxOutput) body.max_output_tokens = Number(form.maxOutput);
  if (form.project) body.project_id = form.project;
  if (form.tags.trim()) body.tags = tagsOf(form.tags);
  return { ...body, fusion: fusionOf(form, preset) };
}

/** The same, streamed and telling all it does. */
export const streamOf = (body) => ({ ...body, stream: true, fusion: { ...body.fusion, include: ['panel', 'analysis'], progress: true } });

/** What a preset would keep of the form. */
export const savedFusion = (form) => fusionOf({ ...form, preset: '' }, null);

/** Why nothing can be sent yet, or null. */
export function missing(form) {
  if (!form.prompt.trim()) return 'Write a prompt first.';
  if (form.panel.length === 0 && !form.preset) return 'Put at least one model on the panel, or choose a preset.';
  return null;
}
