// What changed between two texts, line by line. Pure.

/** Members in one order, so that only what differs shows. */
export const written = (value) => JSON.stringify(ordered(numeric(value)), null, 2);

/** With amounts, which are read as text, as the numbers they were: those that lose no digit by it. */
export function numeric(fusion) {
  const cap = fusion?.max_cost_usd;
  return typeof cap === 'string' && String(Number(cap)) === cap ? { ...fusion, max_cost_usd: Number(cap) } : fusion;
}

function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, ordered(value[name])]));
}

/** `[{kind: 'same' | 'del' | 'add', text}]`, by the longest common subsequence of lines. */
export function lines(before, after) {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const common = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  }
  const found = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ kind: 'same', text: a[i++] });
      j++;
    } else if (i < a.length && (j === b.length || common[i + 1][j] >= common[i][j + 1])) found.push({ kind: 'del', text: a[i++] });
    else found.push({ kind: 'add', text: b[j++] });
  }
  return found;
}
