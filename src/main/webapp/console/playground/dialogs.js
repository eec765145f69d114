import { h, useState } from '../lib.js';
import { post } from '../api.js';
import { wrongWith } from '../advice.js';
import { Button, CopyButton, Dialog, ErrorBox, Tabs, TextField, toast, useAction } from '../ui.js';
import { curl, javaClient, node, pythonClient } from './code.js';
import { savedFusion } from './form.js';

const slugOf = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63);

/** Saves the composer's settings; `onSaved(preset)` when they are. */
export function SavePreset({ form, onClose, onSaved }) {
  const [name, setName] = useState('');
  const [slug, setSlug] = useState(null);
  const [description, setDescription] = useState('');
  const body = { slug: slug ?? slugOf(name), fusion: savedFusion(form), ...(name && { name }), ...(description && { description }) };
  const [save, busy, error] = useAction(async () => {
    const preset = await post('/v1/presets', body);
    toast(`Saved as ${preset.slug}, version ${preset.version}.`);
    onSaved(preset);
  });
  const wrong = (param) => wrongWith(error, param);
  return h(Dialog, { title: 'Save as preset', onClose, onSubmit: () => body.slug && !busy && save(), actions: [
    h(Button, { key: 'no', kind: 'quiet', onClick: onClose }, 'Cancel'),
    h(Button, { key: 'yes', kind: 'primary', type: 'submit', busy, disabled: !body.slug }, 'Save'),
  ] },
    h(TextField, { label: 'Name', value: name, onValue: setName, error: wrong('name'), placeholder: 'Code reviewers', name: 'preset-name' }),
    h(TextField, { label: 'Slug', value: body.slug, onValue: setSlug, error: wrong('slug'), hint: 'What requests name: a to z, 0 to 9, dashes', name: 'preset-slug' }),
    h(TextField, { label: 'Description', optional: true, value: description, onValue: setDescription, error: wrong('description') }),
    h('p', { class: 'said' }, `Keeps panel, judge, mode and limits: ${form.panel.length} panelists, judge ${form.judge || form.panel[0]}. Not the prompt.`),
    h(ErrorBox, { error: error && ['name', 'slug', 'description'].includes(error.param) ? null : error }));
}

/** The request as code, without the key. */
export function CodeDialog({ body, onClose }) {
  const base = location.origin;
  const kinds = [['curl', 'curl', curl], ['node', 'Node', node], ['python', 'Python', pythonClient], ['java', 'Java', javaClient]];
  return h(Dialog, { title: 'This request as code', onClose, wide: true },
    h(Tabs, { label: 'Language', of: kinds.map(([id, words, write]) => [id, words, () =>
      h('div', { class: 'stack' },
        h('pre', { class: 'code', tabIndex: 0, 'aria-label': `${words} code` }, write(base, body)),
        h('div', { class: 'row' }, h(CopyButton, { text: () => write(base, body) })))]) }),
    h('p', { class: 'said' }, 'The key is read from QUORATE_API_KEY and is not in the text.'));
}
