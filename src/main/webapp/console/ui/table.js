import { h } from '../lib.js';
import { Button } from './controls.js';
import { ErrorBox, Loading } from './feedback.js';

/**
 * Rows under headings. `columns`: `[{id, name, cell(row), end?, grow?}]`; `end` aligns numbers to the right. `caption` is
 * its name for those who cannot see it. `keyOf(row)` names a row; `total` is a last
 * row of cells by column id; `below(row)` is what stands under a row, over all columns. Where there is little room, rows of a `stacked` one are cards. `of` names it for tests.
 */
export const Table = ({ caption, columns, rows, keyOf, total, rowClass, below, stacked, of }) =>
  h('div', { class: 'table-scroll', role: 'region', 'aria-label': caption, tabIndex: 0 },
    h('table', { class: stacked ? 'stacked' : undefined, 'data-of': of },
      h('caption', { class: 'unseen' }, caption),
      h('thead', null, h('tr', null, columns.map((column) => h('th', { key: column.id, scope: 'col', class: classOf(column) }, column.name)))),
      h('tbody', null, rows.flatMap((row, index) => {
        const key = keyOf ? keyOf(row) : index;
        const more = below?.(row);
        return [
          h('tr', { key, class: rowClass?.(row) },
            columns.map((column) => h('td', { key: column.id, class: classOf(column), 'data-name': typeof column.name === 'string' ? column.name : undefined }, column.cell(row)))),
          more && h('tr', { key: `${key} below`, class: 'below' }, h('td', { colSpan: columns.length }, h('div', null, more))),
        ];
      })),
      total && h('tfoot', null, h('tr', null, columns.map((column) => h('td', { key: column.id, class: classOf(column) }, total[column.id]))))));

const classOf = (column) => [column.end && 'end', column.grow && 'grow'].filter(Boolean).join(' ') || undefined;

/** A table over `useListing`: its failure, its place while it loads, `empty` when there is nothing, and further pages. */
export function ListingTable({ listing, empty, ...table }) {
  if (listing.error && !listing.rows) return h(ErrorBox, { error: listing.error, retry: listing.reload });
  if (!listing.rows) return h(Loading, { rows: 5 });
  if (listing.rows.length === 0) return empty;
  return h('div', { 'aria-busy': listing.loading ? 'true' : undefined },
    h(Table, { ...table, rows: listing.rows }),
    h(ErrorBox, { error: listing.error }),
    listing.hasMore && h('p', { class: 'more' }, h(Button, { busy: listing.loading, onClick: listing.more }, 'Show more')));
}
