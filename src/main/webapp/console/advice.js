// What to do about a refusal, beside the gateway's own sentence.
const ADVICE = {
  unreachable: 'Check that the gateway runs, then try again. Nothing that was sent is lost: it is billed and kept as its receipt says.',
  stream_broken: 'What had been used until then is billed; the receipt tells. Send it again when the connection stands.',
  invalid_api_key: 'Paste the whole key, beginning with qrt_. A lost key cannot be shown again; make another one.',
  api_key_disabled: 'Somebody with the scope keys:write can switch it on again.',
  api_key_expired: 'Somebody with the scope keys:write can give it a later expiry, or make another key.',
  insufficient_scope: 'This key may not do that. Sign in with one that has the scope named above.',
  project_locked: 'This key belongs to one project. Sign in with a key of the whole workspace.',
  key_beyond_own_rights: 'A key can give away no more than it has. Ask somebody whose key can.',
  workspace_budget_exceeded: 'Raise the budget or wait until it resets: see Budgets. A cheaper panel may still fit: see the quote.',
  project_budget_exceeded: 'Raise the project\u2019s budget, choose another project, or take a cheaper panel: see the quote.',
  key_limit_exceeded: 'The key\u2019s spend limit is reached. Raise it under Keys, or take a cheaper panel: see the quote.',
  max_cost_exceeded: 'Nothing was sent. Raise the cap, or take the cheapest plan that fits: see the quote.',
  rate_limit_exceeded: 'Too many at once. Wait a moment and try again.',
  panel_rate_limited: 'The providers are busy. Wait a moment, or choose other models.',
  provider_rate_limited: 'The provider is busy. Wait a moment, or choose another model.',
  model_not_allowed: 'Take another model, or a key that may use this one.',
  test_key_sandbox_only: 'A test key asks sandbox models only. Sign in with a live key for others.',
  model_not_found: 'Choose a model from the list; names are vendor/model.',
  model_not_priced: 'An administrator adds a price for it first: nothing is called without one.',
  all_panels_failed: 'Each card says why its model gave no answer. Other models may.',
  min_answers_not_met: 'Each card says why its model was dropped. Fewer needed answers, or other models, may help.',
  run_deadline: 'Give it more time under More, or take quicker models.',
  provider_timeout: 'Try again, or take another model.',
  overloaded: 'The gateway is full for the moment. Try again shortly.',
  ledger_unavailable: 'The database is down or full. Nothing was sent or billed.',
  run_texts_gone: 'Only a run whose texts are still kept can be judged again. How long they are kept is one of the workspace\u2019s settings.',
  retention_off: 'This workspace keeps no texts.',
  project_has_keys: 'Keys are still locked to this project. Revoke them under Keys, or unlock them, then delete it.',
  preset_slug_reserved: 'The gateway has presets of its own by that name. Choose another slug.',
  policy_violation: 'A policy forbids it: see Policies, or choose another model.',
  preset_slug_taken: 'Choose another slug, or change the preset that has it.',
  internal_error: 'Tell whoever runs the gateway the request id below.',
};

/** A sentence, or null where the refusal says all there is. */
export function adviceOn(error) {
  const wait = error.retryAfter ? ` The gateway asks to wait ${error.retryAfter} s.` : '';
  const advice = ADVICE[error.code];
  return advice ? advice + wait : wait.trim() || null;
}

/** The refusal's sentence for the field it names, else nothing: `wrongWith(error, 'fusion.quorum')`. */
export const wrongWith = (error, ...params) => (error?.param && params.includes(error.param) ? error.message : undefined);
