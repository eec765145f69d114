// The composer and its run outlive the page, so that one may look elsewhere while models think. Signing out ends both.
import { useEffect, useState } from '../lib.js';
import { ApiError, stream } from '../api.js';
import { current, onSession } from '../session.js';
import { EMPTY, streamOf } from './form.js';
import { begun, next } from './run.js';

const blank = () => ({ key: current().key, form: EMPTY, presetUsed: null, run: null });
let state = blank();
let aborter = null;
let painting = false;
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
  aborter?.abort();
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

export const stop = () => aborter?.abort();
export const clear = () => change({ run: null });

/** Sends the request and follows it to its end, whatever that is. `planned`: the models of the panel, as far as known. */
export async function start(body, planned) {
  aborter?.abort();
  const mineAborter = (aborter = new AbortController());
  const owner = state.key;
  let run = begun(body, planned);
  const show = (later) => {
    run = later;
    if (owner === state.key && aborter === mineAborter) change({ run });
  };
  show(run);
  try {
    await stream('/v1/responses', streamOf(body), {
      signal: aborter.signal,
      opened: (headers) => show({ ...run, requestId: headers.get('x-request-id'), runId: headers.get('x-fusion-run-id') }),
      heard: (event) => show(next(run, event, performance.now())),
    });
    if (run.phase === 'running') throw new ApiError('The answer stopped before its end.', { code: 'stream_broken', requestId: run.requestId });
  } catch (error) {
    const stopped = error.name === 'AbortError';
    show({ ...run, phase: stopped ? 'stopped' : 'failed', endedAt: performance.now(), error: stopped ? null : run.error ?? error,
      fusion: run.fusion ?? error.body?.fusion ?? null });
  }
}
