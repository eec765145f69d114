import { h, useState } from './lib.js';
import { get } from './api.js';
import { signIn } from './session.js';
import { ThemeSwitch } from './theming.js';
import { Button, Check, ErrorBox, Mark, Notice, TextField, useAction } from './ui.js';

const SHAPE = /^qrt_(live|test|admin)_\S+$/;

/** `notice` says why one is here again. */
export function SignIn({ notice }) {
  const [key, setKey] = useState('');
  const [keep, setKeep] = useState(true);
  const [wrong, setWrong] = useState(null);
  const [enter, busy, error] = useAction(() => signIn(key.trim(), keep, (path, k) => get(path, {}, { key: k })));
  const submit = (event) => {
    event.preventDefault();
    const shaped = SHAPE.test(key.trim());
    setWrong(shaped ? null : 'A key begins with qrt_live_, qrt_test_ or qrt_admin_.');
    if (shaped) enter();
  };
  return h('main', { class: 'alone' },
    h('form', { class: 'card sign-in', onSubmit: submit },
      h('div', { class: 'brand' }, h(Mark), 'Quorate'),
      h('h1', null, 'Sign in with an API key'),
      notice && h(Notice, { tone: 'warn' }, `You were signed out. ${notice}`),
      h(TextField, { label: 'API key', type: 'password', name: 'key', value: key, onValue: setKey, error: wrong, autofocus: true,
        hint: 'A workspace\u2019s key opens what its scopes allow; an admin key the platform\u2019s pages.', autocapitalize: 'off' }),
      h(Check, { label: 'Keep it until this tab is closed', checked: keep, onValue: setKeep,
        hint: 'Else a reload asks again. It is never put into an address, a cookie or lasting storage.' }),
      h(ErrorBox, { error }),
      h(Button, { kind: 'primary', type: 'submit', busy }, 'Sign in'),
      h('p', { class: 'muted small' }, 'The first start of a gateway prints a key. Everything here is also in ', h('a', { href: '/openapi/ui' }, 'the API'), '.')),
    h('div', { class: 'corner' }, h(ThemeSwitch)));
}
