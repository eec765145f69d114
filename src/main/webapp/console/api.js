// The public API, as any client sees it. Every failure is an ApiError that can be shown as it is.
import { parseExact } from './decimals.js';
import { readEvents } from './sse.js';
import { current, signOut } from './session.js';

/** A refusal or failure: `message` is a sentence, `code`, `param`, `requestId` and `status` find its cause. */
export class ApiError extends Error {
  constructor(message, facts) {
    super(message);
    this.name = 'ApiError';
    Object.assign(this, { status: 0, code: null, param: null, requestId: null, retryAfter: null, body: null }, facts);
  }
}

const UNREACHABLE = 'The gateway cannot be reached. It may be restarting, or the connection is down.';
const GONE_KEYS = new Set(['invalid_api_key', 'api_key_disabled', 'api_key_expired']);

/** One request. `options`: body (an object), query, signal, headers, key (else the session's). Gives the Response. */
export async function send(method, path, options = {}) {
  const key = options.key ?? current().key;
  const headers = { ...(key ? { Authorization: `Bearer ${key}` } : {}), ...options.headers };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(path + queryOf(options.query), {
      method,
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    throw new ApiError(UNREACHABLE, { code: 'unreachable' });
  }
  if (response.ok) return response;
  const refusal = await refusalOf(response);
  // Only a key that is the session's own ends it; one that is being tried at sign-in does not.
  if (response.status === 401 && GONE_KEYS.has(refusal.code) && options.key === undefined) signOut(refusal.message);
  throw refusal;
}

function queryOf(query) {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return pairs.length ? `?${new URLSearchParams(pairs)}` : '';
}

async function refusalOf(response) {
  const body = await response.text().then(parseExact).catch(() => null);
  const error = body?.error ?? {};
  return new ApiError(error.message ?? `The gateway answered ${response.status} without saying why.`, {
    status: response.status,
    code: error.code ?? null,
    param: error.param ?? null,
    requestId: body?.request_id ?? response.headers.get('x-request-id'),
    retryAfter: response.headers.get('retry-after'),
    body,
  });
}

/** The reply's body; numbers that a float could bend come as text. Null for 204. */
async function json(method, path, options) {
  const response = await send(method, path, options);
  const text = await response.text();
  return text ? parseExact(text) : null;
}

export const get = (path, query, options) => json('GET', path, { ...options, query });
export const post = (path, body, options) => json('POST', path, { ...options, body });
export const put = (path, body, options) => json('PUT', path, { ...options, body });
export const patch = (path, body, options) => json('PATCH', path, { ...options, body });
export const remove = (path, options) => json('DELETE', path, options);

/** Every page of a list, up to `most` rows: for the few things a picker offers. */
export async function all(path, query = {}, most = 1000) {
  const rows = [];
  let cursor = null;
  do {
    const page = await get(path, { limit: 100, ...query, cursor });
    rows.push(...page.data);
    cursor = page.has_more ? page.next_cursor : null;
  } while (cursor && rows.length < most);
  return rows;
}

/**
 * A streamed request: `heard(event)` for each one, parsed. Gives the reply's head once it is there; ends when the
 * stream does. A stream that stops without its last event is an ApiError, as a refusal is.
 */
export async function stream(path, body, { signal, opened, heard }) {
  const response = await send('POST', path, { body, signal, headers: { Accept: 'text/event-stream' } });
  opened?.(response.headers);
  try {
    for await (const data of readEvents(response.body)) heard(parseExact(data));
  } catch (cause) {
    if (cause.name === 'AbortError' || cause instanceof ApiError) throw cause;
    throw new ApiError('The connection broke while the answer was coming.', {
      code: 'stream_broken',
      requestId: response.headers.get('x-request-id'),
    });
  }
}

/** A file made by the API, saved under `name`. */
export async function download(path, query, accept, name) {
  const response = await send('GET', path, { query, headers: { Accept: accept } });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return response.headers.get('x-next-cursor');
}
