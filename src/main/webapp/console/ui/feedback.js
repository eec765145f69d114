import { h, useEffect, useState } from '../lib.js';
import { adviceOn } from '../advice.js';
import { Button } from './controls.js';
import { Icon } from './icons.js';

/** A failure: what happened, what to do, and what support asks for. */
export function ErrorBox({ error, retry, title }) {
  if (!error) return null;
  const advice = adviceOn(error);
  const facts = [error.code, error.param, error.requestId].filter(Boolean);
  return h('div', { class: 'notice bad', role: 'alert' },
    h(Icon, { name: 'alert' }),
    h('div', null,
      title && h('strong', null, title),
      h('p', null, error.message),
      advice && h('p', { class: 'muted' }, advice),
      facts.length > 0 && h('p', { class: 'mono small muted' }, facts.join(' · '))),
    retry && h(Button, { onClick: retry }, 'Try again'));
}

export const Notice = ({ tone = 'plain', children }) => h('div', { class: `notice ${tone}` }, h('div', null, children));

export const Empty = ({ title, children, action }) =>
  h('div', { class: 'empty' }, h('h2', null, title), children && h('p', null, children), action);

/** Keeps the place of what is coming, so that nothing jumps when it is there. */
export const Loading = ({ rows = 3, label = 'Loading' }) =>
  h('div', { class: 'loading', role: 'status', 'aria-label': label }, Array.from({ length: rows }, (_, i) => h('div', { key: i, class: 'bone' })));

/** A value that is being asked for: its failure, its place, or `children(value)`. */
export function Waiting({ answer, rows, children }) {
  if (answer.error) return h(ErrorBox, { error: answer.error, retry: answer.reload });
  return answer.value === undefined ? h(Loading, { rows }) : children(answer.value);
}

let tell = () => {};

/** Says briefly that something worked; read aloud too. */
export const toast = (text, tone = 'good') => tell({ text, tone, id: performance.now() });

export function Toasts() {
  const [shown, show] = useState([]);
  useEffect(() => {
    tell = (one) => {
      show((others) => [...others, one]);
      setTimeout(() => show((others) => others.filter((other) => other.id !== one.id)), 5000);
    };
  }, []);
  return h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' },
    shown.map((one) => h('div', { key: one.id, class: `toast ${one.tone}` }, one.text)));
}
