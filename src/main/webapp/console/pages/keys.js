import { h } from '../lib.js';
import { current } from '../session.js';
import { useNames } from '../parts/names.js';
import { Keys } from '../keys/list.js';

export function Page() {
  const { who } = current();
  const names = useNames();
  const projects = who.project ? [who.project] : names.projects;
  return h(Keys, { path: '/v1/keys', names, projects, scopesOf: who.scopes, own: who.id });
}
