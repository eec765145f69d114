// Prices of a model: what is in effect, and new ones from a moment on.
import { h } from '../lib.js';
import { post } from '../api.js';
import { Badge, ErrorBox, Loading, Money, Table, TextField, Time, toast } from '../ui.js';
import { FormDialog, useForm } from '../parts/forms.js';

export const PRICES = [['input_per_million', 'Input'], ['output_per_million', 'Output'], ['cache_read_per_million', 'Cache read'], ['cache_write_per_million', 'Cache write'], ['reasoning_per_million', 'Reasoning'], ['per_request', 'A call']];
const HINTS = { cache_read_per_million: 'as input', cache_write_per_million: 'as input', reasoning_per_million: 'as output', per_request: '0' };

/** Fields of a price; text as typed, so no digit is lost. */
export const PriceFields = ({ values, set, wrong }) =>
  h('fieldset', { class: 'choice' }, h('legend', null, 'USD per million tokens, and a call'),
    h('div', { class: 'pairs' }, PRICES.map(([name, words]) =>
      h(TextField, { key: name, label: words, inputMode: 'decimal', value: values[name], onValue: set(name), error: wrong(`pricing.${name}`), placeholder: HINTS[name] ?? '0.25' }))));

export const noPrice = () => Object.fromEntries(PRICES.map(([name]) => [name, '']));

/** Null where nothing was typed. */
export function pricingOf(values) {
  const typed = PRICES.map(([name]) => [name, values[name].trim()]).filter(([, text]) => text !== '');
  return typed.length > 0 ? Object.fromEntries(typed) : null;
}

export function History({ model, asked }) {
  if (asked.error) return h(ErrorBox, { error: asked.error, retry: asked.reload });
  if (!asked.value) return h(Loading, { rows: 3 });
  const now = Date.now();
  const rows = asked.value.slice().sort((one, other) => Date.parse(other.effective_from) - Date.parse(one.effective_from));
  const current = rows.find((row) => row.provider === null && Date.parse(row.effective_from) <= now);
  return h(Table, { caption: `Prices of ${model}`, rows, keyOf: (row) => row.id, columns: [
    { id: 'from', name: 'From', grow: true, cell: (row) => [h(Time, { at: row.effective_from }), ' ', row === current ? h(Badge, { tone: 'good' }, 'in effect') : Date.parse(row.effective_from) > now && h(Badge, { tone: 'busy' }, 'to come'), row.provider && h('span', { class: 'muted small' }, ` at ${row.provider}`)] },
    ...PRICES.map(([name, words]) => ({ id: name, name: words, end: true, cell: (row) => h(Money, { usd: row.pricing[name] }) })),
    { id: 'made', name: 'Written', cell: (row) => h(Time, { at: row.created_at, day: true }) },
  ] });
}

export function AddPrice({ model, onClose, onDone }) {
  const [values, set] = useForm({ from: '', ...noPrice() });
  const save = async () => {
    const made = await post('/v1/admin/prices', { model, ...(values.from ? { effective_from: new Date(values.from).toISOString() } : {}), pricing: pricingOf(values) ?? {} });
    toast(Date.parse(made.effective_from) > Date.now() ? 'The price takes over at its time.' : 'The price is in effect.');
    onDone();
  };
  return h(FormDialog, { title: `A price of ${model}`, verb: 'Add price', wide: true, onClose, save }, (wrong) => [
    h('p', { key: 'said', class: 'muted' }, 'Prices are added, never changed: lines that exist keep theirs.'),
    h(TextField, { key: 'from', label: 'From', type: 'datetime-local', value: values.from, onValue: set('from'), error: wrong('effective_from'), hint: 'In your time zone; empty: now' }),
    h(PriceFields, { key: 'price', values, set, wrong }),
  ]);
}
