import { h, useState } from '../lib.js';
import { patch, post, remove } from '../api.js';
import { Badge, Button, Check, Choice, Empty, IconButton, ListingTable, Money, Select, TextArea, TextField, Time, toast, useListing } from '../ui.js';
import { FormDialog, Sure, listed, useForm } from '../parts/forms.js';
import { useNames } from '../parts/names.js';

const SCOPES = [['workspace', 'Workspace'], ['project', 'Project'], ['key', 'Key']];
const THEN = [['drop', 'Leave that panelist out', 'A judge, a writer or a direct model is refused all the same'], ['deny', 'Refuse the request']];

export function Page() {
  const listing = useListing('/v1/policies');
  const names = useNames();
  const [open, show] = useState(null);
  const close = () => show(null);
  const make = h(Button, { kind: 'primary', icon: 'plus', onClick: () => show({ what: 'edit', row: null }) }, 'Make a policy');
  return [
    h('div', { key: 'head', class: 'row apart' }, h('p', { class: 'muted' }, 'What may be used. All policies that apply must agree; other nodes follow within 30 seconds.'), make),
    h(ListingTable, { key: 'list', listing, stacked: true, caption: 'Policies', keyOf: (row) => row.id, empty: h(Empty, { title: 'No policies', action: make }, 'Every model in the catalogue may be used, within what keys allow.'), columns: columns(names, show) }),
    open?.what === 'edit' && h(Editor, { key: 'edit', row: open.row, names, onClose: close, onDone: listing.reload }),
    open?.what === 'delete' && h(Sure, { key: 'delete', title: `Delete ${open.row.name}?`, verb: 'Delete', act: () => remove(`/v1/policies/${open.row.id}`), done: `Deleted ${open.row.name}.`, onClose: close, onDone: listing.reload },
      h('p', null, 'What it forbade is allowed again, unless another policy forbids it.')),
  ];
}

const scopeName = (row, names) => (row.scope === 'workspace' ? 'Workspace' : row.scope === 'project' ? `Project ${names.project(row.scope_id)}` : `Key ${names.key(row.scope_id)}`);
const models = (list, none) => (list.length === 0 ? h('span', { class: 'muted' }, none) : h('div', { class: 'id wrap' }, list.join(', ')));

const columns = (names, show) => [
  { id: 'name', name: 'Name', grow: true, cell: (row) => [h('strong', null, row.name), h('div', { class: 'muted small' }, scopeName(row, names))] },
  { id: 'allowed', name: 'Allowed', cell: (row) => models(row.allowed_models, 'all') },
  { id: 'denied', name: 'Denied', cell: (row) => models(row.denied_models, 'none') },
  { id: 'price', name: 'At most, per M tok', end: true, cell: (row) => ceiling(row.max_price) },
  { id: 'zero', name: 'Providers', cell: (row) => (row.zero_retention ? h(Badge, { tone: 'good', title: 'Only those marked so by an administrator' }, 'zero retention') : h('span', { class: 'muted' }, 'all')) },
  { id: 'then', name: 'Otherwise', cell: (row) => (row.on_violation === 'drop' ? 'left out' : h(Badge, { tone: 'bad' }, 'refused')) },
  { id: 'changed', name: 'Changed', cell: (row) => h(Time, { at: row.updated_at, day: true }) },
  { id: 'do', name: h('span', { class: 'unseen' }, 'Actions'), end: true, cell: (row) => h('div', { class: 'actions' },
    h(IconButton, { icon: 'edit', label: `Change ${row.name}`, onClick: () => show({ what: 'edit', row }) }),
    h(IconButton, { icon: 'trash', label: `Delete ${row.name}`, onClick: () => show({ what: 'delete', row }) })) },
];

function ceiling(price) {
  if (price?.input_per_million == null && price?.output_per_million == null) return h('span', { class: 'muted' }, 'any price');
  return [['in', price.input_per_million], ['out', price.output_per_million]].filter(([, usd]) => usd != null).map(([words, usd]) => h('div', { key: words }, h(Money, { usd }), h('span', { class: 'muted small' }, ` ${words}`)));
}

function Editor({ row, names, onClose, onDone }) {
  const price = row?.max_price ?? {};
  const [values, set] = useForm({
    name: row?.name ?? '', scope: row?.scope ?? 'workspace', id: row?.scope_id ?? '', allowed: row?.allowed_models.join('\n') ?? '', denied: row?.denied_models.join('\n') ?? '',
    input: price.input_per_million == null ? '' : String(price.input_per_million), output: price.output_per_million == null ? '' : String(price.output_per_million), zero: row?.zero_retention ?? false, then: row?.on_violation ?? 'drop',
  });
  const things = values.scope === 'project' ? names.projects : names.keys;
  const save = async () => {
    const body = { name: values.name, allowed_models: listed(values.allowed), denied_models: listed(values.denied), zero_retention: values.zero, on_violation: values.then,
      max_price: { input_per_million: values.input.trim() || null, output_per_million: values.output.trim() || null } };
    const scoped = row ? body : { ...body, scope: values.scope, ...(values.scope === 'workspace' ? {} : { scope_id: values.id || null }) };
    const saved = row ? await patch(`/v1/policies/${row.id}`, body) : await post('/v1/policies', scoped);
    toast(`Saved ${saved.name}.`);
    onDone();
  };
  return h(FormDialog, { title: row ? `Change ${row.name}` : 'Make a policy', wide: true, onClose, save }, (wrong) => [
    h(TextField, { key: 'name', label: 'Name', name: 'policy-name', value: values.name, onValue: set('name'), error: wrong('name'), placeholder: 'production', autofocus: true }),
    !row && h(Choice, { key: 'scope', label: 'Of', value: values.scope, options: SCOPES, onValue: set('scope') }),
    !row && values.scope !== 'workspace' && h(Select, { key: 'id', label: values.scope === 'project' ? 'Project' : 'Key', value: values.id, onValue: set('id'), error: wrong('scope_id'), options: [['', 'Choose one'], ...things.map((one) => [one.id, one.name])] }),
    h('div', { key: 'models', class: 'pairs' },
      h(TextArea, { label: 'Allowed models', optional: true, rows: 3, value: values.allowed, onValue: set('allowed'), error: wrong('allowed_models'), placeholder: 'openai/*', hint: 'One a line, * for any characters; empty allows every model' }),
      h(TextArea, { label: 'Denied models', optional: true, rows: 3, value: values.denied, onValue: set('denied'), error: wrong('denied_models'), placeholder: '*/*-preview', hint: 'The same; these win' })),
    h('div', { key: 'price', class: 'pairs' },
      h(TextField, { label: 'Input at most, USD per M tok', inputMode: 'decimal', value: values.input, onValue: set('input'), error: wrong('max_price.input_per_million'), placeholder: 'any' }),
      h(TextField, { label: 'Output at most, USD per M tok', inputMode: 'decimal', value: values.output, onValue: set('output'), error: wrong('max_price.output_per_million'), placeholder: 'any' })),
    h(Check, { key: 'zero', label: 'Only providers that keep nothing', hint: 'Those an administrator marked zero_retention', checked: values.zero, onValue: set('zero') }),
    h(Choice, { key: 'then', label: 'Where a panelist may not be used', value: values.then, options: THEN, onValue: set('then'), hint: THEN.find(([id]) => id === values.then)[2] }),
  ]);
}
