// What the address of a usage page asks for. Pure. Days are the ledger's: UTC.

const DAY = 86_400_000;
const day = (ms) => new Date(ms).toISOString().slice(0, 10);
const SHORT = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const at = (date) => Date.parse(`${date}T00:00:00Z`);

export const SPANS = [
  ['', 'This month'], ['last_month', 'Last month'], ['today', 'Today'], ['7d', 'Last 7 days'], ['30d', 'Last 30 days'], ['90d', 'Last 90 days'],
  ['12m', 'Last 12 months'], ['custom', 'Other days'],
];

const monthOf = (now, back) => {
  const today = new Date(now);
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1);
};

/** `{start, end}` as UTC dates; `end` is not included. `from` and `to` are, where the span is custom. */
export function period({ span = '', from, to }, now = Date.now()) {
  const tomorrow = at(day(now)) + DAY;
  const back = (days) => ({ start: day(tomorrow - days * DAY), end: day(tomorrow) });
  switch (span) {
    case 'today': return back(1);
    case '7d': return back(7);
    case '30d': return back(30);
    case '90d': return back(90);
    case 'last_month': return { start: day(monthOf(now, 1)), end: day(monthOf(now, 0)) };
    case '12m': return { start: day(monthOf(now, 11)), end: day(tomorrow) };
    case 'custom': {
      const start = isDate(from) ? from : day(monthOf(now, 0));
      const last = isDate(to) && to >= start ? to : start > day(now) ? start : day(now);
      return { start, end: day(at(last) + DAY) };
    }
    default: return { start: day(monthOf(now, 0)), end: day(tomorrow) };
  }
}

const isDate = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(at(text));

/** The last day of a period, which people name and the API does not. */
export const lastDay = ({ end }) => day(at(end) - DAY);

const monday = (ms) => ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY;
const nextMonth = (ms) => Date.UTC(new Date(ms).getUTCFullYear(), new Date(ms).getUTCMonth() + 1, 1);

/** Pieces of a period for a chart: hours of a day, then days, weeks, months. `{grain, pieces: [{time, label}]}`; `time` is what the API calls it. */
export function pieces({ start, end }) {
  const [from, to] = [at(start), at(end)];
  const days = (to - from) / DAY;
  if (days <= 1) return { grain: 'hour', pieces: steps(from, to, (ms) => ms + DAY / 24, (ms) => `${new Date(ms).toISOString().slice(0, 13)}:00:00Z`, (ms) => new Date(ms).toISOString().slice(11, 16)) };
  if (days <= 45) return { grain: 'day', pieces: steps(from, to, (ms) => ms + DAY, day, (ms) => SHORT.format(ms)) };
  if (days <= 200) return { grain: 'week', pieces: steps(from, to, (ms) => monday(ms) + 7 * DAY, (ms) => day(monday(ms)), (ms) => SHORT.format(ms)) };
  return { grain: 'month', pieces: steps(from, to, nextMonth, (ms) => day(ms).slice(0, 7), (ms) => MONTH.format(ms)) };
}

function steps(from, to, next, time, label) {
  const found = [];
  for (let ms = from; ms < to; ms = next(ms)) found.push({ time: time(ms), label: label(ms) });
  return found;
}

export const GROUPS = [
  ['model', 'Model'], ['project', 'Project'], ['key', 'Key'], ['role', 'Role'], ['preset', 'Preset'], ['provider', 'Provider'], ['status', 'Status'], ['tag', 'Tag'],
  ['hour', 'Hour'], ['day', 'Day'], ['week', 'Week'], ['month', 'Month'],
];

export const isTime = (by) => ['hour', 'day', 'week', 'month'].includes(by);

/** What `group_by` is: a tag's key stands beside it in the address. */
export const groupBy = (query, fallback = 'model') => {
  const by = query.by || fallback;
  return by !== 'tag' ? by : query.tag_key ? `tag:${query.tag_key}` : 'model';
};

export const FILTERS = ['project_id', 'key_id', 'model', 'role', 'status', 'tag', 'include_test'];

/** The filters of an address that are set, as the API names them. */
export const filtersOf = (query, names = FILTERS) => Object.fromEntries(names.filter((name) => query[name]).map((name) => [name, query[name]]));
