import { h, useEffect, useId, useLayoutEffect, useRef, useState } from '../lib.js';
import { IconButton } from '../ui.js';
import { MOST_SEATS } from './form.js';
import { matching, price } from './models.js';

/**
 * A search over models that puts the chosen one in. Keyboard: arrows, Enter, Escape. `value` is shown where it picks one
 * model and not several; `children` stand below the label.
 */
export function ModelSearch({ label, cards, onPick, placeholder, value, error, disabled, children }) {
  const id = useId();
  const input = useRef(null);
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useRef(null);
  useLayoutEffect(() => {
    if (open) place(list.current, input.current);
  });
  useEffect(() => {
    if (!open) return undefined;
    // The list goes along with its field for as long as that is in sight.
    const scrolled = (event) => {
      if (event.target === list.current) return;
      const { top, bottom } = input.current.getBoundingClientRect();
      if (bottom > 0 && top < innerHeight) place(list.current, input.current);
      else setOpen(false);
    };
    addEventListener('scroll', scrolled, true);
    return () => removeEventListener('scroll', scrolled, true);
  }, [open]);
  const { shown, more } = matching(cards, words);
  const active = Math.min(at, shown.length - 1);
  const pick = (card) => {
    onPick(card.id);
    setWords('');
    setOpen(false);
    setAt(0);
  };
  // Near the end of a long list the chosen one would be out of sight.
  useLayoutEffect(() => {
    if (open) list.current.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const press = (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) {
      event.preventDefault();
      setOpen(true);
      setAt(Math.max(0, Math.min(shown.length - 1, active + (open ? move : 0))));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (open && shown[active]) pick(shown[active]);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return h('div', { class: error ? 'field search wrong' : 'field search' },
    h('label', { for: id }, label),
    children,
    h('div', { class: 'combo' },
      h('input', { id, ref: input, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: false, disabled, placeholder: value || placeholder,
        'aria-expanded': String(open && shown.length > 0), 'aria-controls': `${id}-list`, 'aria-autocomplete': 'list', 'aria-activedescendant': open && shown[active] ? `${id}-${active}` : undefined,
        'aria-describedby': error ? `${id}-said` : undefined, 'aria-invalid': error ? 'true' : undefined, class: value ? 'has-value' : '', value: words,
        onInput: (event) => { setWords(event.currentTarget.value); setOpen(true); setAt(0); },
        onFocus: () => setOpen(true), onClick: () => setOpen(true), onBlur: () => { setOpen(false); setWords(''); }, onKeyDown: press }),
      h('ul', { ref: list, id: `${id}-list`, role: 'listbox', 'aria-label': label, hidden: !open || shown.length === 0 },
        shown.map((card, index) =>
          h('li', { key: card.id, id: `${id}-${index}`, role: 'option', 'aria-selected': index === active ? 'true' : 'false',
            // Before the field loses focus, which closes the list.
            onMouseDown: (event) => { event.preventDefault(); pick(card); }, onMouseEnter: () => setAt(index) },
            h('span', { class: 'id' }, card.id), h('span', { class: 'muted small num' }, price(card)))),
        more > 0 && h('li', { class: 'muted small', role: 'presentation' }, `${more} more: type to narrow`)),
      open && shown.length === 0 && h('p', { class: 'none muted small' }, cards.length ? 'No model has these words.' : 'This key may use no model.')),
    error && h('p', { id: `${id}-said`, class: 'said error' }, error));
}

/** Below the field or, where there is no room, above; fixed, for what holds the field may scroll. */
function place(list, field) {
  const { top, bottom, left, width } = field.getBoundingClientRect();
  const below = innerHeight - bottom - 12;
  const up = below < 200 && top > below;
  Object.assign(list.style, {
    left: `${left}px`, width: `${width}px`, maxHeight: `${Math.min(300, up ? top - 12 : below)}px`,
    top: up ? 'auto' : `${bottom + 4}px`, bottom: up ? `${innerHeight - top + 4}px` : 'auto',
  });
}

/** The panel: seats in order, the same model as often as wished. */
export function Panel({ cards, panel, onPanel, errorAt, error }) {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const swap = (index, other) => {
    const seats = panel.slice();
    [seats[index], seats[other]] = [seats[other], seats[index]];
    onPanel(seats);
  };
  return h(ModelSearch, { label: `Panel (${panel.length} of ${MOST_SEATS})`, cards, error, disabled: panel.length >= MOST_SEATS,
    placeholder: panel.length >= MOST_SEATS ? 'The panel is full' : 'Add a model: type to search', onPick: (id) => onPanel([...panel, id]) },
    panel.length > 0 && h('ol', { class: 'seats' }, panel.map((id, index) =>
      h('li', { key: `${index}-${id}`, class: errorAt(index) ? 'wrong' : '' },
        h('span', { class: 'seat-no num' }, index + 1),
        h('span', { class: 'seat-model' }, h('span', { class: 'id' }, id),
          h('span', { class: 'muted small num' }, errorAt(index) ?? (byId.has(id) ? price(byId.get(id)) : 'not in the list of this key'))),
        h(IconButton, { icon: 'up', label: `Move ${id} up`, disabled: index === 0, onClick: () => swap(index, index - 1) }),
        h(IconButton, { icon: 'plus', label: `Add ${id} once more`, disabled: panel.length >= MOST_SEATS, onClick: () => onPanel([...panel, id]) }),
        h(IconButton, { icon: 'close', label: `Remove ${id}`, onClick: () => onPanel(panel.filter((_, seat) => seat !== index)) })))));
}

/** One model, or none for the default. */
export const OneModel = ({ label, cards, value, onValue, error, absent }) =>
  h('div', { class: 'one-model' },
    h(ModelSearch, { label, cards, value, error, placeholder: absent, onPick: onValue }),
    value && h(IconButton, { icon: 'close', label: `${label}: back to the default`, onClick: () => onValue('') }));

