/** What `index.html` shows until the client is there. */

/** Whether the shell is still what is seen. */
export const shellStands = (): boolean => 'shell' in document.documentElement.dataset;

/** The client is drawn: it takes the place of the shell. */
export function leaveShell(app: HTMLElement): void {
  delete document.documentElement.dataset.shell;
  document.getElementById('shell')?.remove();
  app.removeAttribute('aria-busy');
}
