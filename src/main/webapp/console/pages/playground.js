import { h, useEffect, useMemo, useState } from '../lib.js';
import { all, get } from '../api.js';
import { refine } from '../router.js';
import { Composer } from '../playground/composer.js';
import { CodeDialog, SavePreset } from '../playground/dialogs.js';
import { requestOf, withPreset } from '../playground/form.js';
import { Live } from '../playground/live.js';
import { kept } from '../playground/run.js';
import { single } from '../playground/models.js';
import { QuoteCard, QuoteLine, useQuote } from '../playground/quote.js';
import { edit, fill, show, start, stop, usePlayground } from '../playground/store.js';
import { Button, Empty, ErrorBox, Loading, useAction, useAnswer } from '../ui.js';

/** The deployment's own, which every workspace may name. */
const DEPLOYMENT = ['quality', 'budget', 'fast'].map((slug) => ({ slug, name: `${slug} (of this gateway)`, fusion: {} }));

const ask = () => Promise.all([get('/v1/models'), all('/v1/presets'), all('/v1/projects').catch(() => [])]);

export function Page({ route }) {
  const known = useAnswer(ask);
  if (known.error) return h(ErrorBox, { error: known.error, retry: known.reload });
  if (!known.value) return h(Loading, { rows: 8 });
  const [models, presets, projects] = known.value;
  return h(Playground, { cards: single(models.data), presets: [...presets, ...DEPLOYMENT.filter((own) => !presets.some((one) => one.slug === own.slug))], projects, reload: known.reload, route });
}

function Playground({ cards, presets, projects, reload, route }) {
  const { form, presetUsed, run, second } = usePlayground();
  const [dialog, open] = useState(null);
  const body = useMemo(() => requestOf(form, presetUsed), [form, presetUsed]);
  const quote = useQuote(form, body);
  const running = run?.phase === 'running' || second?.phase === 'running';
  const ready = form.prompt.trim() !== '' && (form.panel.length > 0 || form.preset !== '');
  const choosePreset = (slug) => {
    const preset = presets.find((one) => one.slug === slug) ?? null;
    fill(preset ? withPreset(form, slug, preset.fusion) : { ...form, preset: '' }, preset);
  };
  useEffect(() => {
    const wanted = route.query.preset;
    if (!wanted || !presets.some((one) => one.slug === wanted)) return;
    choosePreset(wanted);
    refine({ preset: null });
  }, [route.query.preset]);
  const [opening, , unopened] = useAction(async (id) => show(kept(await get(`/v1/fusion/runs/${encodeURIComponent(id)}`))));
  useEffect(() => {
    if (route.query.run) opening(route.query.run);
  }, [route.query.run]);

  return h('div', { class: 'playground' },
    h(Composer, { form, cards, presets, projects, choosePreset, refusal: ready ? quote.error : null, running,
      onRun: () => start(body, form.panel.length > 0 ? form.panel : quote.value?.panel.map((seat) => seat.model) ?? []), onStop: stop, onSave: () => open('save'), onCode: () => open('code') },
      h(QuoteLine, { quote, ready })),
    h('div', { class: 'stack outcome' },
      h(ErrorBox, { error: unopened, title: 'The run could not be opened.' }),
      run ? h(Live, { run, second, cards, more: h(Button, { kind: 'quiet', icon: 'left', onClick: () => show(null) }, 'Back to the quote') })
        : ready && quote.value ? h(QuoteCard, { quote, takePanel: (panel) => edit({ panel }) })
          : h(Empty, { title: 'Ask a panel' }, 'Write a prompt and choose models. What it may cost is shown before anything is sent; while it runs you see each panelist write, then the judge.')),
    dialog === 'code' && h(CodeDialog, { body, onClose: () => open(null) }),
    dialog === 'save' && h(SavePreset, { form, onClose: () => open(null), onSaved: (preset) => {
      open(null);
      reload();
      fill(withPreset(form, preset.slug, preset.fusion), preset);
    } }));
}
