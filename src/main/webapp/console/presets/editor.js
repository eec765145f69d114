// A preset's settings, checked by the gateway while one types: its quote reads them as a request's are read.
import { h, useMemo, useState } from '../lib.js';
import { patch, post } from '../api.js';
import { parseExact } from '../decimals.js';
import { may } from '../session.js';
import { Check, Choice, Dialog, Button, ErrorBox, Notice, Select, TextArea, TextField, money, toast, useAction, useAnswer, useSettled } from '../ui.js';
import { placing } from '../parts/forms.js';
import { EMPTY, savedFusion, withPreset } from '../playground/form.js';
import { OneModel, Panel } from '../playground/picker.js';
import { numeric, written } from './diff.js';

const MODES = [['synthesis', 'Synthesis'], ['analysis', 'Analysis'], ['best_of', 'Best of']];
const WAYS = [['form', 'Fields'], ['json', 'JSON']];
/** Members the fields have; others are kept as they are, and changed as JSON. */
const FIELDS = new Set(['analysis_models', 'synthesis_model', 'mode', 'min_answers', 'quorum', 'grace_ms', 'deadline_ms', 'max_cost_usd', 'max_tool_calls', 'seed', 'web', 'judge_single', 'on_judge_failure']);

const slugOf = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63);
const kept = (fusion) => Object.fromEntries(Object.entries(fusion).filter(([name]) => !FIELDS.has(name)));

function read(text) {
  try {
    const value = parseExact(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { value } : { fault: 'This must be a JSON object.' };
  } catch (cause) {
    return { fault: `This is no JSON: ${cause.message}` };
  }
}

/** `preset` null: another one. `onSaved(preset)`. */
export function Editor({ preset, cards, onClose, onSaved }) {
  const [name, setName] = useState(preset?.name ?? '');
  const [slug, setSlug] = useState(preset?.slug ?? null);
  const [description, setDescription] = useState(preset?.description ?? '');
  const [way, setWay] = useState('form');
  const [fusion, setFusion] = useState(preset?.fusion ?? {});
  const [text, setText] = useState('');
  const parsed = useMemo(() => (way === 'json' ? read(text) : { value: fusion }), [way, text, fusion]);
  const checked = useChecked(parsed.value);
  const body = { ...(preset ? {} : { slug: slug ?? slugOf(name) }), name: name || undefined, description: preset || description ? description : undefined, fusion: numeric(parsed.value) };
  const changes = !preset || written(parsed.value ?? {}) !== written(preset.fusion);
  const [save, busy, refused] = useAction(async () => {
    const { fusion: saved, ...rest } = body;
    const next = preset ? await patch(`/v1/presets/${preset.slug}`, changes ? body : rest) : await post('/v1/presets', body);
    toast(changes ? `Saved as ${next.slug}, version ${next.version}, which is designated.` : `Saved ${next.slug}.`);
    onSaved(next);
  });
  const { wrong, rest } = placing(refused ?? (parsed.value && checked.error));
  const turn = (next) => {
    if (next === 'json') setText(written(fusion));
    else if (parsed.value) setFusion(parsed.value);
    if (next === 'json' || parsed.value) setWay(next);
  };
  const fields = way === 'json'
    ? h(TextArea, { label: 'The fusion object', rows: 16, value: text, onValue: setText, class: 'json', error: parsed.fault ?? refusedJson(refused ?? checked.error, wrong), hint: 'Whatever a request\u2019s fusion object may be, but for preset' })
    : h(Fields, { fusion, setFusion, cards, wrong });
  return h(Dialog, { title: preset ? `Change ${preset.slug}` : 'Make a preset', wide: true, onClose, actions: [
    h('span', { key: 'cost', class: 'muted small grow', 'aria-live': 'polite' }, standing(parsed, checked)),
    h(Button, { key: 'no', kind: 'quiet', onClick: onClose }, 'Cancel'),
    h(Button, { key: 'yes', kind: 'primary', busy, disabled: !parsed.value || (!preset && !body.slug), onClick: save }, changes && preset ? `Save as version ${preset.version + 1}` : 'Save'),
  ] },
    h('div', { class: 'pairs' },
      h(TextField, { label: 'Name', value: name, onValue: setName, error: wrong('name'), placeholder: 'Code reviewers', name: 'preset-name', autofocus: !preset }),
      preset ? null : h(TextField, { label: 'Slug', value: body.slug, onValue: setSlug, error: wrong('slug'), hint: 'What requests name; never changes', name: 'preset-slug' }),
      h(TextField, { label: 'Description', optional: true, value: description, onValue: setDescription, error: wrong('description') })),
    h(Choice, { label: 'Settings', value: way, options: WAYS, onValue: turn }),
    fields,
    h(ErrorBox, { error: rest() }));
}

const refusedJson = (error, wrong) => (error?.param?.startsWith('fusion') ? wrong(error.param) && `${error.param}: ${error.message}` : undefined);

/** The gateway reads the settings once they stand still; nothing is sent or billed by a quote. */
function useChecked(fusion) {
  const text = useSettled(fusion ? JSON.stringify(fusion) : '', 400);
  const asks = text && text !== '{}' && may('inference');
  return useAnswer((signal) => (asks ? post('/v1/fusion/quote', { model: 'fusion', input: 'Hello', fusion: JSON.parse(text) }, { signal }) : undefined), [text]);
}

function standing(parsed, checked) {
  if (!parsed.value || checked.error) return 'Not yet as it can be saved.';
  if (checked.loading) return 'Checking …';
  return checked.value ? `A short prompt would cost at most ${money(checked.value.worst_case_usd)}.` : '';
}

function Fields({ fusion, setFusion, cards, wrong }) {
  // Half a number is no member yet: what is typed stays here, what it means goes up.
  const [form, setForm] = useState(() => withPreset(EMPTY, '', fusion));
  const set = (field) => (value) => {
    const next = { ...form, [field]: value };
    setForm(next);
    setFusion({ ...kept(fusion), ...savedFusion(next) });
  };
  const number = (label, field, member, placeholder, hint) => h(TextField, { label, inputMode: 'decimal', value: form[field], onValue: set(field), error: wrong(`fusion.${member}`), placeholder, hint });
  const others = Object.keys(kept(fusion));
  return h('div', { class: 'stack' },
    h(Panel, { cards, panel: form.panel, onPanel: set('panel'), errorAt: (index) => wrong(`fusion.analysis_models[${index}]`), error: wrong('fusion.analysis_models') }),
    h(OneModel, { label: 'Judge', cards, value: form.judge, onValue: set('judge'), error: wrong('fusion.synthesis_model'), absent: form.panel[0] ? `${form.panel[0]} (first of the panel)` : 'First of the panel' }),
    h(Choice, { label: 'Mode', value: form.mode, options: MODES, onValue: set('mode') }),
    h('div', { class: 'pairs' },
      number('Quorum, answers', 'quorum', 'quorum', 'all', 'Then the grace clock starts'),
      number('Fewest answers', 'minAnswers', 'min_answers', '1', 'Fewer and the run fails'),
      number('Grace, ms', 'graceMs', 'grace_ms', '8000'),
      number('Deadline, ms', 'deadlineMs', 'deadline_ms', '180000'),
      number('Cap, USD', 'maxCost', 'max_cost_usd', 'none'),
      number('Web steps', 'maxSteps', 'max_tool_calls', '8'),
      number('Seed', 'seed', 'seed', 'drawn'),
      h(Select, { label: 'If the judge fails', value: form.onJudgeFailure, onValue: set('onJudgeFailure'), error: wrong('fusion.on_judge_failure'), options: [['degrade', 'Return a panel answer'], ['fail', 'Fail the run']] })),
    h(Check, { label: 'Web search and fetch for panel and judge', checked: form.web, onValue: set('web') }),
    wrong('fusion.web') && h('p', { class: 'said error' }, wrong('fusion.web')),
    h(Check, { label: 'Judge also when a single answer came', checked: form.judgeSingle, onValue: set('judgeSingle') }),
    others.length > 0 && h(Notice, null, `Also kept: ${others.join(', ')}. Change them as JSON.`));
}
