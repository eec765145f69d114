// The composer and its run outlive the page, so that one may look elsewhere while models think. Signing out ends both.
import { useEffect, useState } from '../lib.js';
import { ApiError, stream } from '../api.js';
import { current, onSession } from '../session.js';
import { EMPTY, streamOf } from './form.js';
import { begun, next } from './run.js';

const blank = () => ({ key: current().key, form: EMPTY, presetUsed: null, run: null, second: null });
let state = blank();
let painting = false;
/** What goes on right now: the run, and the second judgement of it. */
const aborters = { run: null, second: null };
const listeners = new Set();

/** Many events a second are one picture. */
function change(part) {
  state = { ...state, ...part };
  if (painting) return;
  painting = true;
  setTimeout(() => {
    painting = false;
    listeners.forEach((listen) => listen(state));
  }, 40);
}

/** Another key, or none, has no part in what the last one did. */
onSession((session) => {
  if (state.key === session.key) return;
  stop();
  state = blank();
});

export function usePlayground() {
  const [seen, see] = useState(state);
  useEffect(() => {
    listeners.add(see);
    see(state);
    return () => listeners.delete(see);
  }, []);
  return seen;
}

/** Changes fields of the composer at once: typing must not wait for a picture. */
export function edit(part) {
  state = { ...state, form: { ...state.form, ...part } };
  listeners.forEach((listen) => listen(state));
}

/** The whole form, and the preset it came from (`{slug, fusion}` or null). */
export function fill(form, presetUsed) {
  state = { ...state, form, presetUsed };
  listeners.forEach((listen) => listen(state));
}

export function stop() {
  aborters.run?.abort();
  aborters.second?.abort();
}

/** Shows a run that is over, or none. */
export function show(run) {
  stop();
  change({ run, second: null });
}

/** Sends the request. `planned`: the models of the panel, as far as known. */
export function start(body, planned) {
  show(null);
  return follow('run', '/v1/responses', streamOf(body), planned);
}

/** Has another judge read the answers of the run. */
export const judgeAgain = (run, body) =>
  follow('second', `/v1/fusion/runs/${encodeURIComponent(run.runId)}/rejudge`, { ...body, include: ['analysis'], stream: true, progress: true }, []);

/** Sends and follows to the end, whatever that is. */
async function follow(slot, path, body, planned) {
  aborters[slot]?.abort();
  const aborter = (aborters[slot] = new AbortController());
  const owner = state.key;
  let run = begun(body, planned);
  const tell = (later) => {
    run = later;
    if (owner === state.key && aborters[slot] === aborter) change({ [slot]: run });
  };
  tell(run);
  try {
    await stream(path, body, {
      signal: aborter.signal,
      opened: (headers) => tell({ ...run, requestId: headers.get('x-request-id'), runId: headers.get('x-fusion-run-id') }),
      heard: (event) => tell(next(run, event, performance.now())),
    });
    if (run.phase === 'running') throw new ApiError('The answer stopped before its end.', { code: 'stream_broken', requestId: run.requestId });
  } catch (error) {
    const stopped = error.name === 'AbortError';
    tell({ ...run, phase: stopped ? 'stopped' : 'failed', endedAt: performance.now(), error: stopped ? null : run.error ?? error,
      fusion: run.fusion ?? error.body?.fusion ?? null });
  }
}
