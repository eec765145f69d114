import { h, useEffect, useId, useRef } from '../lib.js';
import { Button, IconButton } from './controls.js';
import { ErrorBox } from './feedback.js';

/** A dialog over the page; focus stays in it, Escape closes it and gives focus back. With `onSubmit` it is a form. */
export function Dialog({ title, onClose, onSubmit, children, actions, wide }) {
  const box = useRef(null);
  const gone = useRef(false);
  const id = useId();
  useEffect(() => {
    const dialog = box.current;
    dialog.showModal();
    return () => {
      gone.current = true;
      dialog.close(); // gives the focus back
    };
  }, []);
  // The event of a dialog that is gone comes late, and must not close the next one.
  const closed = () => gone.current || onClose();
  return h('dialog', { ref: box, class: wide ? 'wide' : '', 'aria-labelledby': id, onClose: closed },
    h('header', null, h('h2', { id }, title), h(IconButton, { icon: 'close', label: 'Close', onClick: onClose })),
    h(onSubmit ? 'form' : 'div', onSubmit ? { onSubmit: (event) => { event.preventDefault(); onSubmit(); } } : null,
      h('div', { class: 'body' }, children),
      actions && h('footer', null, actions)));
}

/** Asks before something that cannot be undone. `act` is async; its failure is shown here. */
export const Confirm = ({ title, children, verb, onClose, run, busy, error }) =>
  h(Dialog, { title, onClose, actions: [
    h(Button, { key: 'no', kind: 'quiet', onClick: onClose }, 'Cancel'),
    h(Button, { key: 'yes', kind: 'danger', busy, onClick: run }, verb),
  ] }, children, h(ErrorBox, { error }));
