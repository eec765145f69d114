// Forms: fields in one object, the gateway's refusal beside the field it names, and dialogs that save.
import { h, useState } from '../lib.js';
import { Button, Confirm, Dialog, ErrorBox, TextField, toast, useAction } from '../ui.js';

/** `[values, set, fill]`: `set('name')` is what a control calls with its value. */
export function useForm(initial) {
  const [values, fill] = useState(initial);
  return [values, (name) => (value) => fill((before) => ({ ...before, [name]: value })), fill];
}

const isAt = (at, param) => at === param || at?.startsWith(`${param}[`);

/**
 * Gives a refusal to the field it names: `wrong('limits.rpm')`, also where it names a part of it. `rest()` is the
 * refusal if no field took it.
 */
export function placing(error) {
  const taken = new Set();
  return {
    wrong: (param) => {
      taken.add(param);
      return error && isAt(error.param, param) ? error.message : undefined;
    },
    rest: () => (error && [...taken].some((param) => isAt(error.param, param)) ? null : error),
  };
}

/** A dialog with fields. `save` is async; the dialog closes when it worked. `children(wrong)` gives the fields. */
export function FormDialog({ title, verb = 'Save', onClose, save, children, wide, disabled }) {
  const [run, busy, error] = useAction(async () => {
    const done = await save();
    if (done !== false) onClose();
  });
  const { wrong, rest } = placing(error);
  const fields = children(wrong);
  return h(Dialog, { title, wide, onClose, onSubmit: run, actions: [
    h(Button, { key: 'no', kind: 'quiet', onClick: onClose }, 'Cancel'),
    h(Button, { key: 'yes', kind: 'primary', type: 'submit', busy, disabled }, verb),
  ] }, fields, h(ErrorBox, { error: rest() }));
}

/** Asks, does it, says so. `act` is async. */
export function Sure({ title, verb, act, done, onClose, onDone, children }) {
  const [run, busy, error] = useAction(async () => {
    await act();
    toast(done);
    onClose();
    onDone?.();
  });
  return h(Confirm, { title, verb, onClose, run, busy, error }, children);
}

/** What was typed, as a whole number for the API; else as typed, for the API to refuse. Nothing is null. */
export function whole(text) {
  const typed = String(text ?? '').trim();
  if (typed === '') return null;
  const number = Number(typed);
  return Number.isSafeInteger(number) ? number : typed;
}

/** One a line, or separated by commas. */
export const listed = (text) => text.split(/[\n,]/).map((one) => one.trim()).filter(Boolean);

export const LIMITS = ['rpm', 'tpm', 'concurrent'];

/** Rate limits as text fields hold them. */
export const limitsText = (limits) => Object.fromEntries(LIMITS.map((name) => [name, String(limits?.[name] ?? '')]));

/** Of text fields, as the API takes them. */
export const limitsOf = (values) => Object.fromEntries(LIMITS.map((name) => [name, whole(values[name])]));

export const LimitFields = ({ values, set, wrong }) =>
  h('fieldset', { class: 'choice' }, h('legend', null, 'Limits'),
    h('div', { class: 'pairs' },
      h(TextField, { label: 'Requests a minute', value: values.rpm, onValue: set('rpm'), error: wrong('limits.rpm'), inputMode: 'numeric', placeholder: 'none' }),
      h(TextField, { label: 'Tokens a minute', value: values.tpm, onValue: set('tpm'), error: wrong('limits.tpm'), inputMode: 'numeric', placeholder: 'none' }),
      h(TextField, { label: 'Requests at once', value: values.concurrent, onValue: set('concurrent'), error: wrong('limits.concurrent'), inputMode: 'numeric', placeholder: 'none' })));

/** `600 req/min, 50 at once`. */
export function limitsSaid(limits) {
  const parts = [limits?.rpm != null && `${limits.rpm} req/min`, limits?.tpm != null && `${limits.tpm} tok/min`, limits?.concurrent != null && `${limits.concurrent} at once`];
  return parts.filter(Boolean).join(', ') || 'none';
}
