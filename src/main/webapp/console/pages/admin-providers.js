import { h, useState } from '../lib.js';
import { patch, post, remove } from '../api.js';
import { Badge, Button, Check, Empty, IconButton, ListingTable, Select, TextField, Time, toast, useListing } from '../ui.js';
import { FormDialog, Sure, useForm, whole } from '../parts/forms.js';
import { TestResult, useTests } from '../admin/provider-test.js';

const DIALECTS = [['openai', 'openai: Chat Completions'], ['openai-responses', 'openai-responses'], ['anthropic', 'anthropic'], ['gemini', 'gemini']];
const ABORTS = [['cancel', 'cancelled at the provider'], ['drain', 'read to its end']];

export function Page() {
  const listing = useListing('/v1/admin/providers');
  const [open, show] = useState(null);
  const close = () => show(null);
  const tests = useTests();
  const changed = () => {
    // What was found of it before says nothing of it now.
    if (open.row) tests.forget(open.row.id);
    listing.reload();
  };
  const add = h(Button, { kind: 'primary', icon: 'plus', onClick: () => show({ what: 'edit', row: null }) }, 'Add a provider');
  return [
    h('div', { key: 'head', class: 'row apart' }, h('p', { class: 'muted' }, 'Servers that answer model calls. Their credentials are written and used, and never read back.'), add),
    h('p', { key: 'said', class: 'unseen', role: 'status', 'aria-live': 'polite' }, tests.said),
    h(ListingTable, { key: 'list', listing, stacked: true, caption: 'Providers', keyOf: (row) => row.id, below: (row) => tests.of(row.id) && h(TestResult, { of: tests.of(row.id) }), empty: h(Empty, { title: 'No providers', action: add }), columns: [
      { id: 'id', name: 'Provider', cell: (row) => [h('strong', null, row.id), ' ', row.origin === 'environment' && h(Badge, { title: 'Of the environment; it has no row to change' }, 'environment'), h('div', { class: 'muted small' }, row.dialect)] },
      { id: 'url', name: 'Address', grow: true, cell: (row) => h('span', { class: 'id' }, row.base_url) },
      { id: 'key', name: 'Credential', cell: (row) => (!row.has_api_key ? h(Badge, { tone: 'warn' }, 'none') : row.credential_readable ? h(Badge, { tone: 'good' }, 'stored') : h(Badge, { tone: 'bad', title: 'QUORATE_KEK is not the one it was stored with: set it again' }, 'not readable')) },
      { id: 'zero', name: 'Keeps', cell: (row) => (row.zero_retention ? 'nothing' : h('span', { class: 'muted' }, 'may keep texts')) },
      { id: 'concurrency', name: 'At once', end: true, cell: (row) => row.concurrency },
      { id: 'connect', name: 'Connects within', end: true, cell: (row) => `${row.timeouts.connect_ms} ms` },
      { id: 'changed', name: 'Changed', cell: (row) => h(Time, { at: row.updated_at, day: true }) },
      { id: 'do', name: h('span', { class: 'unseen' }, 'Actions'), end: true, cell: (row) => h('div', { class: 'actions' },
        // Not disabled while it runs: the focus would be lost.
        h(Button, { 'aria-label': `Test ${row.id}`, 'aria-disabled': tests.of(row.id)?.busy ? 'true' : undefined, title: 'Asks it for its models; costs nothing', onClick: () => tests.run(row.id) }, 'Test'),
        row.origin === 'database' && h(IconButton, { icon: 'edit', label: `Change ${row.id}`, onClick: () => show({ what: 'edit', row }) }),
        row.origin === 'database' && h(IconButton, { icon: 'trash', label: `Delete ${row.id}`, onClick: () => show({ what: 'delete', row }) })) },
    ] }),
    open?.what === 'edit' && h(Editor, { key: 'edit', row: open.row, onClose: close, onDone: changed }),
    open?.what === 'delete' && h(Sure, { key: 'delete', title: `Delete ${open.row.id}?`, verb: 'Delete', act: () => remove(`/v1/admin/providers/${open.row.id}`), done: `Deleted ${open.row.id}.`, onClose: close, onDone: changed },
      h('p', null, 'Its models can be called there no longer. Ledger lines go on naming it.')),
  ];
}

function Editor({ row, onClose, onDone }) {
  const [values, set] = useForm({
    id: '', dialect: row?.dialect ?? 'openai', url: row?.base_url ?? '', key: '', forget: false, connect: String(row?.timeouts.connect_ms ?? ''), concurrency: String(row?.concurrency ?? ''),
    abort: row?.on_client_abort ?? 'cancel', zero: row?.zero_retention ?? false,
  });
  const save = async () => {
    const connect = whole(values.connect);
    const body = {
      dialect: values.dialect, base_url: values.url.trim(), on_client_abort: values.abort, zero_retention: values.zero, ...(values.key ? { api_key: values.key } : values.forget ? { api_key: '' } : {}),
      ...(connect === null ? {} : { timeouts: { connect_ms: connect } }), ...(values.concurrency ? { concurrency: whole(values.concurrency) } : {}),
    };
    const saved = row ? await patch(`/v1/admin/providers/${row.id}`, body) : await post('/v1/admin/providers', { id: values.id.trim(), ...body });
    toast(`Saved ${saved.id}.`);
    onDone();
  };
  return h(FormDialog, { title: row ? `Change ${row.id}` : 'Add a provider', wide: true, onClose, save }, (wrong) => [
    h('div', { key: 'who', class: 'pairs' },
      !row && h(TextField, { label: 'Id', name: 'provider-id', value: values.id, onValue: set('id'), error: wrong('id'), placeholder: 'vllm', hint: 'a to z, 0 to 9, dot, dash', autofocus: true }),
      h(Select, { label: 'Dialect', value: values.dialect, onValue: set('dialect'), error: wrong('dialect'), options: DIALECTS })),
    h(TextField, { key: 'url', label: 'Address', value: values.url, onValue: set('url'), error: wrong('base_url'), placeholder: 'up to and with /v1', hint: 'https, or http on this machine; up to and with the API\u2019s version' }),
    h(TextField, { key: 'key', label: 'API key', type: 'password', value: values.key, onValue: set('key'), error: wrong('api_key'), hint: row?.has_api_key ? 'Empty leaves the stored one' : 'Stored encrypted, never shown again', autocapitalize: 'off' }),
    row?.has_api_key && h(Check, { key: 'forget', label: 'Forget the stored key', checked: values.forget, onValue: set('forget') }),
    h('div', { key: 'more', class: 'pairs' },
      h(TextField, { label: 'Connects within, ms', inputMode: 'numeric', value: values.connect, onValue: set('connect'), error: wrong('timeouts.connect_ms'), placeholder: '2000' }),
      h(TextField, { label: 'Calls at once, each node', inputMode: 'numeric', value: values.concurrency, onValue: set('concurrency'), error: wrong('concurrency'), placeholder: '2000' }),
      h(Select, { label: 'A call whose client has left is', value: values.abort, onValue: set('abort'), error: wrong('on_client_abort'), options: ABORTS })),
    h(Check, { key: 'zero', label: 'Keeps nothing of what it is sent', hint: 'Policies with zero retention ask for it', checked: values.zero, onValue: set('zero') }),
  ]);
}
