import { flushSync, mount } from 'svelte';
import App from './App.svelte';
import { startLanguage } from './i18n/index.svelte';
import { shownHeight } from './lib/keyboard.svelte';
import { askForKnownFonts } from './lib/fonts';
import { leaveShell } from './lib/shell';
import { startQuickExitKeys } from './lib/quick-exit';
import { watchForTranslation } from './lib/translation.svelte';
import { startRouter } from './router/router.svelte';
import './styles/index.css';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

// Leaving must work before anything else does.
startQuickExitKeys();

// Not awaited at the top: files that are fetched on the way import from this one.
async function start(target: HTMLElement): Promise<void> {
  await startLanguage();
  askForKnownFonts();
  startRouter();
  watchForTranslation();
  shownHeight.follow();
  mount(App, { target });
  flushSync();
  leaveShell(target);
}

// Otherwise `shell/check.js` has said why nothing else can be done here.
if (!('old' in document.documentElement.dataset)) void start(target);
