import { h, useId, useState } from '../lib.js';
import { Icon } from './icons.js';

/** `kind`: primary, plain, quiet, danger. `busy` shows that it works and takes no second press. */
export const Button = ({ kind = 'plain', icon, busy, disabled, children, ...rest }) =>
  h('button', { type: 'button', ...rest, class: `button ${kind}`, disabled: disabled || busy, 'aria-busy': busy ? 'true' : undefined },
    icon && h(Icon, { name: icon }), children && h('span', null, children));

/** A button that is a picture; `label` is its name. */
export const IconButton = ({ icon, label, ...rest }) =>
  h('button', { type: 'button', ...rest, class: 'button icon-only', 'aria-label': label, title: label }, h(Icon, { name: icon }));

/** A link that looks like a button. */
export const LinkButton = ({ kind = 'plain', icon, href, children }) =>
  h('a', { class: `button ${kind}`, href }, icon && h(Icon, { name: icon }), h('span', null, children));

/**
 * A label, its control and what is said of it. `control` is called with the attributes that tie them together:
 * `h(Field, {label: 'Name', error, control: (tied) => h('input', {...tied, value})})`.
 */
export function Field({ label, hint, error, control, optional }) {
  const id = useId();
  const said = error || hint;
  return h('div', { class: error ? 'field wrong' : 'field' },
    h('label', { for: id }, label, optional && h('span', { class: 'muted' }, ' optional')),
    control({ id, 'aria-describedby': said ? `${id}-said` : undefined, 'aria-invalid': error ? 'true' : undefined }),
    said && h('p', { id: `${id}-said`, class: error ? 'said error' : 'said' }, error || hint));
}

const typed = (onValue) => (event) => onValue(event.currentTarget.value);

/** A field of one line. */
export const TextField = ({ label, hint, error, optional, value, onValue, ...rest }) =>
  h(Field, { label, hint, error, optional, control: (tied) =>
    h('input', { type: 'text', autocomplete: 'off', spellcheck: false, ...rest, ...tied, value, onInput: typed(onValue) }) });

export const TextArea = ({ label, hint, error, optional, value, onValue, rows = 4, ...rest }) =>
  h(Field, { label, hint, error, optional, control: (tied) => h('textarea', { rows, ...rest, ...tied, value, onInput: typed(onValue) }) });

/** `options`: `[[value, words], …]`. */
export const Select = ({ label, hint, error, optional, value, onValue, options, ...rest }) =>
  h(Field, { label, hint, error, optional, control: (tied) =>
    h('select', { ...rest, ...tied, value, onChange: typed(onValue) },
      options.map(([key, words]) => h('option', { key, value: key, selected: key === value }, words))) });

export function Check({ label, hint, checked, onValue, ...rest }) {
  const id = useId();
  return h('div', { class: 'check' },
    h('input', { type: 'checkbox', ...rest, id, checked, 'aria-describedby': hint ? `${id}-said` : undefined, onChange: (event) => onValue(event.currentTarget.checked) }),
    h('label', { for: id }, label),
    hint && h('p', { id: `${id}-said`, class: 'said' }, hint));
}

/** One of a few, all in sight. `options`: `[[value, words, hint?], …]`. */
export function Choice({ label, value, onValue, options, hint }) {
  const name = useId();
  return h('fieldset', { class: 'choice' },
    h('legend', null, label),
    h('div', { class: 'segments' }, options.map(([key, words, hint]) =>
      h('label', { key, title: hint, class: key === value ? 'on' : '' },
        h('input', { type: 'radio', name, value: key, checked: key === value, onChange: () => onValue(key) }), words))),
    hint && h('p', { class: 'said' }, hint));
}

/** `of`: `[[id, words, content], …]`; content is a function, called for the tab that is open. */
export function Tabs({ of, label, open: opened }) {
  const base = useId();
  const [open, setOpen] = useState(opened ?? of[0][0]);
  const at = Math.max(0, of.findIndex(([id]) => id === open));
  const step = (event) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    const next = of[(at + move + of.length) % of.length][0];
    setOpen(next);
    event.currentTarget.querySelector(`[data-tab="${next}"]`).focus();
  };
  return h('div', { class: 'tabs' },
    h('div', { role: 'tablist', 'aria-label': label, onKeyDown: step }, of.map(([id, words], index) =>
      h('button', { key: id, type: 'button', role: 'tab', id: `${base}-${id}`, 'data-tab': id, 'aria-selected': index === at ? 'true' : 'false',
        'aria-controls': `${base}-panel`, tabIndex: index === at ? 0 : -1, onClick: () => setOpen(id) }, words))),
    h('div', { role: 'tabpanel', id: `${base}-panel`, 'aria-labelledby': `${base}-${of[at][0]}`, tabIndex: 0 }, of[at][2]()));
}

/** Copies `text()` or `text`, and says for a moment that it did. */
export function CopyButton({ text, label = 'Copy', kind = 'plain' }) {
  const [done, say] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'function' ? text() : text);
    say(true);
    setTimeout(() => say(false), 1600);
  };
  return h(Button, { kind, icon: done ? 'check' : 'copy', onClick: copy }, done ? 'Copied' : label);
}
