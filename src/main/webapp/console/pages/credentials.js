import { h, useState } from '../lib.js';
import { patch, post, remove } from '../api.js';
import { Button, Empty, IconButton, ListingTable, TextField, Time, toast, useListing } from '../ui.js';
import { FormDialog, Sure, useForm } from '../parts/forms.js';

export function Page() {
  const listing = useListing('/v1/credentials');
  const [open, show] = useState(null);
  const close = () => show(null);
  const add = h(Button, { kind: 'primary', icon: 'plus', onClick: () => show({ what: 'edit', row: null }) }, 'Add a credential');
  return [
    h('div', { key: 'head', class: 'row apart' }, h('p', { class: 'muted' }, 'The workspace\u2019s own accounts at providers. A credential is written and used, and never read back.'), add),
    h(ListingTable, { key: 'list', listing, stacked: true, caption: 'Provider credentials', keyOf: (row) => row.id, empty: h(Empty, { title: 'No credentials', action: add }, 'Calls are made with the gateway\u2019s own accounts.'), columns: [
      { id: 'provider', name: 'Provider', grow: true, cell: (row) => [h('strong', null, row.provider), row.name && h('div', { class: 'muted small' }, row.name)] },
      { id: 'text', name: 'Text', cell: (row) => h('span', { class: 'mono' }, `…${row.last_four}`) },
      { id: 'version', name: 'Version', end: true, cell: (row) => row.version },
      { id: 'made', name: 'Added', cell: (row) => h(Time, { at: row.created_at }) },
      { id: 'changed', name: 'Replaced', cell: (row) => h(Time, { at: row.updated_at }) },
      { id: 'do', name: h('span', { class: 'unseen' }, 'Actions'), end: true, cell: (row) => h('div', { class: 'actions' },
        h(IconButton, { icon: 'rotate', label: `Replace the credential of ${row.provider}`, onClick: () => show({ what: 'edit', row }) }),
        h(IconButton, { icon: 'trash', label: `Delete the credential of ${row.provider}`, onClick: () => show({ what: 'delete', row }) })) },
    ] }),
    open?.what === 'edit' && h(Editor, { key: 'edit', row: open.row, onClose: close, onDone: listing.reload }),
    open?.what === 'delete' && h(Sure, { key: 'delete', title: `Delete the credential of ${open.row.provider}?`, verb: 'Delete', act: () => remove(`/v1/credentials/${open.row.id}`), done: 'Deleted the credential.', onClose: close, onDone: listing.reload },
      h('p', null, 'Calls to this provider are made with the gateway\u2019s own account again, and billed so.')),
  ];
}

function Editor({ row, onClose, onDone }) {
  const [values, set] = useForm({ provider: row?.provider ?? '', text: '', name: row?.name ?? '' });
  const save = async () => {
    const body = { api_key: values.text || undefined, name: values.name || (row ? null : undefined) };
    const saved = row ? await patch(`/v1/credentials/${row.id}`, body) : await post('/v1/credentials', { provider: values.provider.trim(), ...body });
    toast(`Saved: ${saved.provider} …${saved.last_four}, version ${saved.version}.`);
    onDone();
  };
  return h(FormDialog, { title: row ? `Replace the credential of ${row.provider}` : 'Add a credential', onClose, save }, (wrong) => [
    !row && h(TextField, { key: 'provider', label: 'Provider', value: values.provider, onValue: set('provider'), error: wrong('provider'), placeholder: 'openai', hint: 'As the catalogue names it: one credential each', autofocus: true }),
    h(TextField, { key: 'text', label: 'API key of the provider', type: 'password', value: values.text, onValue: set('text'), error: wrong('api_key'), hint: row ? `Takes the place of …${row.last_four}; empty leaves it` : 'Stored encrypted, never shown again', autocapitalize: 'off' }),
    h(TextField, { key: 'name', label: 'Name', optional: true, value: values.name, onValue: set('name'), error: wrong('name'), placeholder: 'our own account' }),
  ]);
}
