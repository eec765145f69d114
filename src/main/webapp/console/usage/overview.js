// Cost, calls and tokens over time, and below them the report they come from.
import { h } from '../lib.js';
import { refine } from '../router.js';
import { Button, Choice, ErrorBox, Loading, toast, useAction, useAnswer, useListing } from '../ui.js';
import { ChartNumbers, StackedBars } from './chart.js';
import { saveCsv } from './csv.js';
import { Filters, SpanBar } from './filters.js';
import { Groups, Sums, groupName } from './groups.js';
import { FILTERS, GROUPS, filtersOf, groupBy, isTime, lastDay, period, pieces } from './query.js';
import { MEASURES, readOverTime, seriesOf } from './series.js';

const CHOICES = Object.entries(MEASURES).map(([id, { name }]) => [id, name]);

/** `path` is the report's; `only` are further filters of it that the address has. */
export function Overview({ path, page, query, names, groups = GROUPS, fallback = 'model', only = [], extra, children }) {
  const span = period(query);
  const by = groupBy(query, fallback);
  const offered = [...FILTERS, ...only];
  const asked = { ...filtersOf(query, offered), ...span, group_by: by, sort: isTime(by) ? null : 'cost' };
  const report = useListing(path, { ...asked, limit: 100 });
  return h('div', { class: 'stack' },
    h('div', { class: 'card head' },
      h(SpanBar, { query, groups, fallback }),
      h(Filters, { query, offered, names, path, extra })),
    h(Sums, { report }),
    children,
    h(OverTime, { path, asked, by, names, measure: MEASURES[query.measure] ? query.measure : 'cost' }),
    h('section', { class: 'stack' },
      h('div', { class: 'row apart' }, h('h2', null, `By ${by.replace('tag:', 'tag ')}`), h(CsvButton, { path, asked, name: `usage-${by.replace(/[^a-z]+/g, '-')}-${span.start}-${lastDay(span)}.csv` })),
      h(Groups, { report, by, names, query, page }),
      h('p', { class: 'said' }, 'Days are UTC, as on the ledger. Cost, calls and tokens add up; a request counts in every group it has calls in.')));
}

export function CsvButton({ path, asked, name, words = 'Download CSV' }) {
  const [save, busy, error] = useAction(async () => {
    const whole = await saveCsv(path, asked, name);
    toast(whole ? `Saved ${name}.` : `Saved the first part as ${name}: there is more. Choose a shorter time.`, whole ? 'good' : 'warn');
  });
  return h('div', { class: 'row' }, h(ErrorBox, { error }), h(Button, { icon: 'download', busy, onClick: save }, words));
}

function OverTime({ path, asked, by, names, measure }) {
  const plan = pieces(asked);
  const found = useAnswer((signal) => readOverTime(path, { ...asked, sort: null }, by, measure, plan, signal), [JSON.stringify([path, asked, measure])]);
  const title = `${MEASURES[measure].name} by ${by.replace('tag:', 'tag ')}, per ${plan.grain}${plan.grain === 'hour' ? ' (UTC)' : ''}`;
  return h('section', { class: 'card over-time', 'aria-busy': String(found.loading) },
    h('header', null, h('h2', null, title), h(Choice, { label: 'Show', value: measure, options: CHOICES, onValue: (value) => refine({ measure: value === 'cost' ? null : value }) })),
    h('div', { class: 'body' }, found.error ? h(ErrorBox, { error: found.error, retry: found.reload })
      : found.value ? h(Drawn, { found: found.value, names, title }) : h('div', { class: 'plot' }, h(Loading, { rows: 6 }))));
}

function Drawn({ found, names, title }) {
  const { by, measure } = found; // while another one is on its way, of what is drawn
  const series = seriesOf(found).map((one) => ({
    ...one, rest: one.group === undefined && !one.all, name: one.all ? MEASURES[measure].name : one.group === undefined ? 'all others' : groupName(by, one.group, names),
  }));
  const labels = found.pieces.map(({ label }) => label);
  return [
    h(StackedBars, { labels, series, measure, title: `${title}. The numbers are in the table below.` }),
    h(ChartNumbers, { labels, series, measure, caption: title }),
  ];
}
