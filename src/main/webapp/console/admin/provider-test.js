// Testing a provider: it is asked for its list of models, which costs nothing.
import { h, useState } from '../lib.js';
import { post } from '../api.js';
import { ErrorBox, Icon, duration } from '../ui.js';

/** `{of(id), run(id), forget(id), said}`: what the test of each came to, as `{busy}`, `{result}` or `{error}`; `said` is for those who hear it. */
export function useTests() {
  const [state, setState] = useState({ by: {}, said: '' });
  const put = (id, one, said = '') => setState((before) => ({ by: { ...before.by, [id]: one }, said }));
  const run = async (id) => {
    if (state.by[id]?.busy) return;
    put(id, { busy: true }, `Testing ${id}`);
    try {
      const result = await post(`/v1/admin/providers/${id}/test`);
      put(id, { result }, `${id}: ${verdict(result)}. ${result.message}`);
    } catch (error) {
      put(id, { error });
    }
  };
  return { of: (id) => state.by[id], run, forget: (id) => put(id, undefined), said: state.said };
}

const verdict = (result) => (result.ok ? 'passed' : 'failed');

/** Below the row of the provider; nothing before a test. */
export function TestResult({ of }) {
  if (!of) return null;
  if (of.error) return h(ErrorBox, { error: of.error });
  if (of.busy) return h('div', { class: 'notice' }, h('p', { class: 'muted' }, 'Asking for its models…'));
  const { result } = of;
  const missing = result.models_not_listed ?? [];
  const facts = [
    result.latency_ms !== null && duration(result.latency_ms),
    result.status !== null && `HTTP ${result.status}`,
    result.models_listed !== null && `${result.models_listed} ${result.models_listed === 1 ? 'model' : 'models'}`,
    result.code,
  ].filter(Boolean);
  const tone = !result.ok ? 'bad' : missing.length > 0 ? 'warn' : 'good';
  return h('div', { class: `notice ${tone}`, 'data-tested': result.provider },
    h(Icon, { name: result.ok ? 'check' : 'alert' }),
    h('div', null,
      h('p', null, h('strong', null, result.ok ? 'Passed' : 'Failed'), h('span', { class: 'muted' }, ` · ${facts.join(' · ')}`)),
      h('p', null, result.message),
      missing.length > 0 && h('p', { class: 'mono small' }, `Not listed: ${missing.join(', ')}`)));
}
