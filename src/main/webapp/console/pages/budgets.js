import { h, useState } from '../lib.js';
import { put, remove } from '../api.js';
import { isUnlocked, may } from '../session.js';
import { Button, Check, Choice, Empty, ErrorBox, IconButton, Loading, Select, TextField, toast, useListing } from '../ui.js';
import { BudgetBar, budgetName } from '../parts/budget-bar.js';
import { FormDialog, Sure, listed, useForm, whole } from '../parts/forms.js';
import { useNames } from '../parts/names.js';

const SCOPES = [['workspace', 'Workspace'], ['project', 'Project'], ['key', 'Key']];
const PERIODS = [['daily', 'Day'], ['weekly', 'Week, from Monday'], ['monthly', 'Month'], ['lifetime', 'For good']];
const ORDER = ['workspace', 'project', 'key'];

export function Page() {
  const listing = useListing('/v1/budgets', { limit: 100 });
  const names = useNames();
  const [open, show] = useState(null);
  const change = may('workspace:admin') && isUnlocked();
  const make = change && h(Button, { kind: 'primary', icon: 'plus', onClick: () => show({ what: 'edit', row: null }) }, 'Set a budget');
  const close = () => show(null);
  return [
    h('div', { key: 'head', class: 'row apart' }, h('p', { class: 'muted' }, 'A hard budget refuses what does not fit, before anything is sent. Periods begin at midnight UTC.'), make),
    h(Bars, { key: 'bars', listing, names, empty: h(Empty, { title: 'No budgets', action: make }, 'Nothing caps what is spent here, but for limits of single keys.') },
      change && ((budget) => [
        h(IconButton, { key: 'edit', icon: 'edit', label: `Change the budget of ${budgetName(budget, names)}, ${budget.period}`, onClick: () => show({ what: 'edit', row: budget }) }),
        h(IconButton, { key: 'delete', icon: 'trash', label: `Delete the budget of ${budgetName(budget, names)}, ${budget.period}`, onClick: () => show({ what: 'delete', row: budget }) }),
      ])),
    open?.what === 'edit' && h(Editor, { key: 'edit', row: open.row, names, onClose: close, onDone: listing.reload }),
    open?.what === 'delete' && h(Sure, { key: 'delete', title: 'Delete this budget?', verb: 'Delete', act: () => remove(`/v1/budgets/${open.row.id}`), done: 'Deleted the budget.', onClose: close, onDone: listing.reload },
      h('p', null, `${budgetName(open.row, names)}, ${open.row.period}: nothing will cap it. What it counted stays in the ledger.`)),
  ];
}

function Bars({ listing, names, empty, children }) {
  if (listing.error && !listing.rows) return h(ErrorBox, { error: listing.error, retry: listing.reload });
  if (!listing.rows || !names.ready) return h(Loading, { rows: 6 });
  if (listing.rows.length === 0) return empty;
  const rows = listing.rows.slice().sort((one, other) => ORDER.indexOf(one.scope) - ORDER.indexOf(other.scope));
  return h('section', { class: 'card', 'aria-label': 'Budgets' },
    h('div', { class: 'body' }, rows.map((budget) => h(BudgetBar, { key: budget.id, budget, name: budgetName(budget, names) }, children && children(budget))),
      listing.hasMore && h(Button, { busy: listing.loading, onClick: listing.more }, 'Show more')));
}

function Editor({ row, names, onClose, onDone }) {
  const [values, set] = useForm({
    scope: row?.scope ?? 'workspace', id: row?.scope_id ?? '', period: row?.period ?? 'monthly', cap: row ? String(row.cap_usd) : '', hard: row ? row.mode === 'hard' : true, alerts: (row?.alert_thresholds ?? [50, 80, 90]).join(', '),
  });
  const things = values.scope === 'project' ? names.projects : names.keys;
  const save = async () => {
    const named = values.scope === 'workspace' ? {} : { scope_id: values.id || undefined };
    const saved = await put('/v1/budgets', { scope: values.scope, ...named, period: values.period, cap_usd: values.cap.trim(), mode: values.hard ? 'hard' : 'soft', alert_thresholds: listed(values.alerts).map(whole) });
    toast(row ? 'Changed the budget.' : `Set the budget of ${budgetName(saved, names)}.`);
    onDone();
  };
  return h(FormDialog, { title: row ? `Budget of ${budgetName(row, names)}` : 'Set a budget', onClose, save }, (wrong) => [
    !row && h(Choice, { key: 'scope', label: 'Of', value: values.scope, options: SCOPES, onValue: set('scope') }),
    !row && values.scope !== 'workspace' && (things.length > 0
      ? h(Select, { key: 'id', label: values.scope === 'project' ? 'Project' : 'Key', value: values.id, onValue: set('id'), error: wrong('scope_id'), options: [['', 'Choose one'], ...things.map((one) => [one.id, one.name])] })
      : h(TextField, { key: 'id', label: values.scope === 'project' ? 'Project' : 'Key', value: values.id, onValue: set('id'), error: wrong('scope_id'), placeholder: 'id' })),
    !row && h(Select, { key: 'period', label: 'For each', value: values.period, onValue: set('period'), error: wrong('period'), options: PERIODS, hint: 'One budget for each period of the same thing: another cap replaces the old one' }),
    h(TextField, { key: 'cap', label: 'Cap, USD', name: 'budget-cap', inputMode: 'decimal', value: values.cap, onValue: set('cap'), error: wrong('cap_usd'), placeholder: '250', autofocus: true }),
    h(Check, { key: 'hard', label: 'Hard: refuse what does not fit', hint: 'Otherwise it only counts and warns', checked: values.hard, onValue: set('hard') }),
    h(TextField, { key: 'alerts', label: 'Warn at, percent', value: values.alerts, onValue: set('alerts'), error: wrong('alert_thresholds'), hint: 'Of the cap, separated by commas' }),
  ]);
}
