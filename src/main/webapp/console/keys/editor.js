// A key to make, or what to change in one. The same for a workspace's keys page and an administrator's.
import { h, useState } from '../lib.js';
import { patch, post } from '../api.js';
import { Check, Select, TextArea, TextField, toast } from '../ui.js';
import { FormDialog, LimitFields, limitsOf, limitsText, listed, useForm } from '../parts/forms.js';

export const SCOPES = [
  ['inference', 'Ask models', 'Responses, chat, quotes, runs, models'],
  ['usage:read', 'Read usage', 'Usage, receipts, budgets, statements'],
  ['presets:write', 'Change presets', 'Save, change, designate, delete'],
  ['keys:write', 'Manage keys', 'Within its own rights'],
  ['workspace:admin', 'Administer', 'Projects, budgets, policies, credentials, settings, audit'],
];
const RESETS = [['', 'never'], ['daily', 'each day'], ['weekly', 'each week'], ['monthly', 'each month']];

const pad = (number) => String(number).padStart(2, '0');

/** An instant as a field of the reader's zone has it. */
function localText(at) {
  if (!at) return '';
  const time = new Date(at);
  return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}T${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

/** `scopesOf`: what the caller may give away. `projects` to choose from, or null for an id as text. */
export function KeyEditor({ path, row, scopesOf, projects, onClose, onDone }) {
  const offered = SCOPES.filter(([scope]) => scopesOf.includes(scope) || row?.scopes.includes(scope));
  const [values, set] = useForm({
    name: row?.name ?? '', project: row?.project_id ?? '', models: row?.allowed_models.join('\n') ?? '', limit: row?.limit_usd == null ? '' : String(row.limit_usd),
    reset: row?.limit_reset === 'lifetime' ? '' : row?.limit_reset ?? '', expires: localText(row?.expires_at), test: false, ...limitsText(row?.limits),
  });
  const [scopes, setScopes] = useState(row?.scopes ?? ['inference']);
  const save = async () => {
    const key = row ? await patch(`${path}/${row.id}`, changeOf(row, values, scopes)) : await post(path, draftOf(values, scopes));
    if (row) toast(`Changed ${key.name}.`);
    return onDone(key);
  };
  const toggle = (scope) => (on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope));
  return h(FormDialog, { title: row ? `Change ${row.name}` : 'Make a key', verb: row ? 'Save' : 'Make key', wide: true, onClose, save, disabled: scopes.length === 0 }, (wrong) => [
    h(TextField, { key: 'name', label: 'Name', name: 'key-name', value: values.name, onValue: set('name'), error: wrong('name'), placeholder: 'search backend', autofocus: true }),
    h('fieldset', { key: 'scopes', class: 'choice' }, h('legend', null, 'May'),
      h('div', { class: 'checks' }, offered.map(([scope, words, hint]) => h(Check, { key: scope, label: words, hint: `${scope}: ${hint}`, checked: scopes.includes(scope), onValue: toggle(scope) }))),
      wrong('scopes') && h('p', { class: 'said error' }, wrong('scopes'))),
    h('div', { key: 'pairs', class: 'pairs' },
      projects
        ? h(Select, { label: 'Locked to project', value: values.project, onValue: set('project'), error: wrong('project_id'), options: [['', 'none: the whole workspace'], ...projects.map((one) => [one.id, one.name])] })
        : h(TextField, { label: 'Locked to project', optional: true, value: values.project, onValue: set('project'), error: wrong('project_id'), placeholder: 'id or slug' }),
      h(TextField, { label: 'Spend limit, USD', inputMode: 'decimal', value: values.limit, onValue: set('limit'), error: wrong('limit_usd'), placeholder: 'none' }),
      h(Select, { label: 'Limit begins anew', value: values.reset, onValue: set('reset'), error: wrong('limit_reset'), options: RESETS, disabled: !values.limit }),
      h(TextField, { label: 'Expires', type: 'datetime-local', value: values.expires, onValue: set('expires'), error: wrong('expires_at'), hint: 'In your time zone; empty: never' })),
    h(TextArea, { key: 'models', label: 'Models', optional: true, rows: 2, value: values.models, onValue: set('models'), error: wrong('allowed_models'), placeholder: 'openai/*', hint: 'One a line, * for any characters; empty allows every model' }),
    h(LimitFields, { key: 'limits', values, set, wrong }),
    !row && h(Check, { key: 'test', label: 'Test key', hint: 'Sandbox models only; its amounts are zero', checked: values.test, onValue: set('test') }),
  ]);
}

const momentOf = (text) => (text ? new Date(text).toISOString() : null);

/** What the fields say; null takes a value away. */
function said(values, scopes) {
  return {
    name: values.name, scopes, project_id: values.project || null, allowed_models: listed(values.models), limit_usd: values.limit.trim() || null,
    limit_reset: values.limit.trim() ? values.reset || null : null, expires_at: momentOf(values.expires), limits: limitsOf(values),
  };
}

const draftOf = (values, scopes) => Object.fromEntries(Object.entries({ ...said(values, scopes), test: values.test }).filter(([, value]) => value !== null));

/** Only what is not as it was: an expiry a field shows to the minute is not cut to it. */
function changeOf(row, values, scopes) {
  const body = said(values, scopes);
  if (values.expires === localText(row.expires_at)) delete body.expires_at;
  return body;
}
