// Who changed what, when, from what to what.
import { h } from '../lib.js';
import { refine } from '../router.js';
import { Badge, Button, Empty, Select, TextField, Time } from '../ui.js';
import { PagedTable, usePages, useTyped } from './views.js';

const THINGS = ['key', 'project', 'preset', 'budget', 'policy', 'credential', 'workspace', 'statement', 'adjustment', 'provider', 'model', 'price'];
const SPANS = [['', 'Any time'], ['1', 'Last day'], ['7', 'Last 7 days'], ['30', 'Last 30 days']];

const since = (days) => (days ? new Date(Math.floor(Date.now() / 60_000) * 60_000 - Number(days) * 86_400_000).toISOString() : null);

/** `useNamesOf(rows)` gives names as far as they are known; `things` are those that can be asked for. */
export function Trail({ path, query, useNamesOf, things = THINGS, workspaces }) {
  const pages = usePages(path, { action: query.about ? `${query.about}.*` : null, actor: query.actor, since: since(query.since), workspace: query.workspace });
  const names = useNamesOf(pages.rows ?? []);
  const actor = useTyped(query.actor ?? '', (value) => refine({ actor: value }));
  const set = query.about || query.actor || query.since || query.workspace;
  return h('div', { class: 'stack' },
    h('div', { class: 'card head' }, h('div', { class: 'bar' },
      h(Select, { label: 'About', value: query.about ?? '', onValue: (about) => refine({ about }), options: [['', 'Everything'], ...things.map((one) => [one, one])] }),
      h(Select, { label: 'Time', value: query.since ?? '', onValue: (value) => refine({ since: value }), options: SPANS }),
      workspaces && h(Select, { label: 'Workspace', value: query.workspace ?? '', onValue: (workspace) => refine({ workspace }), options: [['', 'All'], ...workspaces.map((one) => [one.id, one.name])] }),
      names.keys?.length > 0
        ? h(Select, { label: 'By key', value: query.actor ?? '', onValue: (value) => refine({ actor: value }), options: [['', 'Any'], ...names.keys.map((one) => [one.id, one.name])] })
        : h(TextField, { label: 'By key', placeholder: 'id of a key', ...actor }),
      set && h('div', { class: 'level' }, h(Button, { kind: 'quiet', icon: 'close', onClick: () => refine({ about: null, actor: null, since: null, workspace: null }) }, 'Clear')))),
    h(PagedTable, { pages, unit: 'changes', stacked: true, caption: 'Changes', keyOf: (row) => row.id, empty: h(Empty, { title: 'No changes' }, set ? 'None that these filters let through.' : 'Every change of keys, projects, presets, budgets and the like is written here.'), columns: [
      { id: 'at', name: 'When', cell: (row) => h(Time, { at: row.created_at }) },
      { id: 'who', name: 'Who', cell: (row) => h(Who, { actor: row.actor, names }) },
      { id: 'what', name: 'What', cell: (row) => [h(Badge, { tone: /\.(delete|revoke)$/.test(row.action) ? 'bad' : /\.create$/.test(row.action) ? 'good' : 'plain' }, row.action), h('div', { class: 'muted small', title: row.target.id }, targetName(row, names))] },
      ...(workspaces ? [{ id: 'workspace', name: 'Workspace', cell: (row) => (row.workspace_id ? workspaces.find((one) => one.id === row.workspace_id)?.name ?? `…${row.workspace_id.slice(-6)}` : h('span', { class: 'muted' }, 'platform')) }] : []),
      { id: 'changes', name: 'From and to', grow: true, cell: (row) => h(Changes, { of: row.changes }) },
    ] }));
}

function targetName(row, names) {
  const { type, id } = row.target;
  const known = type === 'key' ? names.key(id) : type === 'project' ? names.project(id) : id;
  return known.startsWith('…') || known === id ? (id.length === 36 ? `…${id.slice(-6)}` : id) : known;
}

function Who({ actor, names }) {
  if (actor.type === 'gateway') return 'the gateway';
  if (actor.type === 'admin_key') return h('span', { title: actor.id }, 'administrator');
  return h('span', { title: actor.id }, names.key(actor.id));
}

const nothing = (value) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const said = (value) => (nothing(value) ? 'nothing' : Array.isArray(value) ? value.map(said).join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value));
/** Settings are written as JSON in a text. */
function told(value) {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** `[field, from, to]` of what differs; of two objects only the members that do. */
function differing(field, from, to) {
  if (!isObject(to) || !(isObject(from) || nothing(from))) return JSON.stringify(from) === JSON.stringify(to) || (nothing(from) && nothing(to)) ? [] : [[field, from, to]];
  return [...new Set([...Object.keys(from ?? {}), ...Object.keys(to)])].flatMap((name) => differing(`${field}.${name}`, from?.[name], to[name]));
}

const Changes = ({ of }) =>
  h('div', { class: 'changes small' }, Object.entries(of ?? {}).flatMap(([field, { from, to }]) => differing(field, told(from), told(to))).map(([field, from, to]) =>
    h('div', { key: field }, h('span', { class: 'muted' }, `${field}:`),
      nothing(from) ? h('span', { class: 'new' }, said(to)) : [h('del', null, said(from)), h('span', { class: 'unseen' }, ' to '), h('ins', null, said(to))])));
