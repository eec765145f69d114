// Tables as files: made by the API, page after page, and joined.
import { send } from '../api.js';

const MOST_PAGES = 60;

/** Saves all pages of a report as one file; false if there is more than that. */
export async function saveCsv(path, query, name) {
  const parts = [];
  let cursor = null;
  do {
    const response = await send('GET', path, { query: { ...query, cursor }, headers: { Accept: 'text/csv' } });
    const text = await response.text();
    parts.push(cursor ? text.slice(text.indexOf('\n') + 1) : text); // one heading is enough
    cursor = response.headers.get('x-next-cursor');
  } while (cursor && parts.length < MOST_PAGES);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return !cursor;
}
