import { h, render } from './lib.js';
import { App } from './shell.js';

render(h(App), document.getElementById('app'));
