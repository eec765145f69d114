// Usage over time: the API's own report of every piece of the period, put side by side. Nothing is estimated.
import { get } from '../api.js';
import { approximate, sum } from '../decimals.js';

const MOST_SERIES = 7;
const AT_ONCE = 4;
const NOTHING = { calls: 0, cost: 0, usage: { input_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0, output_tokens: 0, reasoning_tokens: 0 } };

const tokensOf = (usage) => Object.values(usage).reduce((all, count) => all + count, 0);

/** What can be measured, of a group of the API: exact, as text for amounts. */
export const MEASURES = {
  cost: { name: 'Cost', unit: 'USD', of: (row) => row.cost },
  calls: { name: 'Calls', unit: 'calls', of: (row) => row.calls },
  tokens: { name: 'Tokens', unit: 'tokens', of: (row) => tokensOf(row.usage) },
};

/**
 * The report of each piece, by the same grouping: `[{piece, rows, total}]`. Days without calls, which the first report
 * tells, are not asked for again.
 */
export async function readPieces(path, query, { grain, pieces }, signal) {
  const busy = grain === 'hour' ? null : await busyDays(path, query, pieces, signal);
  const found = pieces.map((piece) => ({ piece, rows: [], total: NOTHING }));
  const waiting = found.filter(({ piece }) => !busy || busy.some((date) => date >= piece.start && date < piece.end));
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const report = await get(path, { ...query, start: one.piece.start, end: one.piece.end, limit: 100 }, { signal });
      Object.assign(one, { rows: report.data, total: report.total });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

async function busyDays(path, query, pieces, signal) {
  const days = [];
  let cursor = null;
  do {
    const page = await get(path, { ...query, group_by: 'day', start: pieces[0].start, end: pieces[pieces.length - 1].end, limit: 100, cursor }, { signal });
    days.push(...page.data.map((row) => row.group));
    cursor = page.has_more ? page.next_cursor : null;
  } while (cursor);
  return days;
}

const minus = (value) => (String(value).startsWith('-') ? String(value).slice(1) : `-${value}`);

/** The largest groups, each with its value in every piece, and what is left of the totals as the last one. */
export function seriesOf(found, measure) {
  const { of } = MEASURES[measure];
  const sums = new Map();
  for (const { rows } of found) for (const row of rows) sums.set(row.group, (sums.get(row.group) ?? 0) + approximate(of(row)));
  const largest = [...sums].filter(([, size]) => size > 0).sort((one, other) => other[1] - one[1]).slice(0, MOST_SERIES).map(([group]) => group);
  const series = largest.map((group) => {
    const values = found.map(({ rows }) => of(rows.find((row) => row.group === group) ?? NOTHING));
    return { group, values, total: sum(values) };
  });
  const rest = found.map(({ total }, index) => sum([of(total), ...series.map((one) => minus(one.values[index]))]));
  const left = sum(rest);
  return approximate(left) > 0 ? [...series, { group: undefined, values: rest, total: left }] : series;
}

/** One series: the totals of the pieces. */
export function totalSeries(found, measure) {
  const values = found.map(({ total }) => MEASURES[measure].of(total));
  return [{ group: undefined, values, total: sum(values), all: true }];
}
