import { h, useState } from '../lib.js';
import { patch, post, remove } from '../api.js';
import { to } from '../router.js';
import { isUnlocked, may } from '../session.js';
import { Badge, Button, Empty, ErrorBox, IconButton, ListingTable, TextField, Time, toast, useAction, useListing } from '../ui.js';
import { FormDialog, LimitFields, Sure, limitsOf, limitsSaid, limitsText, useForm } from '../parts/forms.js';

export function Page() {
  const listing = useListing('/v1/projects');
  const [open, show] = useState(null);
  const change = may('workspace:admin') && isUnlocked();
  const [toggle, busy, error] = useAction(async (row) => {
    const on = row.status === 'active';
    await patch(`/v1/projects/${row.id}`, { status: on ? 'disabled' : 'active' });
    toast(on ? `${row.name} is switched off: its requests are refused within 30 seconds.` : `${row.name} is active again.`);
    listing.reload();
  });
  const make = change && h(Button, { kind: 'primary', icon: 'plus', onClick: () => show({ what: 'edit', row: null }) }, 'Make a project');
  const close = () => show(null);
  return [
    h('div', { key: 'head', class: 'row apart' }, h('p', { class: 'muted' }, 'What requests are made for. A project can have its own keys, budgets, policies and limits.'), make),
    h(ErrorBox, { key: 'error', error }),
    h(ListingTable, { key: 'list', listing, stacked: true, caption: 'Projects', keyOf: (row) => row.id, empty: h(Empty, { title: 'No projects yet', action: make }, 'Without one, requests belong to the workspace alone.'), columns: [
      { id: 'name', name: 'Name', grow: true, cell: (row) => [h('strong', null, row.name), h('div', { class: 'muted small mono' }, row.slug)] },
      { id: 'state', name: 'State', cell: (row) => h(Badge, { tone: row.status === 'active' ? 'good' : 'warn' }, row.status) },
      { id: 'limits', name: 'Limits', cell: (row) => h('span', { class: 'muted small' }, limitsSaid(row.limits)) },
      { id: 'made', name: 'Made', cell: (row) => h(Time, { at: row.created_at, day: true }) },
      { id: 'usage', name: 'Usage', cell: (row) => may('usage:read') && h('a', { href: to('usage', [], { project_id: row.id }) }, 'this month') },
      ...(change ? [{ id: 'do', name: h('span', { class: 'unseen' }, 'Actions'), end: true, cell: (row) => h('div', { class: 'actions' },
        h(IconButton, { icon: 'edit', label: `Change ${row.name}`, onClick: () => show({ what: 'edit', row }) }),
        h(IconButton, { icon: row.status === 'active' ? 'pause' : 'play', label: `${row.status === 'active' ? 'Disable' : 'Enable'} ${row.name}`, disabled: busy, onClick: () => toggle(row) }),
        h(IconButton, { icon: 'trash', label: `Delete ${row.name}`, onClick: () => show({ what: 'delete', row }) })) }] : []),
    ] }),
    open?.what === 'edit' && h(Editor, { key: 'edit', row: open.row, onClose: close, onDone: listing.reload }),
    open?.what === 'delete' && h(Sure, { key: 'delete', title: `Delete ${open.row.name}?`, verb: 'Delete', act: () => remove(`/v1/projects/${open.row.id}`), done: `Deleted ${open.row.name}.`, onClose: close, onDone: listing.reload },
      h('p', null, 'Requests can name it no longer; reports keep it. While a key is locked to it, it stays: revoke that key first.')),
  ];
}

function Editor({ row, onClose, onDone }) {
  const [values, set] = useForm({ name: row?.name ?? '', slug: row?.slug ?? '', ...limitsText(row?.limits) });
  const save = async () => {
    const body = { name: values.name, ...(values.slug ? { slug: values.slug } : {}), limits: limitsOf(values) };
    const saved = row ? await patch(`/v1/projects/${row.id}`, body) : await post('/v1/projects', body);
    toast(row ? `Changed ${saved.name}.` : `Made ${saved.name}: requests name it ${saved.slug}.`);
    onDone();
  };
  return h(FormDialog, { title: row ? `Change ${row.name}` : 'Make a project', verb: row ? 'Save' : 'Make project', onClose, save }, (wrong) => [
    h(TextField, { key: 'name', label: 'Name', name: 'project-name', value: values.name, onValue: set('name'), error: wrong('name'), placeholder: 'Search', autofocus: true }),
    h(TextField, { key: 'slug', label: 'Slug', optional: !row, value: values.slug, onValue: set('slug'), error: wrong('slug'), hint: 'What requests may name: a to z, 0 to 9, dashes', placeholder: 'from the name' }),
    h(LimitFields, { key: 'limits', values, set, wrong }),
  ]);
}
