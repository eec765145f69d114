// The receipt of one request: every call that was made for it, as the ledger has it.
import { h, useEffect, useState } from './lib.js';
import { get } from './api.js';
import { compare, isZero, sum } from './decimals.js';
import { may } from './session.js';
import { Badge, Duration, ErrorBox, Facts, Loading, Money, Table, Time, Tokens, money } from './ui.js';

const ROLES = { panel: 'Panel', judge: 'Judge', rejudge: 'Rejudge', writer: 'Writer', outer: 'Outer model', direct: 'Model', web_search: 'Web search', web_fetch: 'Web fetch' };
const PATIENCE = 20;

/** Asks until the request has ended: the last lines may be settled a moment after the reply. */
function useReceipt(id) {
  const [state, setState] = useState({ receipt: null, error: null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const aborter = new AbortController();
    let timer;
    const ask = async (left) => {
      try {
        const receipt = await get(`/v1/usage/requests/${encodeURIComponent(id)}`, {}, { signal: aborter.signal });
        setState({ receipt, error: null });
        if ((receipt.status === 'running' || receipt.open_calls > 0) && left > 0) timer = setTimeout(ask, 500, left - 1);
      } catch (error) {
        if (error.name !== 'AbortError') setState({ receipt: null, error });
      }
    };
    setState({ receipt: null, error: null });
    if (may('usage:read')) ask(PATIENCE);
    return () => {
      aborter.abort();
      clearTimeout(timer);
    };
  }, [id, round]);
  return { ...state, reload: () => setRound((n) => n + 1) };
}

/** `fusion`, the reply's own report, stands in for keys that may not read the ledger. */
export function Receipt({ id, fusion, title = 'Receipt' }) {
  const { receipt, error, reload } = useReceipt(id);
  return h('section', { class: 'card receipt', 'aria-label': title },
    h('header', null, h('h2', null, title), receipt && h('span', { class: 'muted small mono' }, receipt.id)),
    h('div', { class: 'body' },
      error && h(ErrorBox, { error, retry: reload }),
      receipt ? h(Bill, { receipt, reported: fusion?.cost?.total }) : !may('usage:read') ? h(Told, { fusion }) : !error && h(Loading, { rows: 5 })));
}

/** For a key without usage:read. */
const Told = ({ fusion }) => [
  h('p', { class: 'muted' }, 'This key may not read the ledger (scope usage:read). The reply itself says:'),
  fusion && h(Facts, { of: Object.entries(fusion.cost).map(([part, usd]) => [part, h(Money, { usd })]) }),
];

function Bill({ receipt, reported }) {
  const settled = receipt.lines.filter((line) => line.cost !== null);
  const added = sum(settled.map((line) => line.cost));
  const agrees = compare(added, receipt.cost) === 0 && (reported === undefined || compare(reported, receipt.cost) === 0);
  const tokens = receipt.usage;
  return [
    h(Facts, { of: [
      ['Total', h('span', { 'data-total': true }, h(Money, { usd: receipt.cost, strong: true }))],
      ['Waste', h('span', { title: 'The part of the total whose text nobody used' }, h(Money, { usd: receipt.waste }))],
      ['Calls', receipt.calls],
      ['Tokens', h('span', { class: 'num' }, `${tokens.input_tokens} in, ${tokens.output_tokens} out`)],
      ['Status', receipt.status],
      ['Began', h(Time, { at: receipt.created_at })],
    ] }),
    h(Table, { caption: 'Calls of this request', rows: receipt.lines, keyOf: (line) => line.call_id, columns: COLUMNS,
      rowClass: (line) => (isWaste(line) ? 'wasted' : undefined),
      total: { role: 'Total', tokensIn: tokens.input_tokens, tokensOut: tokens.output_tokens, cost: h(Money, { usd: receipt.cost }) } }),
    h('p', { class: agrees ? 'said' : 'said error' }, agrees
      ? `The lines add up to ${money(added)}, to the last digit what the reply said.`
      : `The lines add up to ${money(added)}; the request\u2019s total is ${money(receipt.cost)}${reported === undefined ? '' : `, the reply said ${money(reported)}`}.`),
    receipt.test && h('p', { class: 'said' }, 'A test key: amounts are zero.'),
  ];
}

const seatOf = (line) => (line.panel_index === null ? '' : ` ${line.panel_index + 1}`);
const repeats = (line) => [line.step > 0 && `step ${line.step + 1}`, line.attempt > 0 && `retry ${line.attempt}`].filter(Boolean).join(', ');

const COLUMNS = [
  { id: 'role', name: 'Role', cell: (line) => [`${ROLES[line.role] ?? line.role}${seatOf(line)}`, repeats(line) && h('span', { class: 'muted small' }, ` ${repeats(line)}`)] },
  { id: 'model', name: 'Model', grow: true, cell: (line) => [h('span', { class: 'id' }, line.model), !line.model.startsWith(`${line.provider}/`) && h('span', { class: 'muted small' }, ` at ${line.provider}`)] },
  { id: 'outcome', name: 'Outcome', cell: (line) => h('span', { class: 'badges' }, h(Badge, { tone: line.outcome === 'ok' ? 'good' : line.outcome === null ? 'busy' : 'bad' }, line.outcome ?? 'open'), wasteOf(line)) },
  { id: 'tokensIn', name: 'In, tok', end: true, cell: (line) => h(Tokens, { count: line.usage?.input_tokens, unit: false }) },
  { id: 'tokensOut', name: 'Out, tok', end: true, cell: (line) => h(Tokens, { count: line.usage?.output_tokens, unit: false }) },
  { id: 'latency', name: 'Time', end: true, cell: (line) => h(Duration, { ms: line.latency_ms }) },
  { id: 'cost', name: 'Cost', end: true, cell: (line) => h(Money, { usd: line.cost }) },
];

const isWaste = (line) => line.used === false && !isZero(line.cost);

const wasteOf = (line) => isWaste(line) && h(Badge, { tone: 'warn', title: 'Paid for, and its text served nothing' }, 'waste');
