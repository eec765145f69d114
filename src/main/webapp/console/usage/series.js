// Usage over time: the API's own report by time and group, drawn as it is. Nothing is estimated.
import { get } from '../api.js';
import { approximate, sum } from '../decimals.js';
import { isTime } from './query.js';

const MOST_SERIES = 7;
const NOTHING = { calls: 0, cost: 0, usage: { input_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0, output_tokens: 0, reasoning_tokens: 0 } };

const tokensOf = (usage) => Object.values(usage).reduce((all, count) => all + count, 0);

/** What can be measured, of a group of the API: exact, as text for amounts. The API sorts by the same names. */
export const MEASURES = {
  cost: { name: 'Cost', unit: 'USD', of: (row) => row.cost },
  calls: { name: 'Calls', unit: 'calls', of: (row) => row.calls },
  tokens: { name: 'Tokens', unit: 'tokens', of: (row) => tokensOf(row.usage) },
};

/** `{by, measure, pieces, totals, groups}`: of each piece its total, and its row of each of the largest groups: `{group, rows}`, by time. */
export async function readOverTime(path, query, by, measure, { grain, pieces }, signal) {
  const [totals, groups] = await Promise.all([
    totalsOf(path, { ...query, group_by: grain }, signal),
    isTime(by) ? [] : largestOf(path, { ...query, group_by: `${grain},${by}`, sort: measure }, signal),
  ]);
  return { by, measure, pieces, totals, groups };
}

async function totalsOf(path, query, signal) {
  const totals = new Map();
  for await (const row of rowsOf(path, query, signal)) totals.set(row.group, row);
  return totals;
}

/** The groups come one after the other, the largest first, each with all its times. */
async function largestOf(path, query, signal) {
  const groups = [];
  for await (const row of rowsOf(path, query, signal)) {
    if (groups.length === 0 || groups[groups.length - 1].group !== row.group) {
      if (groups.length === MOST_SERIES) break;
      groups.push({ group: row.group, rows: new Map() });
    }
    groups[groups.length - 1].rows.set(row.time, row);
  }
  return groups;
}

async function* rowsOf(path, query, signal) {
  let cursor = null;
  do {
    const page = await get(path, { ...query, limit: 100, cursor }, { signal });
    yield* page.data;
    cursor = page.has_more ? page.next_cursor : null;
  } while (cursor);
}

const minus = (value) => (String(value).startsWith('-') ? String(value).slice(1) : `-${value}`);

/** What is drawn: the largest groups, each with its value in every piece, and what is left of the totals as the last one. */
export function seriesOf({ by, measure, pieces, totals, groups }) {
  const { of } = MEASURES[measure];
  if (isTime(by)) return totalSeries(of, pieces, totals);
  const series = groups.map(({ group, rows }) => {
    const values = pieces.map(({ time }) => of(rows.get(time) ?? NOTHING));
    return { group, values, total: sum(values) };
  }).filter(({ total }) => approximate(total) > 0);
  const rest = pieces.map(({ time }, index) => sum([of(totals.get(time) ?? NOTHING), ...series.map((one) => minus(one.values[index]))]));
  const left = sum(rest);
  return approximate(left) > 0 ? [...series, { group: undefined, values: rest, total: left }] : series;
}

/** One series: the totals of the pieces. */
function totalSeries(of, pieces, totals) {
  const values = pieces.map(({ time }) => of(totals.get(time) ?? NOTHING));
  return [{ group: undefined, values, total: sum(values), all: true }];
}
