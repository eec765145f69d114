import { h, useState } from '../lib.js';
import { get, remove } from '../api.js';
import { go, refine, to } from '../router.js';
import { isUnlocked, may } from '../session.js';
import { Badge, Button, Empty, ErrorBox, Facts, LinkButton, ListingTable, Loading, Time, useAnswer, useListing } from '../ui.js';
import { Sure } from '../parts/forms.js';
import { useNames } from '../parts/names.js';
import { single } from '../playground/models.js';
import { Editor } from '../presets/editor.js';
import { written } from '../presets/diff.js';
import { Versions } from '../presets/versions.js';

const mayChange = () => may('presets:write') && isUnlocked();

export function Page({ route }) {
  const [slug] = route.rest;
  return slug ? h(One, { key: slug, slug, query: route.query }) : h(Presets, { query: route.query });
}

/** Cards for the picker; a key that may not use models writes JSON. */
const useCards = () => useAnswer(() => (may('inference') ? get('/v1/models').then((models) => single(models.data)) : [])).value ?? [];

function Presets({ query }) {
  const listing = useListing('/v1/presets');
  const cards = useCards();
  const make = mayChange() && h(Button, { kind: 'primary', icon: 'plus', onClick: () => refine({ edit: 'new' }) }, 'Make a preset');
  return [
    h('div', { key: 'head', class: 'row apart' }, h('p', { class: 'muted' }, 'A name for a panel: requests say ', h('code', { class: 'mono' }, '@preset/slug'), ' and get the designated version.'), make),
    h(ListingTable, { key: 'list', listing, stacked: true, caption: 'Presets', keyOf: (row) => row.slug, empty: h(Empty, { title: 'No presets yet', action: make }, 'Save one here, or from the playground.'), columns: [
      { id: 'slug', name: 'Preset', cell: (row) => [h('a', { class: 'id', href: to('presets', [row.slug]) }, row.slug), row.name !== row.slug && h('div', { class: 'muted small' }, row.name)] },
      { id: 'panel', name: 'Panel', grow: true, cell: (row) => h('span', { class: 'id' }, row.fusion.analysis_models?.join(', ') ?? '–') },
      { id: 'judge', name: 'Judge', cell: (row) => h('span', { class: 'id' }, row.fusion.synthesis_model ?? row.fusion.analysis_models?.[0] ?? '–') },
      { id: 'mode', name: 'Mode', cell: (row) => row.fusion.mode ?? 'synthesis' },
      { id: 'version', name: 'Version', end: true, cell: (row) => h('span', { title: `${row.version} is the last that was saved` }, row.designated_version, row.version !== row.designated_version && h('span', { class: 'muted' }, ` of ${row.version}`)) },
      { id: 'try', name: h('span', { class: 'unseen' }, 'Actions'), end: true, cell: (row) => may('inference') && h(LinkButton, { href: to('playground', [], { preset: row.slug }), icon: 'play' }, 'Try') },
    ] }),
    query.edit === 'new' && h(Editor, { key: 'new', preset: null, cards, onClose: () => refine({ edit: null }), onSaved: (preset) => go('presets', [preset.slug]) }),
  ];
}

function One({ slug, query }) {
  const asked = useAnswer(() => get(`/v1/presets/${encodeURIComponent(slug)}`), [slug]);
  const [changed, show] = useState(null);
  const [sure, ask] = useState(false);
  const names = useNames();
  const cards = useCards();
  const preset = changed ?? asked.value;
  const back = h('p', { key: 'back' }, h('a', { href: to('presets') }, '‹ All presets'));
  if (asked.error) return [back, h(ErrorBox, { key: 'error', error: asked.error, retry: asked.reload })];
  if (!preset) return [back, h(Loading, { key: 'wait', rows: 8 })];
  return [back,
    h('div', { key: 'head', class: 'row apart' },
      h('h2', null, preset.name, ' ', preset.name !== preset.slug && h('span', { class: 'id muted' }, preset.slug)),
      h('div', { class: 'row' },
        may('inference') && h(LinkButton, { href: to('playground', [], { preset: slug }), icon: 'play' }, 'Try in playground'),
        mayChange() && h(Button, { icon: 'edit', onClick: () => refine({ edit: '1' }) }, 'Change'),
        mayChange() && h(Button, { kind: 'danger', icon: 'trash', onClick: () => ask(true) }, 'Delete'))),
    h('section', { key: 'now', class: 'card flowing', 'aria-label': 'Designated version' },
      h('header', null, h('h2', null, 'Now'), h(Badge, { tone: 'good' }, `version ${preset.designated_version} designated`), preset.version !== preset.designated_version && h('span', { class: 'muted small' }, `${preset.version} is the last saved`)),
      h('div', { class: 'body' },
        preset.description && h('p', null, preset.description),
        h(Facts, { of: [['Requests say', h('code', { class: 'mono' }, `@preset/${preset.slug}`)], ['Or, for good', h('code', { class: 'mono' }, `@preset/${preset.slug}@${preset.designated_version}`)], ['Made', h(Time, { at: preset.created_at })],
          may('usage:read') && ['Its cost', h('a', { href: to('usage', [], { by: 'preset' }) }, 'usage by preset')]] }),
        h('pre', { class: 'diff', tabIndex: 0, 'aria-label': 'Settings' }, h('span', null, written(preset.fusion))))),
    h(Versions, { key: 'versions', preset, query, names, mayChange: mayChange(), onPreset: show }),
    query.edit && mayChange() && h(Editor, { key: 'edit', preset, cards, onClose: () => refine({ edit: null }), onSaved: (next) => { show(next); refine({ edit: null, from: null, to: null }); } }),
    sure && h(Sure, { key: 'sure', title: `Delete ${slug}?`, verb: 'Delete', act: () => remove(`/v1/presets/${slug}`), done: `Deleted ${slug}.`, onClose: () => ask(false), onDone: () => go('presets') },
      h('p', null, 'Requests that name it are refused from then on. Receipts keep its name; should the slug be taken again, its versions go on.')),
  ];
}
