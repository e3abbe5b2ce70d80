/** The page's service worker, which shows notices. It is there only once somebody turned them on. */

const SCRIPT = '/sw.js';

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => unknown };
}

/** A browser with Trusted Types runs a worker only by an address that a policy of ours gave out. */
let trusted: unknown;
function script(): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  trusted ??=
    policies
      ?.createPolicy('rondo-worker', {
        createScriptURL: (url) => {
          if (url !== SCRIPT) throw new TypeError('not the worker of this page');
          return url;
        },
      })
      .createScriptURL(SCRIPT) ?? SCRIPT;
  return trusted as string;
}

export const hasWorkers = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

/** Starts the worker, or brings it up to date. */
export async function startWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(script(), { scope: '/', updateViaCache: 'none' });
  return navigator.serviceWorker.ready;
}

/** The worker, if it was started before. */
export async function worker(): Promise<ServiceWorkerRegistration | null> {
  if (!hasWorkers()) return null;
  return (await navigator.serviceWorker.getRegistration('/')) ?? null;
}
