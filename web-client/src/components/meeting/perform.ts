import { quickExit } from '../../lib/quick-exit';
import { sealedActions } from '../../meeting/sealed';
import type { Doing } from '../../meeting/doing';
import type { InMeeting } from '../../visit/context';
import type { Panels } from '../../visit/panels.svelte';

/** Takes back one's own share of a sealed round; its words are in the field again. */
export async function takeBackSealed({ visit, view }: InMeeting): Promise<void> {
  const own = view.me.sealed;
  const { takeBack } = sealedActions(view);
  if (!takeBack || !(await visit.act(takeBack)) || own?.type !== 'words') return;
  visit.writing?.putBack(own);
}

/** Does what the text in the field says. The text goes; it comes back if the server refuses. */
export function perform(doing: Doing, { visit, view }: InMeeting, panels: Panels): void {
  const { writing } = visit;
  if (doing.type === 'send') {
    if (panels.asksFirst(view, doing.command)) return writing?.clear();
    return void writing?.carryOut(doing.command);
  }
  writing?.clear();
  switch (doing.type) {
    case 'open':
      return panels.open(doing.panel);
    case 'ask':
      return panels.ask(doing.about);
    case 'whisper':
      return panels.whisper(doing.to);
    case 'take_back':
      return void visit.takeBack(doing.message);
    case 'take_back_sealed':
      return void takeBackSealed({ visit, view });
    case 'note':
      return writing?.setNote(doing.note);
    case 'hide':
      return visit.choices.toggleHidden(doing.who);
    case 'call_for_help':
      panels.open('help');
      return void visit.callForHelp();
    case 'exit':
      return quickExit();
  }
}
