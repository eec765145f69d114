import { h } from '../lib.js';
import { approximate, compare } from '../decimals.js';
import { Badge, Facts, Money, Time, money } from '../ui.js';

const part = (amount, whole) => (approximate(whole) > 0 ? Math.min(1, approximate(amount) / approximate(whole)) : approximate(amount) > 0 ? 1 : 0);

/** Spent and reserved against the cap, as a bar and in the API's own digits. */
export function BudgetBar({ budget, name, children }) {
  const spent = part(budget.spent_usd, budget.cap_usd);
  const reserved = Math.min(1 - spent, part(budget.reserved_usd, budget.cap_usd));
  const percent = approximate(budget.cap_usd) > 0 ? Math.floor((approximate(budget.spent_usd) / approximate(budget.cap_usd)) * 100) : null;
  const over = compare(budget.remaining_usd, 0) <= 0;
  const warned = budget.alerts_reached?.length > 0;
  const tone = over ? 'bad' : warned ? 'warn' : 'good';
  const said = `${money(budget.spent_usd)} spent and ${money(budget.reserved_usd)} reserved of ${money(budget.cap_usd)}`;
  return h('div', { class: 'budget', 'data-budget': budget.id },
    h('div', { class: 'row apart' },
      h('div', { class: 'row' }, h('strong', null, name), h(Badge, null, budget.period), budget.mode === 'soft' && h(Badge, { title: 'Counts and warns, refuses nothing' }, 'soft'),
        over && budget.mode === 'hard' ? h(Badge, { tone: 'bad' }, 'used up') : warned && h(Badge, { tone: 'warn' }, `over ${Math.max(...budget.alerts_reached)} %`)),
      children && h('div', { class: 'row' }, children)),
    h('svg', { class: `gauge ${tone}`, role: 'img', 'aria-label': said, width: '100%', height: 10 },
      h('title', null, said),
      h('rect', { class: 'all', width: '100%', height: 10, rx: 5 }),
      h('rect', { class: 'reserved', x: `${spent * 100}%`, width: `${reserved * 100}%`, height: 10 }),
      h('rect', { class: 'spent', width: `${spent * 100}%`, height: 10, rx: 5 }),
      budget.alert_thresholds?.map((at) => h('line', { key: at, x1: `${at}%`, x2: `${at}%`, y1: 0, y2: 10 }))),
    h(Facts, { of: [
      ['Spent', [h(Money, { usd: budget.spent_usd, strong: true }), percent !== null && h('span', { class: 'muted small' }, ` ${percent} %`)]],
      ['Reserved', h('span', { title: 'Held for requests that run' }, h(Money, { usd: budget.reserved_usd }))],
      ['Left', h(Money, { usd: budget.remaining_usd })],
      ['Cap', h(Money, { usd: budget.cap_usd })],
      ['Begins anew', budget.resets_at ? h(Time, { at: budget.resets_at }) : 'never'],
    ] }));
}

/** `Project Search`. */
export const budgetName = (budget, names) =>
  budget.scope === 'workspace' ? 'Workspace' : budget.scope === 'project' ? `Project ${names.project(budget.scope_id)}` : `Key ${names.key(budget.scope_id)}`;
