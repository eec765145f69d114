import { h } from '../lib.js';
import { all } from '../api.js';
import { to } from '../router.js';
import { useAnswer } from '../ui.js';
import { BudgetBar, budgetName } from '../parts/budget-bar.js';
import { useNames } from '../parts/names.js';
import { Views } from '../parts/views.js';
import { Overview } from '../usage/overview.js';
import { ReceiptPage } from '../usage/receipt.js';
import { Requests } from '../usage/requests.js';
import { Statements } from '../usage/statements.js';

export function Page({ route }) {
  const names = useNames();
  const [view, what] = route.rest;
  const { query } = route;
  return [
    h(Views, { key: 'views', label: 'Views of usage', of: [
      [to('usage', [], query), 'Overview', !view],
      [to('usage', ['requests'], query), 'Requests', view === 'requests' || view === 'request'],
      [to('usage', ['statements']), 'Statements', view === 'statements'],
    ] }),
    view === 'requests' ? h(Requests, { key: 'requests', query, names })
      : view === 'request' && what ? h(ReceiptPage, { key: what, id: what, query, names })
        : view === 'statements' ? h(Statements, { key: 'statements', month: what, names })
          : h(Overview, { key: 'overview', path: '/v1/usage', page: 'usage', query, names }, h(Budgets, { names })),
  ];
}

/** What is left, where there is a budget; the page of budgets has the rest. */
function Budgets({ names }) {
  const { value } = useAnswer(() => all('/v1/budgets'));
  if (!value?.length) return null;
  return h('details', { class: 'card budgets-of' },
    h('summary', null, `Budgets (${value.length})`),
    h('div', { class: 'body' }, value.slice(0, 6).map((budget) => h(BudgetBar, { key: budget.id, budget, name: budgetName(budget, names) })),
      h('p', null, h('a', { href: to('budgets') }, 'All budgets'))));
}
