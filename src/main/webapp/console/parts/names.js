// Ids are for machines; where a key may ask, its reader sees names.
import { h } from '../lib.js';
import { all } from '../api.js';
import { may } from '../session.js';
import { useAnswer } from '../ui.js';

const short = (id) => `…${id.slice(-6)}`;
/** Their keys are a call each. */
const MOST_WORKSPACES = 20;

const quietly = (asked) => asked.catch(() => []);

/** `{project(id), key(id), projects, keys}`; an id whose name cannot be had is shortened. */
export function useNames() {
  const known = useAnswer(() => Promise.all([quietly(all('/v1/projects')), may('keys:write') ? quietly(all('/v1/keys')) : []]));
  const [projects, keys] = known.value ?? [[], []];
  return { projects, keys, project: nameIn(projects), key: nameIn(keys), ready: known.value !== undefined };
}

/** An administrator has names of workspaces and of their keys, none of projects: the keys of the one `chosen`, or of those `shown`, if they are few. */
export function useAdminNames(workspaces, chosen, shown) {
  const wanted = chosen ? [chosen] : [...new Set(shown)].filter(Boolean);
  const few = wanted.length <= MOST_WORKSPACES ? wanted : [];
  const known = useAnswer(() => Promise.all(few.map((id) => quietly(all(`/v1/admin/workspaces/${id}/keys`)))), [few.join()]);
  const keys = (known.value ?? []).flat();
  return { projects: [], keys: chosen ? keys : [], project: short, key: nameIn(keys), workspace: nameIn(workspaces) };
}

const nameIn = (rows) => {
  const byId = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => byId.get(id) ?? short(id);
};

/** A name, its id on hover; nothing where there is no id. */
export const Named = ({ id, name }) => (id ? h('span', { title: id }, name(id)) : h('span', { class: 'muted' }, 'none'));
