// One request: its bill as a tree beside a timeline, each call to be opened.
import { h, useState } from '../lib.js';
import { get } from '../api.js';
import { compare, isZero, sum } from '../decimals.js';
import { to } from '../router.js';
import { Badge, Button, CopyButton, Count, Duration, Empty, ErrorBox, Facts, Icon, Loading, Money, Table, Time, duration, money, useAnswer } from '../ui.js';
import { Named } from '../parts/names.js';
import { Status } from './requests.js';
import { barOf, rowsOf, spanOf } from './tree.js';

export function ReceiptPage({ id, query, names }) {
  const asked = useAnswer((signal) => get(`/v1/usage/requests/${encodeURIComponent(id)}`, {}, { signal }), [id]);
  return h('div', { class: 'stack' },
    h('p', null, h('a', { href: to('usage', ['requests'], query) }, '‹ All requests')),
    asked.error ? h(ErrorBox, { error: asked.error, retry: asked.reload, title: 'No receipt' }) : asked.value ? h(Receipt, { receipt: asked.value, names, reload: asked.reload, busy: asked.loading }) : h(Loading, { rows: 10 }));
}

function Receipt({ receipt, names, reload, busy }) {
  const added = sum(receipt.lines.map((line) => line.cost));
  const open = receipt.status === 'running' || receipt.open_calls > 0;
  return h('section', { class: 'card bill', 'aria-label': 'Receipt' },
    h('header', null, h('h2', null, 'Receipt'), h(Status, { of: receipt.status, why: receipt.error_code }), receipt.test && h(Badge, { tone: 'warn', title: 'A test key: amounts are zero' }, 'test'),
      h('div', { class: 'row' }, open && h(Button, { busy, onClick: reload }, 'Look again'), h(CopyButton, { text: receipt.id, label: 'Copy id' }))),
    h('div', { class: 'body' },
      h(Head, { receipt, names }),
      receipt.lines.length === 0 ? h(Empty, { title: 'No call was made' }, receipt.error_code ? `It was refused: ${receipt.error_code}. Nothing was sent, and nothing is billed.` : 'Nothing is billed.') : h(Tree, { receipt }),
      receipt.lines.length > 0 && h('p', { class: compare(added, receipt.cost) === 0 ? 'said' : 'said error' }, compare(added, receipt.cost) === 0
        ? `The ${receipt.lines.length} lines add up to ${money(added)}, the request\u2019s cost to the last digit.`
        : `The lines add up to ${money(added)}, but the request\u2019s cost is ${money(receipt.cost)}. Tell whoever runs the gateway.`),
      receipt.adjustments?.length > 0 && h(Corrections, { of: receipt.adjustments })));
}

const Head = ({ receipt, names }) => {
  const { usage } = receipt;
  const tags = Object.entries(receipt.tags);
  const took = receipt.finished_at ? Date.parse(receipt.finished_at) - Date.parse(receipt.created_at) : null;
  return h(Facts, { of: [
    ['Cost', h('span', { 'data-total': true, class: 'large' }, h(Money, { usd: receipt.cost, strong: true }))],
    ['Of it wasted', h(Money, { usd: receipt.waste })],
    ['Calls', h(Count, { of: receipt.calls })],
    ['Tokens', h('span', { class: 'num' }, `${usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens} in, ${usage.output_tokens + usage.reasoning_tokens} out`)],
    ['Asked for', h('span', { class: 'id' }, receipt.model)],
    receipt.preset && ['Preset', h('a', { href: to('presets', [receipt.preset.split('@')[0]]) }, receipt.preset)],
    ['Endpoint', receipt.endpoint],
    ['Began', h(Time, { at: receipt.created_at })],
    ['Took', h(Duration, { ms: took })],
    ['Project', h(Named, { id: receipt.project_id, name: names.project })],
    ['Key', h(Named, { id: receipt.api_key_id, name: names.key })],
    tags.length > 0 && ['Tags', h('span', { class: 'badges' }, tags.map(([key, value]) => h(Badge, { key }, `${key}=${value}`)))],
    receipt.error_code && ['Error', h('code', { class: 'mono' }, receipt.error_code)],
  ] });
};

function Tree({ receipt }) {
  const [open, setOpen] = useState(null);
  const span = spanOf(receipt);
  const rows = rowsOf(receipt.lines);
  return h('div', { class: 'table-scroll tree', role: 'region', 'aria-label': 'Calls of this request', tabIndex: 0 },
    h('table', null,
      h('caption', { class: 'unseen' }, 'Calls of this request, what each cost and when it ran'),
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Call'), h('th', { scope: 'col', class: 'end' }, 'Cost'), h('th', { scope: 'col' }, 'Outcome'), h('th', { scope: 'col', class: 'end tok' }, 'In, tok'), h('th', { scope: 'col', class: 'end tok' }, 'Out, tok'),
        h('th', { scope: 'col', class: 'when' }, h('span', { class: 'row apart' }, h('span', null, 'Time'), h('span', { class: 'num' }, duration(span.length)))))),
      h('tbody', null,
        h('tr', { class: 'sum' }, h('td', null, h('strong', null, 'Request')), h('td', { class: 'end' }, h(Money, { usd: receipt.cost, strong: true })), h('td', null, h(Status, { of: receipt.status })), h('td', { class: 'tok' }), h('td', { class: 'tok' }),
          h('td', { class: 'when' }, h(Bar, { bar: { from: 0, width: 1, first: null }, tone: 'whole', label: `all of ${duration(span.length)}` }))),
        rows.map((row) => [
          h(Row, { key: row.key, row, span, open: open === row.key, toggle: () => setOpen(open === row.key ? null : row.key) }),
          row.line && open === row.key && h('tr', { key: `${row.key}-more`, class: 'more-of' }, h('td', { colSpan: 6 }, h(Call, { line: row.line }))),
        ]))));
}

function Row({ row, span, open, toggle }) {
  const { line } = row;
  const bar = barOf(row.lines ?? [line], span);
  const tokens = line?.usage;
  return h('tr', { class: line ? (line.used === false ? 'unused' : undefined) : 'sum' },
    h('td', null, h('div', { class: `branch d${Math.min(row.depth + 1, 4)}` },
      line
        ? h('button', { type: 'button', class: 'twig', 'aria-expanded': String(open), onClick: toggle }, h(Icon, { name: open ? 'chevron' : 'right' }), h('span', null, row.name, row.note && h('span', { class: 'muted small' }, ` ${row.note}`)))
        : h('span', { class: 'twig' }, h('strong', null, row.name), h('span', { class: 'muted small' }, ` ${row.note}`)),
      line && h('span', { class: 'id muted' }, line.model, !line.model.startsWith(`${line.provider}/`) && ` at ${line.provider}`))),
    h('td', { class: 'end' }, h(Money, { usd: row.cost, strong: !line })),
    h('td', null, line && h(Outcome, { line })),
    h('td', { class: 'end tok' }, tokens && h(Count, { of: tokens.input_tokens + tokens.cache_read_tokens + tokens.cache_write_tokens })),
    h('td', { class: 'end tok' }, tokens && h(Count, { of: tokens.output_tokens + tokens.reasoning_tokens })),
    h('td', { class: 'when' }, h(Bar, { bar, tone: line ? (line.outcome === 'ok' ? line.role : line.outcome ? 'failed' : 'open') : 'whole', label: `from ${duration(bar.startMs)} to ${duration(bar.endMs)}` })));
}

const Outcome = ({ line }) => [
  h(Badge, { tone: line.outcome === 'ok' ? 'good' : line.outcome ? 'bad' : 'busy' }, line.outcome ?? 'open'),
  line.used === false && !isZero(line.cost) && [' ', h(Badge, { tone: 'warn', title: 'Paid for, and its text served nothing' }, 'waste')],
];

/** A bar in parts of a hundred; the mark is its first token. */
const Bar = ({ bar, tone, label }) =>
  h('svg', { class: `span ${tone}`, role: 'img', 'aria-label': label, width: '100%', height: 14 },
    h('title', null, label),
    h('rect', { x: `${bar.from * 100}%`, y: 2, width: `${bar.width * 100}%`, height: 10, rx: 2 }),
    bar.first !== null && h('line', { x1: `${bar.first * 100}%`, x2: `${bar.first * 100}%`, y1: 0, y2: 14 }));

const PRICES = [['input_per_million', 'input'], ['output_per_million', 'output'], ['cache_read_per_million', 'cache read'], ['cache_write_per_million', 'cache write'], ['reasoning_per_million', 'reasoning']];

/** All the ledger has of a call. */
function Call({ line }) {
  const { usage, price } = line;
  const prices = PRICES.filter(([name]) => price[name] !== null && price[name] !== undefined).map(([name, words]) => `${words} ${money(price[name])}`);
  return h('div', { class: 'stack' },
    h(Facts, { of: [
      ['Provider', line.provider], ['Its name there', h('span', { class: 'id' }, line.upstream_model)],
      ['Began', h(Time, { at: line.intended_at })], ['Took', h(Duration, { ms: line.latency_ms })], ['First token', h(Duration, { ms: line.first_token_ms })],
      usage && ['Input, tok', `${usage.input_tokens} new, ${usage.cache_read_tokens} cached, ${usage.cache_write_tokens} to cache`],
      usage && ['Output, tok', `${usage.output_tokens} visible, ${usage.reasoning_tokens} reasoning`],
      ['Counted by', line.usage_source], ['Used', line.used === null ? 'not known yet' : line.used ? 'yes' : 'no'],
      ['Credential', line.credential === 'workspace' ? 'the workspace\u2019s own' : 'the gateway\u2019s'], line.clamped && ['Clamped', 'to what was held'],
      !isZero(line.exposure) && ['Exposure', h(Money, { usd: line.exposure })], ['Upstream status', line.upstream_status ?? '–'], line.provider_request_id && ['Provider\u2019s id', h('code', { class: 'mono' }, line.provider_request_id)],
    ] }),
    h('p', { class: 'said' }, `Price per million tokens when it began: ${prices.join(', ')}${isZero(price.per_request) ? '' : `; ${money(price.per_request)} a call`}.`),
    h('p', { class: 'said mono' }, line.call_id));
}

const Corrections = ({ of }) => h(Table, { caption: 'Corrections made later; no part of the cost', rows: of, columns: [
  { id: 'at', name: 'Corrected', cell: (row) => h(Time, { at: row.adjusted_at }) },
  { id: 'reason', name: 'Reason', grow: true, cell: (row) => row.reason },
  { id: 'delta', name: 'Change', end: true, cell: (row) => h(Money, { usd: row.delta }) },
] });
