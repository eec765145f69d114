// Keys: made, changed, rotated, disabled, revoked. `path` is the workspace's own, or an administrator's for one.
import { h, useState } from '../lib.js';
import { patch, post, remove } from '../api.js';
import { Badge, Button, CopyButton, Dialog, Empty, IconButton, ListingTable, Money, TextField, Time, toast, useAction, useListing, ErrorBox } from '../ui.js';
import { FormDialog, Sure, limitsSaid, whole } from '../parts/forms.js';
import { Named } from '../parts/names.js';
import { KeyEditor } from './editor.js';

export function Keys({ path, names, scopesOf, projects, own, onChange }) {
  const listing = useListing(path);
  const [open, show] = useState(null);
  const [toggle, busy, error] = useAction(async (row) => {
    await patch(`${path}/${row.id}`, { disabled: !row.disabled });
    toast(row.disabled ? `${row.name} works again.` : `${row.name} is switched off. Every node follows within 30 seconds.`);
    changed();
  });
  const changed = () => {
    listing.reload();
    onChange?.();
  };
  const close = () => show(null);
  const make = h(Button, { kind: 'primary', icon: 'plus', onClick: () => show({ what: 'new' }) }, 'Make a key');
  return h('div', { class: 'stack' },
    h('div', { class: 'row apart' }, h('p', { class: 'muted' }, 'What a key may do, and spend. Its text is shown once, when it is made.'), make),
    h(ErrorBox, { error }),
    h(ListingTable, { listing, stacked: true, caption: 'API keys', keyOf: (row) => row.id, empty: h(Empty, { title: 'No keys', action: make }), columns: columns({ names, own, show, toggle, busy }) }),
    open?.what === 'new' && h(KeyEditor, { path, scopesOf, projects, onClose: close, onDone: (key) => { changed(); show({ what: 'secret', row: key }); return false; } }),
    open?.what === 'edit' && h(KeyEditor, { path, row: open.row, scopesOf, projects, onClose: close, onDone: changed }),
    open?.what === 'rotate' && h(Rotation, { path, row: open.row, onClose: close, onDone: (key) => { changed(); show({ what: 'secret', row: key, again: true }); } }),
    open?.what === 'secret' && h(Secret, { row: open.row, again: open.again, onClose: close }),
    open?.what === 'revoke' && h(Sure, { title: `Revoke ${open.row.name}?`, verb: 'Revoke', act: () => remove(`${path}/${open.row.id}`), done: `Revoked ${open.row.name}.`, onClose: close, onDone: changed },
      h('p', null, `Whoever uses ${open.row.prefix}…${open.row.last_four} is refused within 30 seconds, for good. Reports go on naming it; its spend limit is gone.`),
      open.row.id === own && h('p', null, h('strong', null, 'It is the key you are signed in with.'))));
}

const columns = ({ names, own, show, toggle, busy }) => [
  { id: 'name', name: 'Name', grow: true, cell: (row) => [h('strong', { 'data-key': row.id }, row.name), row.id === own && [' ', h(Badge, { tone: 'busy' }, 'this one')], row.test && [' ', h(Badge, { tone: 'warn', title: 'Sandbox models only; amounts are zero' }, 'test')],
    h('div', { class: 'muted small mono' }, `${row.prefix}…${row.last_four}`)] },
  { id: 'state', name: 'State', cell: (row) => h(State, { row }) },
  { id: 'scopes', name: 'May', cell: (row) => h('div', { class: 'small wrap' }, row.scopes.join(', ')) },
  { id: 'project', name: 'Project', cell: (row) => h(Named, { id: row.project_id, name: names.project }) },
  { id: 'models', name: 'Models', cell: (row) => (row.allowed_models.length === 0 ? h('span', { class: 'muted' }, 'all') : h('div', { class: 'id wrap' }, row.allowed_models.join(', '))) },
  { id: 'limit', name: 'Spend limit', end: true, cell: (row) => (row.limit_usd == null ? h('span', { class: 'muted' }, 'none') : [h(Money, { usd: row.limit_usd }), h('div', { class: 'muted small' }, row.limit_reset ?? 'for good')]) },
  { id: 'limits', name: 'Limits', cell: (row) => h('span', { class: 'muted small' }, limitsSaid(row.limits)) },
  { id: 'expires', name: 'Expires', cell: (row) => (row.expires_at ? h(Time, { at: row.expires_at }) : h('span', { class: 'muted' }, 'never')) },
  { id: 'do', name: h('span', { class: 'unseen' }, 'Actions'), end: true, cell: (row) => h('div', { class: 'actions' },
    h(IconButton, { icon: 'edit', label: `Change ${row.name}`, onClick: () => show({ what: 'edit', row }) }),
    h(IconButton, { icon: 'rotate', label: `Rotate ${row.name}`, onClick: () => show({ what: 'rotate', row }) }),
    h(IconButton, { icon: row.disabled ? 'play' : 'pause', label: `${row.disabled ? 'Enable' : 'Disable'} ${row.name}`, disabled: busy || row.id === own, onClick: () => toggle(row) }),
    h(IconButton, { icon: 'trash', label: `Revoke ${row.name}`, onClick: () => show({ what: 'revoke', row }) })) },
];

function State({ row }) {
  if (row.disabled) return h(Badge, { tone: 'warn' }, 'disabled');
  if (row.expires_at && Date.parse(row.expires_at) <= Date.now()) return h(Badge, { tone: 'bad' }, 'expired');
  return h(Badge, { tone: 'good' }, 'active');
}

function Rotation({ path, row, onClose, onDone }) {
  const [hours, setHours] = useState('24');
  return h(FormDialog, { title: `Rotate ${row.name}`, verb: 'Make another text', onClose, save: async () => {
    onDone(await post(`${path}/${row.id}/rotate`, { grace_hours: whole(hours) ?? 0 }));
    return false;
  } }, (wrong) => [
    h('p', { key: 'said' }, 'The key keeps its name, rights and limits, and gets another text. The old text lives on for a while, so that its users can change over.'),
    h(TextField, { key: 'hours', label: 'The old text lives on, hours', inputMode: 'numeric', value: hours, onValue: setHours, error: wrong('grace_hours'), hint: '0 to 720; 0 ends it at once' }),
  ]);
}

/** The text of a key: this once. */
const Secret = ({ row, again, onClose }) =>
  h(Dialog, { title: again ? 'Another text' : 'The key', onClose, actions: [h(Button, { key: 'done', kind: 'primary', onClick: onClose }, 'I have it')] },
    h('div', { class: 'shown-once' },
      h('p', null, h('strong', null, 'Copy it now: it is shown this once.'), ` ${row.name} can be rotated, but its text cannot be read again.`),
      h('div', { class: 'secret', 'data-secret': true, tabIndex: 0, 'aria-label': 'Text of the key' }, row.key),
      h('div', { class: 'row' }, h(CopyButton, { text: row.key, kind: 'primary', label: 'Copy key' }))));
