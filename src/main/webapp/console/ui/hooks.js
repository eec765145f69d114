import { useCallback, useEffect, useRef, useState } from '../lib.js';
import { get } from '../api.js';

/**
 * What `ask(signal)` gives: `{value, error, loading, reload}`. Asked again when `inputs` change; an answer that comes
 * after that is dropped. The last value stays while the next one is loading, so nothing jumps.
 */
export function useAnswer(ask, inputs = []) {
  const [state, setState] = useState({ value: undefined, error: null, loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const aborter = new AbortController();
    setState((before) => ({ ...before, error: null, loading: true }));
    Promise.resolve(ask(aborter.signal))
      .then((value) => aborter.signal.aborted || setState({ value, error: null, loading: false }))
      .catch((error) => aborter.signal.aborted || setState((before) => ({ ...before, error, loading: false })));
    return () => aborter.abort();
  }, [...inputs, round]);
  return { ...state, reload: useCallback(() => setRound((n) => n + 1), []) };
}

/** A list of the API, page by page: `{rows, error, loading, hasMore, more, reload}`. Begins anew when the query changes. */
export function useListing(path, query = {}) {
  const key = JSON.stringify([path, query]);
  const [state, setState] = useState({ rows: null, cursor: null, error: null, loading: true });
  const turn = useRef(0);
  const ask = useCallback(async (cursor) => {
    const mine = ++turn.current;
    setState((before) => ({ ...before, error: null, loading: true }));
    try {
      const page = await get(path, { limit: 50, ...query, cursor });
      if (mine !== turn.current) return;
      setState((before) => ({
        rows: cursor ? [...before.rows, ...page.data] : page.data,
        cursor: page.has_more ? page.next_cursor : null,
        error: null,
        loading: false,
        page,
      }));
    } catch (error) {
      if (mine === turn.current) setState((before) => ({ ...before, error, loading: false }));
    }
  }, [key]);
  useEffect(() => {
    ask(null);
    return () => turn.current++;
  }, [ask]);
  return { ...state, hasMore: state.cursor !== null, more: () => ask(state.cursor), reload: () => ask(null) };
}

/** The value as it was when it last stood still for so long. */
export function useSettled(value, ms = 400) {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), ms);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Runs one thing at a time and keeps its failure: `[run, busy, error, clear]`. */
export function useAction(action) {
  const [state, setState] = useState({ busy: false, error: null });
  const run = async (...inputs) => {
    setState({ busy: true, error: null });
    try {
      const value = await action(...inputs);
      setState({ busy: false, error: null });
      return value;
    } catch (error) {
      setState({ busy: false, error });
      return undefined;
    }
  };
  return [run, state.busy, state.error, () => setState({ busy: false, error: null })];
}
