import { h } from '../lib.js';
import { useNames } from '../parts/names.js';
import { Trail } from '../parts/trail.js';

const THINGS = ['key', 'project', 'preset', 'budget', 'policy', 'credential', 'workspace', 'statement', 'adjustment'];

export const Page = ({ route }) => h(Trail, { path: '/v1/audit', query: route.query, useNamesOf: useNames, things: THINGS });
