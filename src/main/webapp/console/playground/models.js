// Which models a picker offers, and what they cost.
import { timesTen, compare } from '../decimals.js';
import { money } from '../ui/values.js';

/** Cards of `GET /v1/models` that are one model: no panel with a name, no alias of fusion. */
export const single = (cards) => cards.filter((card) => !card.pricing.prompt.startsWith('-') && !card.id.startsWith('@preset/') && card.id !== 'fusion');

/** `$0.25 in, $2.00 out per M tok`. */
export function price(card) {
  const perCall = compare(card.pricing.request, 0) > 0 ? `, ${money(card.pricing.request)} a call` : '';
  return `${money(timesTen(card.pricing.prompt, 6))} in, ${money(timesTen(card.pricing.completion, 6))} out per M tok${perCall}`;
}

/** Those whose id or name has every word, best known first: an id that begins with the words. */
export function matching(cards, words, most = 40) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = cards.filter((card) => wanted.every((word) => `${card.id} ${card.name}`.toLowerCase().includes(word)));
  return { shown: found.slice(0, most), more: Math.max(0, found.length - most) };
}
