import { h, render } from './lib.js';
import { App } from './shell.js';

const place = document.getElementById('app');
place.replaceChildren(); // the word that it is being loaded
render(h(App), place);
