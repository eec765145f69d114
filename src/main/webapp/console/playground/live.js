import { h, useEffect, useLayoutEffect, useRef, useState } from '../lib.js';
import { Badge, CopyButton, Duration, ErrorBox, Money, Notice, Tokens } from '../ui.js';
import { Markdown } from '../markdown.js';
import { Receipt } from '../receipt.js';
import { Analysis } from './analysis.js';
import { JudgeAgain, canJudgeAgain } from './rejudge.js';
import { estimate, standing, told } from './run.js';

const REASONS = {
  error: 'The provider failed', timeout: 'No answer in time', straggler: 'Too late: quorum and grace were over', empty: 'An empty answer',
  starved: 'All tokens went into reasoning', not_sent: 'Not called', policy: 'Forbidden by a policy', cancelled: 'Cancelled', budget: 'The budget ran out',
};

const RUN_TONES = { full: 'good', single: 'good', degraded: 'warn', failed: 'bad', cancelled: 'warn', not_invoked: 'plain' };

/** A clock that ticks while `running`. */
function useNow(running) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(performance.now()), 200);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

/** A run from its first event to its receipt. */
export function Live({ run, second, cards, more }) {
  const running = run.phase === 'running';
  const now = useNow(running);
  // Seats that no event told of yet keep their place, so that the page does not jump.
  const seats = running && run.planned.length > run.seats.length ? run.planned.map((_, index) => run.seats[index]) : run.seats;
  const analysis = run.analysis ?? run.fusion?.analysis;
  return h('div', { class: 'stack live' },
    h('div', { class: 'row standing' },
      h('span', { class: 'phase', role: 'status', 'aria-live': 'polite' }, running && h('span', { class: 'pulse', 'aria-hidden': 'true' }), standing(run)),
      run.fusion && h(Badge, { tone: RUN_TONES[run.fusion.status] ?? 'plain' }, run.fusion.status),
      (run.fusion?.reasons ?? []).map((reason) => h(Badge, { key: reason }, reason.replaceAll('_', ' '))),
      h('span', { class: 'muted' }, h(Duration, { ms: (run.endedAt ?? now) - run.startedAt })),
      !running && more),
    h('div', { class: 'panel-cards' }, seats.map((seat, index) => seat
      ? h(SeatCard, { key: index, seat: told(run, seat), now, over: !running })
      : h('div', { key: index, class: 'card seat-card waiting' }, h('span', { class: 'id muted' }, run.planned[index])))),
    analysis && h(Analysis, { analysis, disagreement: run.fusion?.disagreement }),
    second ? h('div', { class: 'side-by-side' }, h(Answer, { run, running, title: 'First judgement' }), h(Second, { run: second })) : h(Answer, { run, running }),
    canJudgeAgain(run) && h(JudgeAgain, { run, cards, second }),
    run.final?.warnings?.map((warning) => h(Notice, { key: warning, tone: 'warn' }, warning)),
    run.error && h(ErrorBox, { error: run.error }),
    run.phase === 'stopped' && h(Notice, { tone: 'warn' }, 'You stopped the run. Its calls are cancelled within seconds, and what they used until then is billed.'),
    !running && h(Receipts, { run, second }));
}

function SeatCard({ seat, now, over }) {
  const report = seat.report;
  const stopped = over && !report && (seat.state === 'asked' || seat.state === 'writing');
  const [tone, words] = stopped ? ['warn', 'cut off'] : badgeOf(seat);
  const place = useRef(null);
  useLayoutEffect(() => {
    if (seat.state === 'writing') place.current.scrollTop = place.current.scrollHeight;
  }, [seat.text]);
  const tokens = report ? report.usage.output_tokens : seat.text ? estimate(seat.text) : null;
  return h('article', { class: `card seat-card ${seat.state}`, 'aria-label': `Panelist ${seat.index + 1}, ${seat.model}` },
    h('header', null, h('span', { class: 'id' }, seat.model), h(Badge, { tone }, words)),
    h('div', { ref: place, class: 'seat-text', tabIndex: 0, role: 'region', 'aria-label': `Text of panelist ${seat.index + 1}` },
      seat.text ? h(Markdown, { text: seat.text }) : h('p', { class: 'muted' }, silence(seat, stopped))),
    h('footer', null,
      h(Tokens, { count: tokens, about: !report && seat.text !== '' }),
      h(Duration, { ms: report ? report.latency_ms : (seat.endedAt ?? now) - seat.startedAt }),
      h(Money, { usd: report?.cost })));
}

function badgeOf(seat) {
  if (seat.state === 'dropped') return ['bad', seat.statusCode ? `dropped · ${seat.statusCode}` : 'dropped'];
  if (seat.state === 'answered') return ['good', 'answered'];
  return seat.state === 'writing' ? ['busy', 'writing'] : ['plain', 'asked'];
}

const silence = (seat, stopped) =>
  seat.state === 'dropped' ? REASONS[seat.reason] ?? seat.reason : stopped ? 'No text came.' : seat.state === 'answered' ? 'Its text is not shown.' : 'Thinking';

function Answer({ run, running, title = 'Answer' }) {
  const judge = run.fusion?.writer ?? run.fusion?.judge;
  if (!run.answer && !running) return null;
  return h('section', { class: 'card answer', 'aria-label': title },
    h('header', null,
      h('h2', null, title),
      h('span', { class: 'muted small' }, judge ? ['by ', h('span', { class: 'id' }, judge.model)] : run.judge?.model),
      run.answer && !running && h(CopyButton, { text: run.answer, kind: 'quiet' })),
    h('div', { class: 'body' },
      run.answer ? h(Markdown, { text: run.answer }) : h('p', { class: 'muted' }, 'It is written when the panel is done.'),
      run.fusion?.sources?.length > 0 && h(Sources, { sources: run.fusion.sources })));
}

/** The same answers, read by another judge. */
function Second({ run }) {
  const running = run.phase === 'running';
  const analysis = run.analysis ?? run.fusion?.analysis;
  return h('div', { class: 'stack' },
    h(Answer, { run, running, title: 'Second judgement' }),
    analysis && h(Analysis, { analysis, disagreement: run.fusion?.disagreement }),
    run.error && h(ErrorBox, { error: run.error }),
    run.phase === 'stopped' && h(Notice, { tone: 'warn' }, 'Stopped. What the judge used until then is billed.'));
}

function Receipts({ run, second }) {
  const of = (one, title) => one && one.phase !== 'running' && (one.requestId || one.responseId)
    && h(Receipt, { key: title, id: one.requestId ?? one.responseId, fusion: one.fusion, title });
  return [of(run, 'Receipt'), of(second, 'Receipt of the second judgement')];
}

/** Pages that were read for it: words, for a model chose them. */
const Sources = ({ sources }) =>
  h('details', null, h('summary', null, `Pages that were read (${sources.length})`),
    h('ul', null, sources.map((one) => h('li', { key: one.url }, one.title, ' ', h('span', { class: 'mono muted' }, one.url)))));
