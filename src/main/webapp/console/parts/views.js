// Parts of a page that have addresses of their own, and lists that are turned over page by page.
import { h, useEffect, useState } from '../lib.js';
import { get } from '../api.js';
import { Button, Empty, ErrorBox, Loading, Table } from '../ui.js';

/** Links to a page's views: `[[href, words, isOpen], …]`. */
export const Views = ({ label, of }) =>
  h('nav', { class: 'views', 'aria-label': label }, h('ul', null, of.map(([href, words, open]) =>
    h('li', { key: words }, h('a', { href, 'aria-current': open ? 'page' : undefined }, words)))));

/** A list of the API one page at a time: `{rows, number, next, previous, loading, error, reload}`. Back to the first when the query changes. */
export function usePages(path, query, size = 50) {
  const key = JSON.stringify([path, query, size]);
  const [state, setState] = useState({ key, cursors: [null], rows: null, error: null, loading: true });
  const [round, setRound] = useState(0);
  const cursors = state.key === key ? state.cursors : [null];
  const cursor = cursors[cursors.length - 1];
  useEffect(() => {
    const aborter = new AbortController();
    setState((before) => ({ ...before, key, cursors, loading: true, error: null }));
    get(path, { ...query, limit: size, cursor }, { signal: aborter.signal })
      .then((page) => setState({ key, cursors, rows: page.data, after: page.has_more ? page.next_cursor : null, error: null, loading: false }))
      .catch((error) => aborter.signal.aborted || setState((before) => ({ ...before, error, loading: false })));
    return () => aborter.abort();
  }, [key, cursor, round]);
  const turn = (to) => setState((before) => ({ ...before, cursors: to }));
  return {
    ...state,
    number: cursors.length,
    next: state.after ? () => turn([...cursors, state.after]) : null,
    previous: cursors.length > 1 ? () => turn(cursors.slice(0, -1)) : null,
    reload: () => setRound((n) => n + 1),
  };
}

/** A table over `usePages`: a page of rows at a time, however many there are. */
export function PagedTable({ pages, empty, unit = 'rows', size = 50, ...table }) {
  if (pages.error && !pages.rows) return h(ErrorBox, { error: pages.error, retry: pages.reload });
  if (!pages.rows) return h(Loading, { rows: 8 });
  if (pages.rows.length === 0 && pages.number === 1) return empty ?? h(Empty, { title: 'Nothing here' });
  const first = (pages.number - 1) * size + 1;
  return h('div', { class: 'stack', 'aria-busy': pages.loading ? 'true' : undefined },
    h(ErrorBox, { error: pages.error, retry: pages.reload }),
    h(Table, { ...table, rows: pages.rows }),
    h('nav', { class: 'row apart turn', 'aria-label': `Pages of ${table.caption}` },
      h('span', { class: 'muted small num', 'aria-live': 'polite' }, `${unit} ${first} to ${first + pages.rows.length - 1}`),
      h('div', { class: 'row' },
        h(Button, { icon: 'left', disabled: !pages.previous || pages.loading, onClick: pages.previous }, 'Previous'),
        h(Button, { disabled: !pages.next || pages.loading, onClick: pages.next }, 'Next'))));
}

/** A field that applies when it is left or Enter is pressed, not while one types. */
export function useTyped(value, onValue) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const apply = () => typed !== value && onValue(typed.trim());
  return { value: typed, onValue: setTyped, onBlur: apply, onKeyDown: (event) => event.key === 'Enter' && apply() };
}
