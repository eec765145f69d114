import { h } from '../lib.js';
import { all } from '../api.js';
import { useAnswer } from '../ui.js';
import { Trail } from '../parts/trail.js';

const short = (id) => (id.length > 12 ? `…${id.slice(-6)}` : id);
const NAMES = { key: short, project: short, keys: [] };

export function Page({ route }) {
  const { value } = useAnswer(() => all('/v1/admin/workspaces'));
  return h(Trail, { path: '/v1/admin/audit', query: route.query, names: NAMES, workspaces: value ?? [] });
}
