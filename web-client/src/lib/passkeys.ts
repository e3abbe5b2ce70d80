/** The browser's side of passkeys (WebAuthn). */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { LocalError } from '../api/error';

type Answer = Record<string, unknown>;

/** Why the browser has none, by the name of its error. */
const REFUSALS: Record<string, string> = {
  NotAllowedError: 'passkey_cancelled',
  AbortError: 'passkey_cancelled',
  InvalidStateError: 'passkey_known',
  SecurityError: 'passkey_elsewhere',
};

/** Whether the browser can make and show passkeys. */
export const knowsPasskeys = (): boolean => 'PublicKeyCredential' in window;

/** Has the device make a passkey. */
export const makePasskey = (options: unknown): Promise<Answer> =>
  attempt(async ({ startRegistration }) => ({
    ...(await startRegistration({
      optionsJSON: options as PublicKeyCredentialCreationOptionsJSON,
    })),
  }));

/** Has the device show one. */
export const showPasskey = (options: unknown): Promise<Answer> =>
  attempt(async ({ startAuthentication }) => ({
    ...(await startAuthentication({
      optionsJSON: options as PublicKeyCredentialRequestOptionsJSON,
    })),
  }));

type Library = typeof import('@simplewebauthn/browser');

/** The library is loaded when somebody uses a passkey. */
async function attempt(work: (library: Library) => Promise<Answer>): Promise<Answer> {
  if (!knowsPasskeys()) throw new LocalError('passkey_impossible', null);
  const library = await import('@simplewebauthn/browser');
  try {
    return await work(library);
  } catch (error) {
    throw new LocalError(
      REFUSALS[error instanceof Error ? error.name : ''] ?? 'passkey_failed',
      error,
    );
  }
}
