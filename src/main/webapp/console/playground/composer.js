import { h } from '../lib.js';
import { wrongWith } from '../advice.js';
import { Button, Choice, ErrorBox, Select, TextArea, TextField, Check } from '../ui.js';
import { missing } from './form.js';
import { MODES } from './modes.js';
import { OneModel, Panel } from './picker.js';
import { edit } from './store.js';

/** Fields whose refusal is shown beside them and not in a box below. */
const SHOWN = /^(input|instructions|max_output_tokens|project_id|tags|fusion\.)/;

/** The left side of the playground. `choosePreset(slug)` fills the form. */
export function Composer({ form, cards, presets, projects, choosePreset, refusal, running, onRun, onStop, onSave, onCode, children }) {
  const set = (field) => (value) => edit({ [field]: value });
  const wrong = (...params) => wrongWith(refusal, ...params);
  const reason = missing(form);
  const send = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !reason && !running) onRun();
  };
  return h('form', { class: 'card composer', onSubmit: (event) => { event.preventDefault(); if (!reason && !running) onRun(); }, onKeyDown: send, 'aria-label': 'Request' },
    h('div', { class: 'body' },
      h(TextArea, { label: 'Prompt', name: 'prompt', rows: 5, value: form.prompt, onValue: set('prompt'), error: wrong('input'), placeholder: 'What should the panel answer?' }),
      h('details', { open: Boolean(form.instructions) },
        h('summary', null, 'Instructions'),
        h(TextArea, { label: 'Instructions', optional: true, rows: 3, value: form.instructions, onValue: set('instructions'), error: wrong('instructions'), hint: 'A system prompt for panel and judge.' })),
      h(Select, { label: 'Preset', value: form.preset, onValue: choosePreset, error: wrong('fusion.preset'),
        options: [['', 'None'], ...presets.map((preset) => [preset.slug, preset.name && preset.name !== preset.slug ? `${preset.name} (${preset.slug})` : preset.slug])] }),
      h(Panel, { cards, panel: form.panel, onPanel: set('panel'), errorAt: (index) => wrong(`fusion.analysis_models[${index}]`), error: wrong('fusion.analysis_models') }),
      h(OneModel, { label: 'Judge', cards, value: form.judge, onValue: set('judge'), error: wrong('fusion.synthesis_model'), absent: form.panel[0] ? `${form.panel[0]} (first of the panel)` : 'First of the panel' }),
      h(Choice, { label: 'Mode', value: form.mode, onValue: set('mode'), options: MODES, hint: MODES.find(([id]) => id === form.mode)?.[2] }),
      h(More, { form, set, wrong, projects })),
    h('footer', null,
      h(ErrorBox, { error: refusal && !SHOWN.test(refusal.param ?? '') ? refusal : null }),
      children,
      h('div', { class: 'row' },
        running
          ? h(Button, { kind: 'danger', icon: 'stop', onClick: onStop }, 'Stop')
          : h(Button, { kind: 'primary', icon: 'play', type: 'submit', disabled: Boolean(reason), title: reason ?? 'Ctrl+Enter' }, 'Run'),
        h(Button, { icon: 'save', onClick: onSave, disabled: form.panel.length === 0 }, 'Save as preset'),
        h(Button, { icon: 'copy', onClick: onCode }, 'Code')),
      reason && h('p', { class: 'said' }, reason)));
}

function More({ form, set, wrong, projects }) {
  const number = (label, field, param, hint, rest) =>
    h(TextField, { label, inputMode: 'decimal', value: form[field], onValue: set(field), error: wrong(param), hint, ...rest });
  const seats = Math.max(1, form.panel.length);
  return h('details', { class: 'more-options' },
    h('summary', null, 'More: quorum, deadline, cap, project'),
    h('div', { class: 'pairs' },
      number('Quorum', 'quorum', 'fusion.quorum', 'Answers after which the grace clock starts', { placeholder: String(seats) }),
      number('Fewest answers', 'minAnswers', 'fusion.min_answers', 'Fewer than this and the run fails', { placeholder: '1' }),
      number('Grace, ms', 'graceMs', 'fusion.grace_ms', 'For stragglers after quorum', { placeholder: '8000' }),
      number('Deadline, ms', 'deadlineMs', 'fusion.deadline_ms', 'The whole run', { placeholder: '180000' }),
      number('Cap, USD', 'maxCost', 'fusion.max_cost_usd', 'Refused before anything is sent if it may cost more', { placeholder: 'none' }),
      number('Output cap, tokens', 'maxOutput', 'max_output_tokens', 'Of each panelist and of the answer', { placeholder: 'the model\u2019s' }),
      number('Seed', 'seed', 'fusion.seed', 'Order in which the judge reads', { placeholder: 'drawn' }),
      number('Web steps', 'maxSteps', 'fusion.max_tool_calls', 'Of each member, 1 to 16', { placeholder: '8' }),
      h(Select, { label: 'If the judge fails', value: form.onJudgeFailure, onValue: set('onJudgeFailure'), error: wrong('fusion.on_judge_failure'), options: [['degrade', 'Return a panel answer'], ['fail', 'Fail the run']] }),
      h(Select, { label: 'Project', value: form.project, onValue: set('project'), error: wrong('project_id'), options: [['', 'None'], ...projects.map((project) => [project.id, project.name])] })),
    h(TextField, { label: 'Tags', value: form.tags, onValue: set('tags'), error: wrong('tags'), placeholder: 'team=search, feature=help', hint: 'On every ledger line of the run: key=value, separated by commas' }),
    h(Check, { label: 'Web search and fetch for panel and judge', checked: form.web, onValue: set('web') }),
    wrong('fusion.web') && h('p', { class: 'said error' }, wrong('fusion.web')),
    h(Check, { label: 'Judge also when a single answer came', checked: form.judgeSingle, onValue: set('judgeSingle') }));
}
