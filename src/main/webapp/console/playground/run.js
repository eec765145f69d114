// A streamed run as the events tell it. `next` is pure: the state and an event give the next state.

const FUSION = 'response.fusion_call.';

export const begun = (body, planned) => ({
  body, planned, phase: 'running', startedAt: performance.now(), endedAt: null, requestId: null, responseId: null, runId: null,
  seats: [], judge: null, analysis: undefined, answer: '', answerAt: null, final: null, fusion: null, error: null,
});

/** A run that ended some time ago, from `GET /v1/fusion/runs/{id}`. */
export const kept = (view) => ({
  ...begun({}, []), phase: view.fusion.status === 'failed' ? 'failed' : 'done', startedAt: Date.parse(view.created_at), endedAt: Date.parse(view.finished_at),
  requestId: view.request_id, runId: view.id, answer: view.answer ?? '', analysis: view.fusion.analysis, fusion: view.fusion, error: view.error,
  seats: view.fusion.panel.map((seat) => ({ index: seat.index, model: seat.model, state: seat.status === 'ok' ? 'answered' : 'dropped', text: seat.text ?? '',
    startedAt: 0, endedAt: seat.latency_ms, reason: seat.reason, statusCode: seat.status_code })),
});

/** @param event parsed, as in docs/how-to/stream-an-answer.md; @param at now, from the same clock as `startedAt` */
export function next(run, event, at) {
  if (event.type.startsWith(FUSION)) return progressed(run, event.type.slice(FUSION.length), event, at);
  switch (event.type) {
    case 'response.created':
      return { ...run, responseId: event.response.id };
    case 'response.output_text.delta':
      return { ...run, answer: run.answer + event.delta, answerAt: run.answerAt ?? at };
    case 'response.completed':
    case 'response.incomplete':
      return ended(run, 'done', event.response, at);
    case 'response.failed':
      return { ...ended(run, 'failed', event.response, at), error: run.error ?? event.response.error };
    case 'error':
      return { ...run, phase: 'failed', endedAt: run.endedAt ?? at, fusion: event.fusion ?? run.fusion,
        error: { message: event.message, code: event.code, param: event.param, requestId: event.request_id } };
    default:
      return run;
  }
}

const ended = (run, phase, response, at) => ({
  ...run, phase, endedAt: at, final: response, fusion: response.fusion ?? run.fusion, runId: response.fusion?.run_id ?? run.runId,
});

function progressed(run, name, event, at) {
  switch (name) {
    case 'panel.added':
      return withSeat(run, event, { model: event.model, state: 'asked', text: '', startedAt: at, firstAt: null, endedAt: null });
    case 'panel.delta': {
      const seat = run.seats[event.panel_index];
      return withSeat(run, event, { state: 'writing', text: (seat?.text ?? '') + event.delta, firstAt: seat?.firstAt ?? at });
    }
    case 'panel.completed':
      return withSeat(run, event, { state: 'answered', endedAt: at });
    case 'panel.failed':
      return withSeat(run, event, { state: 'dropped', endedAt: at, reason: event.error, statusCode: event.status_code ?? null });
    case 'analysis.in_progress':
      return { ...run, judge: { model: event.judge_model, state: 'comparing', startedAt: at } };
    case 'analysis.completed':
      return { ...run, analysis: event.analysis, judge: { ...run.judge, state: 'compared' } };
    default:
      return run;
  }
}

function withSeat(run, event, change) {
  const seats = run.seats.slice();
  seats[event.panel_index] = { index: event.panel_index, ...seats[event.panel_index], ...change };
  return { ...run, seats };
}

/** A seat with what the reply said of it in the end: exact tokens, cost and time. */
export function told(run, seat) {
  const report = run.fusion?.panel?.find((one) => one.index === seat.index);
  return report ? { ...seat, report, text: report.text ?? seat.text } : seat;
}

/** Tokens by the usual rule of thumb, until the exact number is known. */
export const estimate = (text) => Math.ceil(text.length / 4);

/** What the run does right now, in words; read aloud as it changes. */
export function standing(run) {
  if (run.phase === 'stopped') return 'Stopped';
  if (run.phase === 'failed') return 'Failed';
  if (run.phase === 'done') return 'Done';
  if (run.answer) return 'The answer is being written';
  const seats = run.seats.filter(Boolean);
  const over = seats.filter((seat) => seat.state === 'answered' || seat.state === 'dropped').length;
  if (seats.length === 0) return 'Planning';
  if (over < seats.length) return `${over} of ${seats.length} panelists done`;
  return run.judge?.state === 'comparing' ? 'The judge compares' : 'The judge reads';
}
