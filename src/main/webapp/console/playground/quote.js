import { h } from '../lib.js';
import { post } from '../api.js';
import { compare } from '../decimals.js';
import { Badge, Button, Money, Table, count, money, useAnswer, useSettled } from '../ui.js';
import { missing } from './form.js';

/** Quotes the request when it stands still: nothing is sent, held or billed by it, but it counts as a request. */
export function useQuote(form, body) {
  const text = useSettled(missing(form) ? '' : JSON.stringify(body), 800);
  return useAnswer((signal) => (text ? post('/v1/fusion/quote', JSON.parse(text), { signal }) : undefined), [text]);
}

/** Beside the Run button: what it may and will likely cost. Keeps its height whatever it knows. */
export function QuoteLine({ quote, ready }) {
  const known = ready && !quote.error ? quote.value : null;
  return h('div', { class: 'quote-line', 'aria-busy': String(quote.loading) },
    h('div', null, h('span', { class: 'muted small' }, 'At most'), h(Money, { usd: known?.worst_case_usd, strong: true })),
    h('div', null, h('span', { class: 'muted small' }, 'Likely'), known && known.likely_usd === null
      ? h('span', { class: 'muted', title: 'One of these models has no calls in its role in the last 30 days' }, 'no past calls')
      : h(Money, { usd: known?.likely_usd })),
    known?.fits === false && h(Badge, { tone: 'bad' }, `over the cap of ${money(known.max_cost_usd)}`),
    known?.fits === true && h(Badge, { tone: 'good' }, 'within the cap'));
}

/** The whole plan, before anything runs. `takePanel` replaces the panel by the cheapest that fits. */
export function QuoteCard({ quote, takePanel }) {
  const plan = quote.value;
  if (!plan) return null;
  const calls = [
    ...plan.panel.map((seat) => ({ ...seat, name: `Panel ${seat.index + 1}` })),
    plan.judge && { ...plan.judge, name: 'Judge', status: 'planned' },
    plan.writer && { ...plan.writer, name: 'Writer', status: 'planned' },
  ].filter(Boolean);
  return h('section', { class: 'card', 'aria-label': 'Quote' },
    h('header', null, h('h2', null, 'What would run'), h('span', { class: 'muted small' }, 'Nothing has been sent.')),
    h('div', { class: 'body' },
      h(Table, { caption: 'Planned calls', rows: calls, keyOf: (call) => call.name,
        columns: [
          { id: 'role', name: 'Role', cell: (call) => call.name },
          { id: 'model', name: 'Model', grow: true, cell: (call) => [h('span', { class: 'id' }, call.model), call.status === 'dropped' && h(Badge, { tone: 'warn' }, `not called: ${call.reason}`)] },
          { id: 'in', name: 'In, tok', end: true, cell: (call) => count(call.input_bound) },
          { id: 'out', name: 'Out, tok', end: true, cell: (call) => count(call.output_bound) },
          { id: 'likely', name: 'Likely', end: true, cell: (call) => h(Money, { usd: call.likely_usd }) },
          { id: 'worst', name: 'At most', end: true, cell: (call) => h(Money, { usd: call.worst_case_usd }) },
        ],
        total: { role: 'Total', likely: h(Money, { usd: plan.likely_usd }), worst: h(Money, { usd: plan.worst_case_usd }) } }),
      plan.fits === false && h(Fit, { plan, takePanel }),
      plan.warnings?.map((warning) => h('p', { key: warning, class: 'said' }, warning))));
}

function Fit({ plan, takePanel }) {
  const fit = plan.cheapest_fit;
  if (!fit) return h('div', { class: 'notice warn' }, h('div', null, `No panel with this judge stays within ${money(plan.max_cost_usd)}.`));
  if (compare(fit.worst_case_usd, plan.worst_case_usd) === 0) return null;
  return h('div', { class: 'notice warn' },
    h('div', null, h('p', null, `It would fit without ${fit.removed.map((seat) => plan.panel[seat].model).join(', ')}: at most ${money(fit.worst_case_usd)}.`)),
    h(Button, { onClick: () => takePanel(fit.analysis_models) }, 'Take that panel'));
}
