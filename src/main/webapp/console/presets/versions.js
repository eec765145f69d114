// Every version a preset had: read, compared, designated.
import { h } from '../lib.js';
import { all, post } from '../api.js';
import { refine } from '../router.js';
import { Badge, Button, ErrorBox, Loading, Select, Table, Time, toast, useAction, useAnswer } from '../ui.js';
import { Named } from '../parts/names.js';
import { lines, written } from './diff.js';

export function Versions({ preset, query, names, mayChange, onPreset }) {
  const known = useAnswer(() => all(`/v1/presets/${preset.slug}/versions`), [preset.slug, preset.version]);
  const [designate, busy, error] = useAction(async (version) => {
    const next = await post(`/v1/presets/${preset.slug}/versions/${version}/designate`);
    toast(`Requests that name ${preset.slug} now get version ${version}.`);
    onPreset(next);
  });
  if (known.error) return h(ErrorBox, { error: known.error, retry: known.reload });
  if (!known.value) return h(Loading, { rows: 4 });
  const rows = known.value;
  return h('section', { class: 'stack' },
    h('h2', null, 'Versions'),
    h(ErrorBox, { error }),
    h(Table, { caption: `Versions of ${preset.slug}`, rows, keyOf: (row) => row.version, columns: [
      { id: 'version', name: 'Version', cell: (row) => [h('span', { class: 'num strong' }, row.version), ' ', row.version === preset.designated_version && h(Badge, { tone: 'good', title: 'What requests get that name no version' }, 'designated')] },
      { id: 'panel', name: 'Panel and judge', grow: true, cell: (row) => said(row.fusion) },
      { id: 'at', name: 'Saved', cell: (row) => h(Time, { at: row.created_at }) },
      { id: 'by', name: 'By key', cell: (row) => h(Named, { id: row.created_by, name: names.key }) },
      { id: 'do', name: h('span', { class: 'unseen' }, 'Actions'), end: true, cell: (row) => mayChange && row.version !== preset.designated_version &&
        h(Button, { busy, onClick: () => designate(row.version) }, `${row.version < preset.designated_version ? 'Roll back to' : 'Designate'} ${row.version}`) },
    ] }),
    rows.length > 1 && h(Comparison, { rows, query, designated: preset.designated_version }));
}

const said = (fusion) => [fusion.analysis_models?.join(', ') ?? 'no panel of its own', fusion.synthesis_model && `; judge ${fusion.synthesis_model}`].filter(Boolean).join('');

function Comparison({ rows, query, designated }) {
  const numbers = rows.map((row) => row.version);
  const to = numbers.includes(Number(query.to)) ? Number(query.to) : numbers[0];
  const older = numbers.filter((number) => number < to);
  const from = numbers.includes(Number(query.from)) ? Number(query.from) : older[0] ?? numbers.find((number) => number !== to);
  const text = (number) => written(rows.find((row) => row.version === number).fusion);
  const found = lines(text(from), text(to));
  const options = numbers.map((number) => [String(number), `Version ${number}${number === designated ? ' (designated)' : ''}`]);
  const same = found.every((line) => line.kind === 'same');
  return h('section', { class: 'stack', 'aria-label': 'Difference' },
    h('h2', null, 'Difference'),
    h('div', { class: 'bar' },
      h(Select, { label: 'From', value: String(from), options, onValue: (value) => refine({ from: value }) }),
      h(Select, { label: 'To', value: String(to), options, onValue: (value) => refine({ to: value }) })),
    same ? h('p', { class: 'muted' }, 'They say the same.')
      : h('pre', { class: 'diff', tabIndex: 0, 'aria-label': `From version ${from} to version ${to}` }, found.map((line, index) =>
        h('span', { key: index, class: line.kind }, `${{ same: '  ', add: '+ ', del: '\u2212 ' }[line.kind]}${line.text}`))));
}
