// What an administrator does to a workspace's bill: corrects lines, closes months.
import { h, useState } from '../lib.js';
import { post } from '../api.js';
import { Button, Empty, ListingTable, Money, Notice, TextField, Time, money, toast, useListing } from '../ui.js';
import { FormDialog, useForm } from '../parts/forms.js';

const lastMonth = () => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
};

export function Closings({ workspace }) {
  const listing = useListing('/v1/admin/adjustments', { workspace_id: workspace });
  const [open, show] = useState(null);
  const close = () => show(null);
  return h('section', { class: 'stack' },
    h('div', { class: 'row apart' }, h('h2', null, 'Corrections and statements'), h('div', { class: 'row' },
      h(Button, { icon: 'plus', onClick: () => show('correct') }, 'Correct a line'), h(Button, { icon: 'lock', onClick: () => show('close') }, 'Close a month'))),
    h(ListingTable, { listing, caption: 'Corrections', keyOf: (row) => row.id, empty: h(Empty, { title: 'No corrections' }, 'A line never changes; a correction stands beside it.'), columns: [
      { id: 'at', name: 'Made', cell: (row) => h(Time, { at: row.adjusted_at }) },
      { id: 'call', name: 'Call', cell: (row) => h('span', { class: 'mono small' }, row.call_id) },
      { id: 'reason', name: 'Reason', grow: true, cell: (row) => row.reason },
      { id: 'delta', name: 'Change', end: true, cell: (row) => h(Money, { usd: row.delta_usd }) },
    ] }),
    open === 'correct' && h(Correction, { workspace, onClose: close, onDone: listing.reload }),
    open === 'close' && h(Closing, { workspace, onClose: close }));
}

function Correction({ workspace, onClose, onDone }) {
  const [values, set] = useForm({ call: '', delta: '', reason: '' });
  const save = async () => {
    const made = await post('/v1/admin/adjustments', { workspace_id: workspace, call_id: values.call.trim(), delta_usd: values.delta.trim(), reason: values.reason });
    toast(`Corrected by ${money(made.delta_usd)}.`);
    onDone();
  };
  return h(FormDialog, { title: 'Correct a line', verb: 'Correct', onClose, save }, (wrong) => [
    h(TextField, { key: 'call', label: 'Call', value: values.call, onValue: set('call'), error: wrong('call_id'), hint: 'Its id, from the receipt or the exported lines', autofocus: true }),
    h(TextField, { key: 'delta', label: 'Change, USD', inputMode: 'decimal', value: values.delta, onValue: set('delta'), error: wrong('delta_usd'), placeholder: '-0.0004', hint: 'With all its corrections a call never costs less than 0' }),
    h(TextField, { key: 'reason', label: 'Reason', value: values.reason, onValue: set('reason'), error: wrong('reason'), placeholder: 'provider credited the call' }),
  ]);
}

function Closing({ workspace, onClose }) {
  const [values, set] = useForm({ month: lastMonth() });
  const save = async () => {
    const made = await post('/v1/admin/statements', { workspace_id: workspace, month: values.month });
    toast(`Closed ${made.month}: ${money(made.amount_due)} due.`);
  };
  return h(FormDialog, { title: 'Close a month', verb: 'Close it for good', onClose, save }, (wrong) => [
    h(Notice, { key: 'said' }, 'A closed month never changes. What is corrected later is in a later month.'),
    h(TextField, { key: 'month', label: 'Month (UTC)', value: values.month, onValue: set('month'), error: wrong('month'), placeholder: '2026-10' }),
  ]);
}
