import { h } from '../lib.js';
import { all } from '../api.js';
import { refine } from '../router.js';
import { ErrorBox, Loading, Select, TextField, useAnswer } from '../ui.js';
import { useTyped } from '../parts/views.js';
import { Overview } from '../usage/overview.js';
import { GROUPS } from '../usage/query.js';

const OF_PLATFORM = [['workspace', 'Workspace'], ...GROUPS];

export function Page({ route }) {
  const asked = useAnswer(() => all('/v1/admin/workspaces'));
  const project = useTyped(route.query.project_id ?? '', (project_id) => refine({ project_id }));
  if (asked.error) return h(ErrorBox, { error: asked.error, retry: asked.reload });
  if (!asked.value) return h(Loading, { rows: 10 });
  const byId = new Map(asked.value.map((one) => [one.id, one.name]));
  const short = (id) => `…${id.slice(-6)}`;
  const names = { projects: [], keys: [], project: short, key: short, workspace: (id) => byId.get(id) ?? short(id) };
  const { query } = route;
  return h(Overview, { path: '/v1/admin/usage', page: 'admin-usage', query, names, groups: OF_PLATFORM, fallback: 'workspace', only: ['workspace_id'], extra: [
    h(Select, { key: 'workspace', label: 'Workspace', value: query.workspace_id ?? '', onValue: (workspace_id) => refine({ workspace_id }), options: [['', 'All'], ...asked.value.map((one) => [one.id, one.name])] }),
    h(TextField, { key: 'project', label: 'Project', placeholder: 'id of a project', ...project }),
  ] });
}
