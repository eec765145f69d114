// Stacked bars. The library draws; amounts in words are the API's own digits.
import { h, useEffect, useRef, useState } from '../lib.js';
import { approximate } from '../decimals.js';
import { Table, count, money } from '../ui.js';

let library = null;

/** Its file makes a global of itself, and is fetched when the first chart is drawn. */
async function load() {
  library ??= import('../lib/chart.js').then(() => globalThis.Chart);
  return library;
}

const said = (measure, value) => (measure === 'cost' ? money(value) : count(String(value)));

const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumSignificantDigits: 3 });
const tick = (measure) => (value) => (measure === 'cost' ? `$${value === 0 ? 0 : Number(value.toPrecision(3))}` : compact.format(value));

/** `series`: `[{name, values}]`; `labels` of the pieces; `title` says what is shown to those who do not see it. */
export function StackedBars({ labels, series, measure, title }) {
  const canvas = useRef(null);
  const legend = useRef(null);
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const changed = () => setTheme((n) => n + 1);
    const system = matchMedia('(prefers-color-scheme: dark)');
    addEventListener('quorate-theme', changed);
    system.addEventListener('change', changed);
    return () => {
      removeEventListener('quorate-theme', changed);
      system.removeEventListener('change', changed);
    };
  }, []);
  useEffect(() => {
    let chart = null;
    let gone = false;
    load().then((Chart) => {
      if (!gone && canvas.current) chart = new Chart(canvas.current, plan({ labels, series, measure, legend: legend.current }));
    });
    return () => {
      gone = true;
      chart?.destroy();
    };
  }, [JSON.stringify([labels, series, measure]), theme]);
  return h('figure', { class: 'chart' },
    h('div', { class: 'plot' }, h('canvas', { ref: canvas, role: 'img', 'aria-label': title })),
    h('figcaption', { class: 'legend', ref: legend }, series.map((one, index) =>
      h('span', { key: one.name, class: 'entry' }, h('span', { class: `swatch s${one.rest ? 'rest' : index + 1}` }), h('span', { class: 'name' }, one.name), h('span', { class: 'num muted' }, said(measure, one.total))))));
}

function plan({ labels, series, measure, legend }) {
  const colours = [...legend.querySelectorAll('.swatch')].map((swatch) => getComputedStyle(swatch).backgroundColor);
  const { color, borderTopColor } = getComputedStyle(legend);
  const font = { family: getComputedStyle(document.body).fontFamily, size: 11 };
  const axis = { ticks: { color, font, maxRotation: 0, autoSkipPadding: 12 }, border: { display: false } };
  return {
    type: 'bar',
    data: {
      labels,
      datasets: series.map((one, index) => ({ label: one.name, exact: one.values, data: one.values.map(approximate), backgroundColor: colours[index], maxBarThickness: 36, borderRadius: 2 })),
    },
    options: {
      animation: false, maintainAspectRatio: false, interaction: { mode: 'index', intersect: false },
      scales: {
        x: { ...axis, stacked: true, grid: { display: false } },
        y: { ...axis, stacked: true, beginAtZero: true, grid: { color: borderTopColor }, ticks: { ...axis.ticks, maxTicksLimit: 6, callback: tick(measure) } },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          filter: (item) => item.parsed.y > 0,
          itemSort: (one, other) => other.parsed.y - one.parsed.y,
          callbacks: { label: (item) => ` ${item.dataset.label}: ${said(measure, item.dataset.exact[item.dataIndex])}` },
        },
      },
    },
  };
}

/** The same as a table. */
export const ChartNumbers = ({ labels, series, measure, caption }) =>
  h('details', { class: 'chart-numbers' },
    h('summary', null, 'The chart as a table'),
    h(Table, { caption, rows: labels.map((label, index) => ({ label, index })), keyOf: (row) => row.label,
      columns: [
        { id: 'label', name: 'Begins (UTC)', cell: (row) => row.label },
        ...series.map((one) => ({ id: one.name, name: one.name, end: true, cell: (row) => h('span', { class: 'num' }, said(measure, one.values[row.index])) })),
      ],
      total: { label: 'Total', ...Object.fromEntries(series.map((one) => [one.name, said(measure, one.total)])) } }));
