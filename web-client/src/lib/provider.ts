/** What an identity provider sent back, in the address that the browser came back to. */
import type { FromProvider } from '../api/generated';

export function readAnswer(search: string): FromProvider | null {
  const sent = new URLSearchParams(search);
  const [code, state] = [sent.get('code'), sent.get('state')];
  return code && state ? { code, state } : null;
}

/** Reads it once: it stands neither in the address nor in the history from then on. */
export function takeAnswer(): FromProvider | null {
  const answer = readAnswer(location.search);
  history.replaceState(history.state, '', location.pathname);
  return answer;
}
