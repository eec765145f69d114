import { h } from '../lib.js';
import { all, get, patch } from '../api.js';
import { current, isUnlocked, may } from '../session.js';
import { Badge, Button, Check, ErrorBox, Facts, Loading, Money, Notice, Select, TextField, Time, toast, useAction, useAnswer } from '../ui.js';
import { LimitFields, limitsOf, limitsSaid, limitsText, placing, useForm, whole } from '../parts/forms.js';

export function Page() {
  const { who } = current();
  const allowed = may('workspace:admin');
  const asked = useAnswer(() => (allowed ? Promise.all([get('/v1/workspace'), all('/v1/presets')]) : null));
  return [
    allowed && (asked.error ? h(ErrorBox, { key: 'error', error: asked.error, retry: asked.reload }) : asked.value ? h(Settings, { key: 'form', workspace: asked.value[0], presets: asked.value[1] }) : h(Loading, { key: 'wait', rows: 8 })),
    h(Key, { key: 'key', who }),
  ];
}

const DEPLOYMENT = ['quality', 'budget', 'fast'];

function Settings({ workspace, presets }) {
  const mayChange = isUnlocked();
  const [values, set] = useForm({ preset: workspace.default_preset ?? '', hours: String(workspace.retention_hours ?? ''), privacy: workspace.privacy, ...limitsText(workspace.limits) });
  const [save, busy, error] = useAction(async () => {
    await patch('/v1/workspace', { default_preset: values.preset || null, retention_hours: whole(values.hours), privacy: values.privacy, limits: limitsOf(values) });
    toast('Saved. Other nodes follow within 30 seconds.');
  });
  const { wrong, rest } = placing(error);
  const slugs = [...presets.map((one) => one.slug), ...DEPLOYMENT.filter((slug) => !presets.some((one) => one.slug === slug))];
  const named = values.preset && !slugs.includes(values.preset) ? [values.preset, ...slugs] : slugs;
  const fields = [
    h(Select, { key: 'preset', label: 'Default preset', value: values.preset, onValue: set('preset'), error: wrong('default_preset'), hint: 'Of fusion requests that name neither a panel nor a preset', options: [['', 'none'], ...named.map((slug) => [slug, slug])] }),
    h(TextField, { key: 'hours', label: 'Texts are kept, hours', inputMode: 'numeric', value: values.hours, onValue: set('hours'), error: wrong('retention_hours'), placeholder: 'as the gateway does', hint: '1 to 720: responses, and the texts of runs', disabled: values.privacy }),
    h(Check, { key: 'privacy', label: 'Privacy: keep no text at all', hint: 'Then nothing can be stored, run in the background, continued or judged again. The ledger keeps numbers, never texts.', checked: values.privacy, onValue: set('privacy') }),
    h(LimitFields, { key: 'limits', values, set, wrong }),
  ];
  return h('form', { class: 'card', 'aria-label': 'Workspace', onSubmit: (event) => { event.preventDefault(); save(); } },
    h('header', null, h('h2', null, workspace.name), h('span', { class: 'id muted' }, workspace.slug), workspace.status !== 'active' && h(Badge, { tone: 'bad' }, workspace.status)),
    h('div', { class: 'body settings' },
      !mayChange && h(Notice, null, 'This key is locked to a project: it may read the settings, and not change them.'),
      h('fieldset', { class: 'choice plain', disabled: !mayChange }, h('legend', { class: 'unseen' }, 'Settings'), h('div', { class: 'stack' }, fields)),
      h(ErrorBox, { error: rest() }),
      h('div', { class: 'row' }, h(Button, { kind: 'primary', type: 'submit', busy, disabled: !mayChange }, 'Save settings')),
      h('p', { class: 'said' }, ['Made ', h(Time, { at: workspace.created_at }), `, id ${workspace.id}.`])));
}

/** The key one is signed in with. */
const Key = ({ who }) => h('section', { class: 'card flowing', 'aria-label': 'This key' },
  h('header', null, h('h2', null, 'This key'), h('span', { class: 'mono muted' }, `${who.prefix}…${who.last_four}`)),
  h('div', { class: 'body' }, h(Facts, { of: [
    ['Name', who.name], ['Workspace', who.workspace.name], ['Project', who.project?.name ?? 'not locked to one'], ['May', who.scopes.join(', ')],
    ['Models', who.allowed_models.length ? who.allowed_models.join(', ') : 'all'], ['Limits', limitsSaid(who.limits)], ['Expires', who.expires_at ? h(Time, { at: who.expires_at }) : 'never'],
    ...who.headroom.map((room) => [`Left, ${room.scope} ${room.period}`, h(Money, { usd: room.remaining_usd })]),
  ] })));
