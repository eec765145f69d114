// Every page there is. A page is a module loaded when it is opened; it exports `Page`, a component that gets
// `{route: {rest, query}}`. A module that cannot be loaded shows an error and a way to try again.
import { may, isUnlocked } from './session.js';

const reads = (who) => may('usage:read', who);
const rules = (who) => may('workspace:admin', who) && isUnlocked(who);

/** For keys of a workspace; `when` says whose key has a use for it. */
const WORKSPACE = [
  { id: 'playground', name: 'Playground', icon: 'play', when: (who) => may('inference', who) },
  { id: 'usage', name: 'Usage', icon: 'chart', when: reads },
  { id: 'presets', name: 'Presets', icon: 'layers', when: () => true },
  { id: 'keys', name: 'Keys', icon: 'key', when: (who) => may('keys:write', who) },
  { id: 'projects', name: 'Projects', icon: 'folder', when: () => true },
  { id: 'budgets', name: 'Budgets', icon: 'gauge', when: reads },
  { id: 'policies', name: 'Policies', icon: 'shield', when: rules },
  { id: 'credentials', name: 'Credentials', icon: 'lock', when: rules },
  { id: 'audit', name: 'Audit', icon: 'list', when: rules },
  { id: 'settings', name: 'Settings', icon: 'sliders', when: () => true },
];

/** For an administrator of the platform, whose key opens nothing of a workspace's. */
const ADMIN = [
  { id: 'admin-workspaces', name: 'Workspaces', icon: 'folder' },
  { id: 'admin-providers', name: 'Providers', icon: 'plug' },
  { id: 'admin-models', name: 'Models & prices', icon: 'layers' },
  { id: 'admin-usage', name: 'Usage', icon: 'chart' },
  { id: 'admin-audit', name: 'Audit', icon: 'list' },
];

/** The pages this caller can use, in the order of the navigation. */
export const pagesFor = (who) => (who.admin ? ADMIN : WORKSPACE.filter((page) => page.when(who)));

export const load = (page) => import(`./pages/${page.id}.js`);
