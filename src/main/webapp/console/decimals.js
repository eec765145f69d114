// Money is exact: amounts stay the text the API wrote and are added as whole numbers, never as floats.

/** JSON in which whole numbers are numbers, and every other one its own text; 5.0000000001 must not come as 5. */
export function parseExact(text) {
  return JSON.parse(text, (_, value, context) => {
    if (typeof value !== 'number') return value;
    const source = context?.source ?? plain(value);
    return Number.isSafeInteger(value) && String(value) === source ? value : source;
  });
}

/** A number or numeric text as plain decimal digits, without an exponent. */
export function plain(value) {
  const text = String(value).trim();
  const parts = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text);
  if (!parts) return text;
  const [, sign, whole, fraction = '', exponent = '0'] = parts;
  return sign + shifted(whole + fraction, fraction.length - Number(exponent));
}

/** `digits` with the point so many places from the right. */
function shifted(digits, scale) {
  if (scale <= 0) return trimmed(digits + '0'.repeat(-scale), '');
  const padded = digits.padStart(scale + 1, '0');
  return trimmed(padded.slice(0, -scale), padded.slice(-scale));
}

function trimmed(whole, fraction) {
  const left = whole.replace(/^0+(?=\d)/, '');
  const right = fraction.replace(/0+$/, '');
  return right ? `${left}.${right}` : left;
}

/** The same amount times ten to the `places`: per token to per million with 6. */
export function timesTen(value, places) {
  const text = plain(value);
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  return (text.startsWith('-') ? '-' : '') + shifted(whole + fraction, fraction.length - places);
}

const scaleOf = (text) => (text.split('.')[1] ?? '').length;
const unscaled = (text, scale) => BigInt(text.replace('.', '') + '0'.repeat(scale - scaleOf(text)));

/** The exact sum of amounts; nulls count nothing. */
export function sum(values) {
  const texts = values.filter((v) => v !== null && v !== undefined).map(plain);
  const scale = Math.max(0, ...texts.map(scaleOf));
  const total = texts.reduce((all, text) => all + unscaled(text, scale), 0n);
  const digits = (total < 0n ? -total : total).toString();
  return (total < 0n ? '-' : '') + shifted(digits, scale);
}

/** Below zero, zero or above, as a comparator says it. */
export function compare(one, other) {
  const [a, b] = [plain(one), plain(other)];
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const difference = unscaled(a, scale) - unscaled(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isZero = (value) => compare(value ?? 0, 0) === 0;

/** For bars and charts alone, where a pixel is the precision. */
export const approximate = (value) => Number(value ?? 0);

/** Whether somebody typed an amount. */
export const isAmount = (text) => /^\d{1,9}(\.\d{1,10})?$/.test(text.trim());
