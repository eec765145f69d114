import { h, useState } from '../lib.js';
import { Button, Select } from '../ui.js';
import { MODES } from './modes.js';
import { OneModel } from './picker.js';
import { judgeAgain } from './store.js';

/** Whether a judge could read the answers of this run once more. */
export const canJudgeAgain = (run) =>
  run.phase !== 'running' && Boolean(run.runId) && (run.fusion?.panel ?? []).some((seat) => seat.status === 'ok');

/** The panel's answers are kept with the run, so another judge costs no more than a judge. */
export function JudgeAgain({ run, cards, second }) {
  const [judge, setJudge] = useState('');
  const [mode, setMode] = useState(run.fusion.mode);
  const used = run.fusion.judge?.model;
  return h('section', { class: 'card', 'aria-label': 'Judge again' },
    h('form', { class: 'body judge-again', onSubmit: (event) => {
      event.preventDefault();
      judgeAgain(run, { mode, ...(judge && { synthesis_model: judge }) });
    } },
      h(OneModel, { label: 'Another judge', cards, value: judge, onValue: setJudge, absent: used ? `${used} once more` : 'The same judge' }),
      h(Select, { label: 'Mode', value: mode, onValue: setMode, options: MODES }),
      h(Button, { type: 'submit', icon: 'scales', busy: second?.phase === 'running' }, 'Judge again')),
    h('p', { class: 'said hint' }, 'The panel is not asked again: its answers are those of this run, and only the judge is paid.'));
}
