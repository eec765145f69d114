// The report by group: what the chart is made of, and its total, as the API gives them.
import { h } from '../lib.js';
import { isZero } from '../decimals.js';
import { Count, Empty, ErrorBox, Facts, ListingTable, Loading, Money, Tokens, count } from '../ui.js';
import { to } from '../router.js';
import { GROUPS, isTime } from './query.js';

const FILTER_OF = { model: 'model', project: 'project_id', key: 'key_id', role: 'role', status: 'status' };
const NAMELESS = { project: 'no project', preset: 'no preset', status: 'running' };

/** What a group is called. */
export function groupName(by, group, names) {
  if (group === null) return by.startsWith('tag:') ? 'without this tag' : NAMELESS[by] ?? 'none';
  if (by === 'project') return names.project(group);
  if (by === 'key') return names.key(group);
  if (by === 'workspace') return names.workspace(group);
  return group;
}

/** The sums of the whole period. `data-usd` of the total is what the API said. */
export function Sums({ report }) {
  if (report.error && !report.rows) return null;
  const total = report.page?.total;
  if (!total) return h(Loading, { rows: 1 });
  const { usage } = total;
  const cached = usage.cache_read_tokens + usage.cache_write_tokens;
  return h('div', { class: 'card sums' }, h(Facts, { of: [
    ['Cost', h('span', { 'data-total': true, class: 'large' }, h(Money, { usd: total.cost, strong: true }))],
    ['Of it wasted', h('span', { title: 'Paid for, and its text served nothing' }, h(Money, { usd: total.waste }))],
    !isZero(total.adjustments) && ['Corrections', h('span', { title: 'Made in this time; no part of the cost' }, h(Money, { usd: total.adjustments }))],
    !isZero(total.exposure) && ['Exposure', h('span', { title: 'What calls may have cost beside; never billed' }, h(Money, { usd: total.exposure }))],
    ['Requests', h(Count, { of: total.requests, unit: 'requests with calls' })],
    ['Calls', [h(Count, { of: total.calls, unit: 'calls' }), total.open_calls > 0 && h('span', { class: 'muted small' }, ` ${total.open_calls} open`)]],
    ['Tokens in', h(Tokens, { count: usage.input_tokens + cached })],
    ['Tokens out', h(Tokens, { count: usage.output_tokens + usage.reasoning_tokens })],
  ] }));
}

export function Groups({ report, by, names, query, page = 'usage' }) {
  const [, word] = GROUPS.find(([id]) => id === by.split(':')[0]) ?? [null, by === 'workspace' ? 'Workspace' : by];
  const total = report.page?.total;
  if (report.error && !report.rows) return h(ErrorBox, { error: report.error, retry: report.reload });
  return h(ListingTable, {
    listing: report, of: 'groups', caption: `Usage by ${by}`, keyOf: (row) => row.group ?? '', columns: columns(by, word, names, query, page),
    empty: h(Empty, { title: 'Nothing was used in this time' }, 'Choose another time or fewer filters. Calls of test keys count only when they are asked for.'),
    total: total && { group: report.hasMore ? 'Total of all' : 'Total', requests: count(total.requests), calls: count(total.calls), in: count(inOf(total)), out: count(outOf(total)), waste: h(Money, { usd: total.waste }), cost: h(Money, { usd: total.cost }) },
  });
}

const inOf = ({ usage }) => usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens;
const outOf = ({ usage }) => usage.output_tokens + usage.reasoning_tokens;

const columns = (by, word, names, query, page) => [
  { id: 'group', name: by.startsWith('tag:') ? `Tag ${by.slice(4)}` : word, grow: true, cell: (row) => nameCell(row, by, names, query, page) },
  { id: 'cost', name: 'Cost', end: true, cell: (row) => h(Money, { usd: row.cost }) },
  { id: 'requests', name: 'Requests', end: true, cell: (row) => h(Count, { of: row.requests }) },
  { id: 'calls', name: 'Calls', end: true, cell: (row) => h(Count, { of: row.calls }) },
  { id: 'in', name: 'In, tok', end: true, cell: (row) => h(Count, { of: inOf(row) }) },
  { id: 'out', name: 'Out, tok', end: true, cell: (row) => h(Count, { of: outOf(row) }) },
  { id: 'waste', name: 'Wasted', end: true, cell: (row) => h(Money, { usd: row.waste }) },
];

/** A group's name leads to the same view of that group alone, where there is such a filter. */
function nameCell(row, by, names, query, page) {
  if (isTime(by)) return h('span', { class: 'num', title: by === 'week' ? 'A UTC week, by its Monday' : `A UTC ${by}` }, row.group);
  const name = groupName(by, row.group, names);
  const narrow = row.group === null ? null : by.startsWith('tag:') ? { tag: `${by.slice(4)}=${row.group}` } : FILTER_OF[by] ? { [FILTER_OF[by]]: row.group } : by === 'workspace' ? { workspace_id: row.group } : null;
  if (!narrow) return h('span', { class: row.group === null ? 'muted' : undefined }, name);
  return h('a', { href: to(page, [], { ...query, ...narrow, by: by === 'model' ? 'day' : 'model', tag_key: null }), title: row.group === name ? undefined : row.group }, name);
}
