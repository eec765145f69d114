import { h } from '../lib.js';
import { all } from '../api.js';
import { refine } from '../router.js';
import { Button, Check, Select, TextField, useAnswer } from '../ui.js';
import { useTyped } from '../parts/views.js';
import { GROUPS, SPANS, filtersOf, lastDay, period } from './query.js';

const ROLES = ['direct', 'panel', 'judge', 'writer', 'web_search', 'web_fetch', 'rejudge'];
const STATUSES = ['completed', 'incomplete', 'failed', 'cancelled', 'refused', 'running'];
const any = (words, values) => [['', words], ...values.map((value) => (Array.isArray(value) ? value : [value, value]))];

/** A text field that applies when it is left. */
const Typed = ({ value, onValue, ...field }) => h(TextField, { ...field, ...useTyped(value ?? '', onValue) });

/** Span and grouping; `groups` says by what. */
export function SpanBar({ query, groups = GROUPS, fallback = 'model', children }) {
  const span = period(query);
  const custom = query.span === 'custom';
  const by = query.by || fallback;
  return h('div', { class: 'bar' },
    h(Select, { label: 'Time', value: query.span ?? '', options: SPANS, onValue: (value) => refine({ span: value, from: value === 'custom' ? span.start : null, to: value === 'custom' ? lastDay(span) : null }) }),
    custom && h(TextField, { label: 'From (UTC)', type: 'date', value: span.start, max: lastDay(span), onValue: (from) => refine({ from }) }),
    custom && h(TextField, { label: 'To, included', type: 'date', value: lastDay(span), min: span.start, onValue: (to) => refine({ to }) }),
    groups.length > 0 && h(Select, { label: 'Split by', value: by, options: groups, onValue: (value) => refine({ by: value === fallback ? null : value, tag_key: value === 'tag' ? query.tag_key : null }) }),
    groups.length > 0 && by === 'tag' && h(Typed, { label: 'Tag', value: query.tag_key, placeholder: 'team', hint: query.tag_key ? null : 'A tag\u2019s name, then Enter', onValue: (tag_key) => refine({ tag_key }) }),
    children);
}

/** Filters that are kept in the address. `offered` are those this view has. */
export function Filters({ query, offered, names, path = '/v1/usage', extra }) {
  const set = filtersOf(query, offered);
  const count = Object.keys(set).length;
  const has = (name) => offered.includes(name);
  const apply = (name) => (value) => refine({ [name]: value });
  return h('details', { class: 'filters', open: count > 0 },
    h('summary', null, count > 0 ? `Filters (${count})` : 'Filters'),
    h('div', { class: 'bar' },
      extra,
      has('project_id') && names.projects.length > 0 && h(Select, { label: 'Project', value: query.project_id ?? '', onValue: apply('project_id'), options: any('All', names.projects.map((one) => [one.id, one.name])) }),
      has('key_id') && (names.keys.length > 0
        ? h(Select, { label: 'Key', value: query.key_id ?? '', onValue: apply('key_id'), options: any('All', names.keys.map((one) => [one.id, `${one.name} …${one.last_four}`])) })
        : h(Typed, { label: 'Key', value: query.key_id, placeholder: 'id of a key', onValue: apply('key_id') })),
      has('model') && h(ModelSelect, { query, path, onValue: apply('model') }),
      has('role') && h(Select, { label: 'Role', value: query.role ?? '', onValue: apply('role'), options: any('All', ROLES) }),
      has('status') && h(Select, { label: 'Status', value: query.status ?? '', onValue: apply('status'), options: any('All', STATUSES) }),
      has('tag') && h(Typed, { label: 'Tag', value: query.tag, placeholder: 'team=search', onValue: apply('tag') }),
      has('include_test') && h('div', { class: 'level' }, h(Check, { label: 'With test keys', checked: query.include_test === 'true', onValue: (on) => apply('include_test')(on ? 'true' : null) })),
      count > 0 && h('div', { class: 'level' }, h(Button, { kind: 'quiet', icon: 'close', onClick: () => refine(Object.fromEntries(offered.map((name) => [name, null]))) }, 'Clear'))));
}

/** The models that have lines in this time. */
function ModelSelect({ query, path, onValue }) {
  const span = period(query);
  const used = useAnswer(() => all(path, { ...span, group_by: 'model', include_test: query.include_test }, 500), [path, span.start, span.end, query.include_test]);
  const models = (used.value ?? []).map((row) => row.group);
  const shown = query.model && !models.includes(query.model) ? [query.model, ...models] : models;
  return h(Select, { label: 'Model', value: query.model ?? '', onValue, options: any('All', shown) });
}
