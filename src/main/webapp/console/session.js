// Who is signed in. The key is in memory and, if wished, in this tab's session storage: nowhere else, and in no address.
import { useEffect, useState } from './lib.js';

const STORED = 'quorate.key';
const listeners = new Set();
let session = { key: sessionStorage.getItem(STORED), who: null, notice: null };

const isAdminKey = (key) => key.startsWith('qrt_admin_');

export const current = () => session;

function become(next) {
  session = next;
  listeners.forEach((listen) => listen(session));
}

/** Calls `listen` with every session that follows. */
export const onSession = (listen) => listeners.add(listen);

/** The session, and the component anew whenever it changes. */
export function useSession() {
  const [seen, see] = useState(session);
  useEffect(() => {
    listeners.add(see);
    see(session);
    return () => listeners.delete(see);
  }, []);
  return seen;
}

/**
 * What the gateway says of a key becomes the session: `{admin, scopes, name, workspace, project, test, headroom}`.
 * `ask` is the API's GET with that key.
 */
export async function signIn(key, keep, ask) {
  const who = await identify(key, ask);
  if (keep) sessionStorage.setItem(STORED, key);
  else sessionStorage.removeItem(STORED);
  become({ key, who, notice: null });
}

async function identify(key, ask) {
  if (isAdminKey(key)) {
    await ask('/v1/admin/workspaces?limit=1', key);
    return { admin: true, scopes: [], name: 'Administrator', workspace: null, project: null, test: false, headroom: [] };
  }
  const own = await ask('/v1/key', key);
  return { admin: false, ...own, test: key.startsWith('qrt_test_') };
}

/** Forgets the key. `notice` tells on the sign-in page why. */
export function signOut(notice = null) {
  sessionStorage.removeItem(STORED);
  become({ key: null, who: null, notice });
}

/** Whether the key may do this; administrators have no scopes of a workspace. */
export const may = (scope, who = session.who) => Boolean(who && !who.admin && who.scopes.includes(scope));

/** Whether it is a workspace's key that is not locked to one project. */
export const isUnlocked = (who = session.who) => Boolean(who && !who.admin && !who.project);
