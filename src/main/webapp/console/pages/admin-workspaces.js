import { h, useState } from '../lib.js';
import { get, patch, post } from '../api.js';
import { to } from '../router.js';
import { Badge, Button, Empty, ErrorBox, Facts, IconButton, ListingTable, Loading, Select, TextField, Time, toast, useAnswer, useListing } from '../ui.js';
import { FormDialog, LimitFields, limitsOf, limitsSaid, limitsText, useForm } from '../parts/forms.js';
import { Closings } from '../admin/closings.js';
import { Keys } from '../keys/list.js';
import { SCOPES } from '../keys/editor.js';

export const Page = ({ route }) => (route.rest[0] ? h(One, { key: route.rest[0], id: route.rest[0] }) : h(Workspaces));

function Workspaces() {
  const listing = useListing('/v1/admin/workspaces');
  const [open, show] = useState(null);
  const make = h(Button, { kind: 'primary', icon: 'plus', onClick: () => show({ row: null }) }, 'Make a workspace');
  return [
    h('div', { key: 'head', class: 'row apart' }, h('p', { class: 'muted' }, 'A workspace is a tenant: it owns keys, projects, budgets and its part of the ledger.'), make),
    h(ListingTable, { key: 'list', listing, stacked: true, caption: 'Workspaces', keyOf: (row) => row.id, empty: h(Empty, { title: 'No workspaces', action: make }), columns: [
      { id: 'name', name: 'Name', grow: true, cell: (row) => [h('a', { href: to('admin-workspaces', [row.id]) }, h('strong', null, row.name)), h('div', { class: 'muted small mono' }, row.slug)] },
      { id: 'state', name: 'State', cell: (row) => h(Badge, { tone: row.status === 'active' ? 'good' : 'bad' }, row.status) },
      { id: 'limits', name: 'Limits', cell: (row) => h('span', { class: 'muted small' }, limitsSaid(row.limits)) },
      { id: 'made', name: 'Made', cell: (row) => h(Time, { at: row.created_at, day: true }) },
      { id: 'usage', name: 'Usage', cell: (row) => h('a', { href: to('admin-usage', [], { workspace_id: row.id, by: 'model' }) }, 'this month') },
      { id: 'do', name: h('span', { class: 'unseen' }, 'Actions'), end: true, cell: (row) => h('div', { class: 'actions' }, h(IconButton, { icon: 'edit', label: `Change ${row.name}`, onClick: () => show({ row }) })) },
    ] }),
    open && h(Editor, { key: 'edit', row: open.row, onClose: () => show(null), onDone: listing.reload }),
  ];
}

function Editor({ row, onClose, onDone }) {
  const [values, set] = useForm({ name: row?.name ?? '', slug: '', status: row?.status ?? 'active', ...limitsText(row?.limits) });
  const save = async () => {
    const saved = row
      ? await patch(`/v1/admin/workspaces/${row.id}`, { name: values.name, status: values.status, limits: limitsOf(values) })
      : await post('/v1/admin/workspaces', { name: values.name, ...(values.slug ? { slug: values.slug } : {}) });
    toast(row ? `Changed ${saved.name}.` : `Made ${saved.name}. Open it to make its first key.`);
    onDone(saved);
  };
  return h(FormDialog, { title: row ? `Change ${row.name}` : 'Make a workspace', onClose, save }, (wrong) => [
    h(TextField, { key: 'name', label: 'Name', name: 'workspace-name', value: values.name, onValue: set('name'), error: wrong('name'), placeholder: 'Acme Ltd', autofocus: true }),
    !row && h(TextField, { key: 'slug', label: 'Slug', optional: true, value: values.slug, onValue: set('slug'), error: wrong('slug'), placeholder: 'from the name' }),
    row && h(Select, { key: 'status', label: 'State', value: values.status, onValue: set('status'), error: wrong('status'), options: [['active', 'active'], ['disabled', 'disabled: all its keys are refused']] }),
    row && h(LimitFields, { key: 'limits', values, set, wrong }),
  ]);
}

const NAMES = { project: (id) => `…${id.slice(-6)}`, key: (id) => `…${id.slice(-6)}` };

function One({ id }) {
  const asked = useAnswer(() => get(`/v1/admin/workspaces/${encodeURIComponent(id)}`), [id]);
  const [open, show] = useState(false);
  const back = h('p', { key: 'back' }, h('a', { href: to('admin-workspaces') }, '‹ All workspaces'));
  if (asked.error) return [back, h(ErrorBox, { key: 'error', error: asked.error, retry: asked.reload })];
  if (!asked.value) return [back, h(Loading, { key: 'wait', rows: 6 })];
  const workspace = asked.value;
  return [back,
    h('section', { key: 'facts', class: 'card flowing', 'aria-label': workspace.name },
      h('header', null, h('h2', null, workspace.name), h(Badge, { tone: workspace.status === 'active' ? 'good' : 'bad' }, workspace.status), h(Button, { icon: 'edit', onClick: () => show(true) }, 'Change')),
      h('div', { class: 'body' }, h(Facts, { of: [['Slug', h('span', { class: 'mono' }, workspace.slug)], ['Id', h('span', { class: 'mono' }, workspace.id)], ['Limits', limitsSaid(workspace.limits)], ['Made', h(Time, { at: workspace.created_at })],
        ['Usage', h('a', { href: to('admin-usage', [], { workspace_id: id, by: 'model' }) }, 'this month')], ['Changes', h('a', { href: to('admin-audit', [], { workspace: id }) }, 'audit')]] }))),
    h('h2', { key: 'keys' }, 'Keys'),
    h(Keys, { key: 'list', path: `/v1/admin/workspaces/${id}/keys`, names: NAMES, projects: null, scopesOf: SCOPES.map(([scope]) => scope) }),
    h(Closings, { key: 'closings', workspace: id }),
    open && h(Editor, { key: 'edit', row: workspace, onClose: () => show(false), onDone: asked.reload }),
  ];
}
