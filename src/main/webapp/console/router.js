// Addresses are `#/page/rest?query`, so that every view can be linked to and the server serves one document.
import { useEffect, useMemo, useState } from './lib.js';

/** `{page, rest, query}` of an address's hash; `rest` is what follows the page's name. */
export function parse(hash) {
  const [path, search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page, ...rest] = path.split('/').map(decodeURIComponent);
  return { page, rest: rest.filter(Boolean), query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The address of a page: `to('usage', [], {group_by: 'model'})`. Empty values are left out. */
export function to(page, rest = [], query = {}) {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const path = [page, ...rest].map(encodeURIComponent).join('/');
  return `#/${path}${pairs.length ? `?${new URLSearchParams(pairs)}` : ''}`;
}

export const go = (page, rest, query) => {
  location.hash = to(page, rest, query);
};

/** The same page with other words in its query; no step back is needed to undo a filter. */
export function refine(query) {
  const now = parse(location.hash);
  history.replaceState(null, '', to(now.page, now.rest, { ...now.query, ...query }));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export function useRoute() {
  const [hash, show] = useState(location.hash);
  useEffect(() => {
    const listen = () => show(location.hash);
    addEventListener('hashchange', listen);
    listen(); // it may have changed since it was drawn
    return () => removeEventListener('hashchange', listen);
  }, []);
  return useMemo(() => parse(hash), [hash]);
}
