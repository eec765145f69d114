import { h } from '../lib.js';
import { all } from '../api.js';
import { useAnswer } from '../ui.js';
import { useAdminNames } from '../parts/names.js';
import { Trail } from '../parts/trail.js';

export function Page({ route }) {
  const { value } = useAnswer(() => all('/v1/admin/workspaces'));
  const workspaces = value ?? [];
  const useNamesOf = (rows) => useAdminNames(workspaces, route.query.workspace, rows.map((row) => row.workspace_id));
  return h(Trail, { path: '/v1/admin/audit', query: route.query, useNamesOf, workspaces });
}
