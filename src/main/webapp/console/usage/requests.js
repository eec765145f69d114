// Requests, newest first, a page at a time.
import { h } from '../lib.js';
import { go, to } from '../router.js';
import { Badge, Button, Count, Empty, Money, TextField, Time } from '../ui.js';
import { Named } from '../parts/names.js';
import { PagedTable, usePages, useTyped } from '../parts/views.js';
import { CsvButton } from './overview.js';
import { Filters, SpanBar } from './filters.js';
import { filtersOf, lastDay, period } from './query.js';

const OFFERED = ['project_id', 'key_id', 'model', 'status', 'tag', 'include_test'];
const TONES = { completed: 'good', failed: 'bad', refused: 'bad', running: 'busy', cancelled: 'warn', incomplete: 'warn' };

export const Status = ({ of, why }) => h(Badge, { tone: TONES[of] ?? 'plain', title: why ?? undefined }, of);

export function Requests({ query, names }) {
  const span = period(query);
  const pages = usePages('/v1/usage/requests', { ...filtersOf(query, OFFERED), ...span });
  return h('div', { class: 'stack' },
    h('div', { class: 'card head' },
      h(SpanBar, { query, groups: [] }, h(Find)),
      h(Filters, { query, offered: OFFERED, names })),
    h(PagedTable, { pages, unit: 'requests', caption: 'Requests', keyOf: (row) => row.request_id, columns: columns(names, query),
      empty: h(Empty, { title: 'No requests in this time' }, 'Choose another time or fewer filters. Requests of test keys are listed only when they are asked for.') }),
    h('div', { class: 'row apart' },
      h('p', { class: 'said' }, 'A refused request has no calls and costs nothing.'),
      h(CsvButton, { path: '/v1/usage/lines', asked: { ...filtersOf(query, OFFERED), ...span }, name: `lines-${span.start}-${lastDay(span)}.csv`, words: query.model ? 'Download this model\u2019s lines as CSV' : 'Download all lines as CSV' })));
}

/** By the id of a reply, a run or a request. */
function Find() {
  const typed = useTyped('', (id) => id && go('usage', ['request', id]));
  return h('div', { class: 'one-model find' },
    h(TextField, { label: 'Find a request', placeholder: 'resp_…, chatcmpl-…, fr_…, req_…', ...typed, onBlur: undefined }),
    h(Button, { icon: 'search', onClick: typed.onBlur }, 'Open'));
}

const columns = (names, query) => [
  { id: 'at', name: 'Began', cell: (row) => h('a', { href: to('usage', ['request', row.request_id], query), 'data-request': row.request_id }, h(Time, { at: row.created_at })) },
  { id: 'cost', name: 'Cost', end: true, cell: (row) => h(Money, { usd: row.cost }) },
  { id: 'model', name: 'Asked for', grow: true, cell: (row) => [h('span', { class: 'id' }, row.model), row.preset && row.model !== `@preset/${row.preset}` && h('span', { class: 'muted small' }, ` ${row.preset}`), row.test && [' ', h(Badge, { tone: 'warn' }, 'test')]] },
  { id: 'status', name: 'Status', cell: (row) => [h(Status, { of: row.status, why: row.error_code }), row.error_code && h('div', { class: 'muted small' }, row.error_code)] },
  { id: 'project', name: 'Project', cell: (row) => h(Named, { id: row.project_id, name: names.project }) },
  { id: 'key', name: 'Key', cell: (row) => h(Named, { id: row.api_key_id, name: names.key }) },
  { id: 'calls', name: 'Calls', end: true, cell: (row) => h(Count, { of: row.calls }) },
  { id: 'tokens', name: 'Tokens', end: true, cell: (row) => h(Count, { of: Object.values(row.usage).reduce((all, n) => all + n, 0) }) },
];
