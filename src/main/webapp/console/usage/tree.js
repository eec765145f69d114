// The calls of a request as they hang together: request, then panel, judge and writer, then seats, attempts and steps. Pure.
import { sum } from '../decimals.js';

const ROLES = { panel: 'Panel', judge: 'Judge', rejudge: 'Judge again', writer: 'Writer', direct: 'Model', web_search: 'Web search', web_fetch: 'Web page' };
const ORDER = ['direct', 'panel', 'judge', 'rejudge', 'writer', 'web_search', 'web_fetch'];

const costOf = (lines) => sum(lines.map((line) => line.cost));
const repeats = (line) => [line.step > 0 && `step ${line.step + 1}`, line.attempt > 0 && `attempt ${line.attempt + 1}`].filter(Boolean).join(', ');

/** Rows in the order they are shown: `{key, depth, name, cost, line?, lines?}`. A row without a line is the sum of those below it. */
export function rowsOf(lines) {
  const known = new Set(lines.map((line) => line.call_id));
  const children = Map.groupBy(lines.filter((line) => known.has(line.parent_call_id)), (line) => line.parent_call_id);
  const roots = lines.filter((line) => !known.has(line.parent_call_id));
  const byRole = Map.groupBy(roots, (line) => line.role);
  const roles = [...byRole.keys()].sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other));
  return roles.flatMap((role) => ofRole(role, byRole.get(role), children));
}

function ofRole(role, lines, children) {
  const name = ROLES[role] ?? role;
  if (lines.length === 1 && role !== 'panel') return ofLine(lines[0], name, 0, children);
  const seats = [...Map.groupBy(lines, (line) => line.panel_index ?? -1)].sort(([one], [other]) => one - other);
  const below = seats.flatMap(([seat, calls]) => ofSeat(role, name, seat, calls, children));
  const whole = [...lines, ...lines.flatMap((line) => descendants(line, children))];
  return [{ key: role, depth: 0, name, note: `${whole.length} calls`, cost: costOf(whole), lines: whole }, ...below];
}

function ofSeat(role, name, seat, calls, children) {
  const called = seat < 0 ? name : `${name} ${seat + 1}`;
  if (calls.length === 1) return ofLine(calls[0], called, 1, children);
  return calls.flatMap((line, index) => ofLine(line, index === 0 ? called : repeats(line) || called, index === 0 ? 1 : 2, children));
}

function ofLine(line, name, depth, children) {
  const again = repeats(line);
  const below = children.get(line.call_id) ?? [];
  return [
    { key: line.call_id, depth, name, note: again && again !== name ? again : null, cost: line.cost, line },
    ...below.flatMap((child) => ofLine(child, ROLES[child.role] ?? child.role, depth + 1, children)),
  ];
}

const descendants = (line, children) => (children.get(line.call_id) ?? []).flatMap((child) => [child, ...descendants(child, children)]);

/** From the request's beginning to its end or its last call's: in milliseconds. */
export function spanOf(receipt) {
  const began = Date.parse(receipt.created_at);
  const ends = receipt.lines.map((line) => Date.parse(line.settled_at ?? line.intended_at));
  return { began, length: Math.max(1, ...ends.map((end) => end - began), receipt.finished_at ? Date.parse(receipt.finished_at) - began : 0) };
}

/** Where lines stand on the timeline, in parts of its length: `{from, width, first}`; `first` is its first token. */
export function barOf(lines, { began, length }) {
  const starts = lines.map((line) => Date.parse(line.intended_at) - began);
  const ends = lines.map((line, index) => starts[index] + (line.latency_ms ?? Math.max(0, Date.parse(line.settled_at ?? line.intended_at) - began - starts[index])));
  const from = Math.max(0, Math.min(...starts));
  const width = Math.max(...ends) - from;
  const first = lines.length === 1 && lines[0].first_token_ms !== null ? starts[0] + lines[0].first_token_ms : null;
  return { from: from / length, width: Math.max(0.004, width / length), first: first === null ? null : first / length, startMs: from, endMs: from + width };
}
