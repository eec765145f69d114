import { h } from '../lib.js';
import { all } from '../api.js';
import { refine } from '../router.js';
import { ErrorBox, Loading, Select, TextField, useAnswer } from '../ui.js';
import { useAdminNames } from '../parts/names.js';
import { useTyped } from '../parts/views.js';
import { Overview } from '../usage/overview.js';
import { GROUPS } from '../usage/query.js';

const OF_PLATFORM = [['workspace', 'Workspace'], ...GROUPS];

export function Page({ route }) {
  const asked = useAnswer(() => all('/v1/admin/workspaces'));
  if (asked.error) return h(ErrorBox, { error: asked.error, retry: asked.reload });
  if (!asked.value) return h(Loading, { rows: 10 });
  return h(OfPlatform, { workspaces: asked.value, query: route.query });
}

function OfPlatform({ workspaces, query }) {
  const project = useTyped(query.project_id ?? '', (project_id) => refine({ project_id }));
  const names = useAdminNames(workspaces, query.workspace_id, query.by === 'key' ? workspaces.map((one) => one.id) : []);
  return h(Overview, { path: '/v1/admin/usage', page: 'admin-usage', query, names, groups: OF_PLATFORM, fallback: 'workspace', only: ['workspace_id'], extra: [
    h(Select, { key: 'workspace', label: 'Workspace', value: query.workspace_id ?? '', onValue: (workspace_id) => refine({ workspace_id, key_id: null }), options: [['', 'All'], ...workspaces.map((one) => [one.id, one.name])] }),
    h(TextField, { key: 'project', label: 'Project', placeholder: 'id of a project', ...project }),
  ] });
}
