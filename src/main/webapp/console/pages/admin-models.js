import { h, useState } from '../lib.js';
import { all, get, patch, post, remove } from '../api.js';
import { go, refine, to } from '../router.js';
import { Badge, Button, Choice, Empty, ErrorBox, Facts, Loading, Money, Table, TextField, Time, Tokens, toast, useAnswer } from '../ui.js';
import { FormDialog, Sure, listed, useForm, whole } from '../parts/forms.js';
import { AddPrice, History, PRICES, PriceFields, noPrice, pricingOf } from '../admin/pricing.js';

const MOST = 200;
const pathOf = (id) => `/v1/admin/models/${id.split('/').map(encodeURIComponent).join('/')}`;

export const Page = ({ route }) => (route.rest.length ? h(One, { key: route.rest.join('/'), id: route.rest.join('/') }) : h(Models, { query: route.query }));

function Models({ query }) {
  const asked = useAnswer(() => all('/v1/admin/models', {}, 5000));
  const [open, show] = useState(false);
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = (asked.value ?? []).filter((row) => words.every((word) => `${row.id} ${row.name ?? ''} ${row.provider ?? ''}`.toLowerCase().includes(word)));
  return [
    h('div', { key: 'head', class: 'row apart' },
      h('div', { class: 'grow-field' }, h(TextField, { label: 'Search', value: query.q ?? '', onValue: (q) => refine({ q }), placeholder: 'gpt, anthropic, vllm …', type: 'search' })),
      h(Button, { kind: 'primary', icon: 'plus', onClick: () => show(true) }, 'Add a model')),
    asked.error ? h(ErrorBox, { key: 'error', error: asked.error, retry: asked.reload }) : !asked.value ? h(Loading, { key: 'wait', rows: 8 })
      : found.length === 0 ? h(Empty, { key: 'none', title: 'No model has these words' }) : h(Table, { key: 'list', stacked: true, caption: 'Models', rows: found.slice(0, MOST), keyOf: (row) => row.id, columns: COLUMNS }),
    found.length > MOST && h('p', { key: 'more', class: 'said' }, `${found.length - MOST} more: search to narrow.`),
    open && h(Editor, { key: 'edit', row: null, onClose: () => show(false), onDone: (model) => go('admin-models', model.id.split('/')) }),
  ];
}

const COLUMNS = [
  { id: 'id', name: 'Model', grow: true, cell: (row) => [h('a', { class: 'id', href: to('admin-models', row.id.split('/')) }, row.id), row.name && h('div', { class: 'muted small' }, row.name)] },
  { id: 'provider', name: 'Provider', cell: (row) => (row.alias_of ? h('span', { class: 'muted small' }, `as ${row.alias_of}`) : [row.provider, row.fallbacks.length > 0 && h('div', { class: 'muted small' }, `then ${row.fallbacks.map((one) => one.provider).join(', ')}`)]) },
  { id: 'context', name: 'Context', end: true, cell: (row) => h(Tokens, { count: row.context_length }) },
  { id: 'in', name: 'In, per M tok', end: true, cell: (row) => h(Money, { usd: row.pricing?.input_per_million }) },
  { id: 'out', name: 'Out, per M tok', end: true, cell: (row) => h(Money, { usd: row.pricing?.output_per_million }) },
  { id: 'state', name: 'State', cell: (row) => (row.priced ? h(Badge, { tone: 'good' }, 'priced') : h(Badge, { tone: 'warn', title: 'It cannot be called until it has a price' }, 'no price')) },
  { id: 'origin', name: 'Comes from', cell: (row) => h('span', { class: 'muted' }, row.origin === 'shipped' ? 'the program' : 'the database') },
];

function One({ id }) {
  const asked = useAnswer(() => get(pathOf(id)), [id]);
  const prices = useAnswer(() => all('/v1/admin/prices', { model: id }), [id]);
  const [open, show] = useState(null);
  const close = () => show(null);
  const back = h('p', { key: 'back' }, h('a', { href: to('admin-models') }, '‹ All models'));
  if (asked.error) return [back, h(ErrorBox, { key: 'error', error: asked.error, retry: asked.reload })];
  if (!asked.value) return [back, h(Loading, { key: 'wait', rows: 6 })];
  const model = asked.value;
  const alias = model.alias_of !== null;
  return [back,
    h('section', { key: 'facts', class: 'card flowing', 'aria-label': model.id },
      h('header', null, h('h2', { class: 'id' }, model.id), !model.priced && h(Badge, { tone: 'warn' }, 'no price: it cannot be called'), h('div', { class: 'row' },
        h(Button, { icon: 'edit', onClick: () => show('edit') }, 'Change'), model.origin === 'database' && h(Button, { kind: 'danger', icon: 'trash', onClick: () => show('delete') }, 'Delete'))),
      h('div', { class: 'body' }, h(Facts, { of: [
        model.name && ['Name', model.name], alias ? ['Stands for', h('span', { class: 'id' }, model.alias_of)] : ['Provider', model.provider], model.upstream_model && ['Its name there', h('span', { class: 'id' }, model.upstream_model)],
        model.fallbacks.length > 0 && ['Then', model.fallbacks.map((one) => one.provider).join(', ')], ['Context', h(Tokens, { count: model.context_length })], ['Output at most', h(Tokens, { count: model.max_output_tokens })],
        ['Can', model.supports.join(', ') || 'not said'], ...(model.pricing ? PRICES.filter(([name]) => model.pricing[name] !== null).map(([name, words]) => [words, h(Money, { usd: model.pricing[name] })]) : []),
        ['Comes from', model.origin === 'shipped' ? 'the program' : 'the database'], ['Changed', h(Time, { at: model.updated_at })] ] }),
      model.source && h('p', { class: 'said' }, `The price was read at ${model.source}`))),
    !alias && h('div', { key: 'head', class: 'row apart' }, h('h2', null, 'Prices, USD per million tokens'), h(Button, { icon: 'plus', onClick: () => show('price') }, 'Add a price')),
    !alias && h(History, { key: 'prices', model: id, asked: prices }),
    open === 'edit' && h(Editor, { key: 'edit', row: model, onClose: close, onDone: asked.reload }),
    open === 'price' && h(AddPrice, { key: 'price', model: id, onClose: close, onDone: () => { asked.reload(); prices.reload(); } }),
    open === 'delete' && h(Sure, { key: 'delete', title: `Delete ${id}?`, verb: 'Delete', act: () => remove(pathOf(id)), done: `Deleted ${id}.`, onClose: close, onDone: () => go('admin-models') }, h('p', null, 'It can be called no longer, unless the program ships it. Ledger lines keep its name and price.')),
  ];
}

const KINDS = [['model', 'A model'], ['alias', 'Another name of one']];

function Editor({ row, onClose, onDone }) {
  const [values, set] = useForm({
    kind: row?.alias_of ? 'alias' : 'model', id: '', provider: row?.provider ?? '', upstream: row?.upstream_model ?? '', alias: row?.alias_of ?? '', name: row?.name ?? '',
    context: String(row?.context_length ?? ''), output: String(row?.max_output_tokens ?? ''), supports: row?.supports.join(', ') ?? '', ...noPrice(),
  });
  const alias = values.kind === 'alias';
  const save = async () => {
    const given = alias ? { alias_of: values.alias.trim(), name: values.name }
      : { provider: values.provider.trim(), upstream_model: values.upstream.trim(), name: values.name, context_length: whole(values.context), max_output_tokens: whole(values.output), supports: listed(values.supports), pricing: row ? null : pricingOf(values) };
    const body = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== ''));
    const saved = row ? await patch(pathOf(row.id), body) : await post('/v1/admin/models', { id: values.id.trim(), ...body });
    toast(`Saved ${saved.id}.`);
    onDone(saved);
  };
  return h(FormDialog, { title: row ? `Change ${row.id}` : 'Add a model', wide: true, onClose, save }, (wrong) => [
    !row && h(Choice, { key: 'kind', label: 'What', value: values.kind, options: KINDS, onValue: set('kind') }),
    h('div', { key: 'who', class: 'pairs' },
      !row && h(TextField, { label: 'Id', name: 'model-id', value: values.id, onValue: set('id'), error: wrong('id'), placeholder: 'vllm/llama-3.3-70b', hint: 'vendor/model, or vendor/* for any of it', autofocus: true }),
      alias ? h(TextField, { label: 'Stands for', value: values.alias, onValue: set('alias'), error: wrong('alias_of'), placeholder: 'vendor/model' })
        : h(TextField, { label: 'Provider', value: values.provider, onValue: set('provider'), error: wrong('provider'), placeholder: 'vllm' }),
      !alias && h(TextField, { label: 'Its name there', optional: true, value: values.upstream, onValue: set('upstream'), error: wrong('upstream_model'), placeholder: 'the id without its vendor' }),
      h(TextField, { label: 'Name for people', optional: true, value: values.name, onValue: set('name'), error: wrong('name') }),
      !alias && h(TextField, { label: 'Context, tokens', inputMode: 'numeric', value: values.context, onValue: set('context'), error: wrong('context_length') }),
      !alias && h(TextField, { label: 'Output at most, tokens', inputMode: 'numeric', value: values.output, onValue: set('output'), error: wrong('max_output_tokens') })),
    !alias && h(TextField, { key: 'supports', label: 'Can', optional: true, value: values.supports, onValue: set('supports'), error: wrong('supports'), placeholder: 'tools, vision, json_schema, reasoning', hint: 'Separated by commas' }),
    !alias && !row && h(PriceFields, { key: 'price', values, set, wrong }),
  ]);
}
