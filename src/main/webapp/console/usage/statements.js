import { h } from '../lib.js';
import { get } from '../api.js';
import { isZero } from '../decimals.js';
import { to } from '../router.js';
import { Badge, Count, Empty, ErrorBox, Facts, ListingTable, Loading, Money, Table, Time, useAnswer, useListing } from '../ui.js';
import { Named } from '../parts/names.js';
import { CsvButton } from './overview.js';

export function Statements({ month, names }) {
  return month ? h(Statement, { month, names }) : h(List);
}

function List() {
  const listing = useListing('/v1/statements');
  return h(ListingTable, { listing, caption: 'Closed months', keyOf: (row) => row.month, empty: h(Empty, { title: 'No month is closed yet' }, 'An administrator closes a month once it is over; from then on its statement never changes.'), columns: [
    { id: 'month', name: 'Month (UTC)', grow: true, cell: (row) => h('a', { href: to('usage', ['statements', row.month]) }, row.month) },
    { id: 'calls', name: 'Calls', end: true, cell: (row) => h(Count, { of: row.calls }) },
    { id: 'cost', name: 'Cost', end: true, cell: (row) => h(Money, { usd: row.cost }) },
    { id: 'adjustments', name: 'Corrections', end: true, cell: (row) => h(Money, { usd: row.adjustments }) },
    { id: 'due', name: 'Due', end: true, cell: (row) => h(Money, { usd: row.amount_due, strong: true }) },
    { id: 'closed', name: 'Closed', cell: (row) => h(Time, { at: row.closed_at }) },
  ] });
}

function Statement({ month, names }) {
  const asked = useAnswer(() => get(`/v1/statements/${encodeURIComponent(month)}`), [month]);
  const back = h('p', null, h('a', { href: to('usage', ['statements']) }, '‹ All statements'));
  if (asked.error) return h('div', { class: 'stack' }, back, h(ErrorBox, { error: asked.error, retry: asked.reload }));
  if (!asked.value) return h('div', { class: 'stack' }, back, h(Loading, { rows: 8 }));
  const statement = asked.value;
  return h('div', { class: 'stack' }, back,
    h('div', { class: 'card sums' }, h(Facts, { of: [
      ['Month (UTC)', statement.month],
      ['Due', h('span', { class: 'large' }, h(Money, { usd: statement.amount_due, strong: true }))],
      ['Cost', h(Money, { usd: statement.cost })],
      ['On the gateway\u2019s credentials', h(Money, { usd: statement.billed_cost })],
      ['Corrections', h(Money, { usd: statement.adjustments })],
      ['Calls', h(Count, { of: statement.calls })],
      ['Closed', h(Time, { at: statement.closed_at })],
    ] })),
    h('div', { class: 'row apart' }, h('h2', null, 'Lines'), h(CsvButton, { path: `/v1/statements/${month}`, asked: {}, name: `statement-${month}.csv` })),
    h(Table, { caption: `Statement of ${month}`, rows: statement.lines, keyOf: (row) => `${row.project_id} ${row.api_key_id} ${row.model} ${row.billed}`, columns: [
      { id: 'model', name: 'Model', grow: true, cell: (row) => [h('span', { class: 'id' }, row.model), !row.billed && [' ', h(Badge, { title: 'Made with the workspace\u2019s own provider credential' }, 'own credential')]] },
      { id: 'project', name: 'Project', cell: (row) => h(Named, { id: row.project_id, name: names.project }) },
      { id: 'key', name: 'Key', cell: (row) => h(Named, { id: row.api_key_id, name: names.key }) },
      { id: 'calls', name: 'Calls', end: true, cell: (row) => h(Count, { of: row.calls }) },
      { id: 'in', name: 'In, tok', end: true, cell: (row) => h(Count, { of: row.usage.input_tokens + row.usage.cache_read_tokens + row.usage.cache_write_tokens }) },
      { id: 'out', name: 'Out, tok', end: true, cell: (row) => h(Count, { of: row.usage.output_tokens + row.usage.reasoning_tokens }) },
      { id: 'adjustments', name: 'Corrections', end: true, cell: (row) => (isZero(row.adjustments) ? '–' : h(Money, { usd: row.adjustments })) },
      { id: 'cost', name: 'Cost', end: true, cell: (row) => h(Money, { usd: row.cost }) },
    ], total: { model: 'Total', cost: h(Money, { usd: statement.cost }), adjustments: h(Money, { usd: statement.adjustments }), calls: statement.calls } }));
}
