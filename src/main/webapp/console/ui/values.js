// Values with their units. Amounts are shown digit by digit as the API gave them.
import { h } from '../lib.js';
import { plain } from '../decimals.js';

const NOTHING = '–';
const absent = (value) => value === null || value === undefined || value === '';
const grouped = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');

/** `$0.000629`; at least cents, never fewer digits than were given. */
export function money(usd) {
  if (absent(usd)) return NOTHING;
  const [whole, fraction = ''] = plain(usd).split('.');
  const sign = whole.startsWith('-') ? '\u2212' : '';
  return `${sign}$${grouped(whole.replace('-', ''))}.${fraction.padEnd(2, '0')}`;
}

export const Money = ({ usd, strong }) =>
  h('span', { class: strong ? 'num strong' : 'num', 'data-usd': absent(usd) ? undefined : plain(usd), title: absent(usd) ? undefined : `${plain(usd)} USD` }, money(usd));

export const count = (number) => (absent(number) ? NOTHING : grouped(String(number)));

export const Count = ({ of, unit }) => h('span', { class: 'num', title: unit ? `${of} ${unit}` : undefined }, count(of));

/** Tokens; `about` says that they were estimated from the text. */
export const Tokens = ({ count: number, about, unit = true }) =>
  h('span', { class: 'num', title: about ? 'Estimated from the text so far' : undefined },
    absent(number) ? NOTHING : `${about ? '≈ ' : ''}${count(number)}${unit ? ' tok' : ''}`);

/** `812 ms`, `4.2 s`, `1 min 12 s`. */
export function duration(ms) {
  if (absent(ms)) return NOTHING;
  const value = Math.round(Number(ms));
  if (value < 1000) return `${value} ms`;
  if (value < 60_000) return `${(value / 1000).toFixed(1)} s`;
  return `${Math.floor(value / 60_000)} min ${Math.round((value % 60_000) / 1000)} s`;
}

export const Duration = ({ ms }) => h('span', { class: 'num' }, duration(ms));

const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const LOCAL_DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** An instant in the reader's zone; UTC on hover. `at` is ISO-8601 or epoch seconds. */
export function Time({ at, day }) {
  if (absent(at)) return NOTHING;
  const instant = new Date(typeof at === 'number' ? at * 1000 : at);
  const utc = instant.toISOString();
  return h('time', { class: 'num', dateTime: utc, title: `${utc.replace('T', ' ').replace('Z', '')} UTC` },
    (day ? LOCAL_DAY : LOCAL).format(instant));
}

/** `tone`: good, bad, warn, busy, plain. */
export const Badge = ({ tone = 'plain', children, title }) => h('span', { class: `badge ${tone}`, title }, children);

export const Code = ({ children, title }) => h('code', { class: 'mono', title }, children);

/** Words and values in pairs: `[['Judge', 'vendor/model'], …]`; pairs of nothing are left out. */
export const Facts = ({ of }) =>
  h('dl', { class: 'facts' }, of.filter(Boolean).map(([name, value]) => h('div', { key: name }, h('dt', null, name), h('dd', null, value))));
