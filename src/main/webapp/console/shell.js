// Frame of every page: who is signed in, where one can go, and the page itself, loaded when it is opened.
import { h, useEffect, useRef, useState } from './lib.js';
import { load, pagesFor } from './pages.js';
import { to, useRoute } from './router.js';
import { current, signIn, signOut, useSession } from './session.js';
import { get } from './api.js';
import { SignIn } from './signin.js';
import { ThemeSwitch } from './theming.js';
import { Badge, ErrorBox, Icon, IconButton, Loading, Mark, Toasts } from './ui.js';

export function App() {
  const session = useSession();
  return h('div', { class: 'app' },
    session.who ? h(Inside, { who: session.who }) : session.key ? h(Resume) : h(SignIn, { notice: session.notice }),
    h(Toasts));
}

/** A key from this tab's storage: asked who it is, before anything is shown. */
function Resume() {
  const [error, setError] = useState(null);
  const ask = () => {
    setError(null);
    signIn(current().key, true, (path, key) => get(path, {}, { key })).catch((e) => (e.status === 401 ? signOut(e.message) : setError(e)));
  };
  useEffect(ask, []);
  return h('main', { class: 'alone' }, error ? h(ErrorBox, { error, retry: ask }) : h(Loading, { rows: 4 }));
}

function Inside({ who }) {
  const route = useRoute();
  const pages = pagesFor(who);
  const page = pages.find((one) => one.id === route.page) ?? (route.page ? null : pages[0]);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    document.title = `${page?.name ?? 'Not found'} · Quorate`;
    setOpen(false);
  }, [page?.id]);
  return [
    h('a', { class: 'skip', href: '#content', onClick: skip }, 'Skip to content'),
    h('header', { class: 'top' },
      h(IconButton, { icon: open ? 'close' : 'menu', label: open ? 'Close menu' : 'Menu', 'aria-expanded': String(open), 'aria-controls': 'menu', onClick: () => setOpen(!open) }),
      h('a', { class: 'brand', href: '#/' }, h(Mark), 'Quorate'),
      h('span', { class: 'here' }, page?.name)),
    h('nav', { id: 'menu', class: open ? 'side open' : 'side', 'aria-label': 'Pages' },
      h('a', { class: 'brand', href: '#/' }, h(Mark), 'Quorate'),
      h('ul', null, pages.map((one) =>
        h('li', { key: one.id }, h('a', { href: to(one.id), 'aria-current': one === page ? 'page' : undefined }, h(Icon, { name: one.icon }), one.name)))),
      h(Who, { who })),
    h('main', { id: 'content', tabIndex: -1 }, page ? h(Place, { key: page.id, page, route }) : h(Nowhere, { pages })),
  ];
}

/** The address is the route, so the jump is made by hand. */
function skip(event) {
  event.preventDefault();
  document.getElementById('content').focus();
}

function Who({ who }) {
  return h('div', { class: 'who' },
    h('div', { class: 'names' },
      h('strong', null, who.admin ? 'Platform' : who.workspace.name),
      h('span', { class: 'muted', title: who.scopes.join(', ') }, who.name),
      h('span', { class: 'badges' },
        who.admin && h(Badge, { tone: 'warn' }, 'admin'),
        who.test && h(Badge, { tone: 'warn', title: 'Sandbox models only; amounts are zero' }, 'test key'),
        who.project && h(Badge, { title: 'This key is locked to one project' }, who.project.slug))),
    h('div', { class: 'tools' }, h(ThemeSwitch), h(IconButton, { icon: 'exit', label: 'Sign out', onClick: () => signOut() })));
}

/** Loads the page's module once it is wanted. */
function Place({ page, route }) {
  const [loaded, setLoaded] = useState({});
  const ask = () => {
    setLoaded({});
    load(page).then(({ Page }) => setLoaded({ Page }), (cause) => setLoaded({ cause }));
  };
  useEffect(ask, [page.id]);
  const main = useRef(null);
  if (loaded.cause) return h(Missing, { page, retry: ask });
  return h('div', { class: 'page', ref: main }, h('h1', null, page.name), loaded.Page ? h(loaded.Page, { route }) : h(Loading, { rows: 6 }));
}

const Missing = ({ page, retry }) =>
  h('div', { class: 'page' }, h('h1', null, page.name),
    h(ErrorBox, { retry, error: { message: 'This page could not be loaded.', code: null, param: null, requestId: null } }));

const Nowhere = ({ pages }) =>
  h('div', { class: 'page' }, h('h1', null, 'There is no such page'),
    h('p', null, 'Or this key has no use for it. It can open: '),
    h('ul', { class: 'plain-list' }, pages.map((page) => h('li', { key: page.id }, h('a', { href: to(page.id) }, page.name)))));
