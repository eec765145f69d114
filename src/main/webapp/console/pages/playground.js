import { h } from '../lib.js';
import { Empty } from '../ui.js';

export const Page = () => h(Empty, { title: 'Soon' });
