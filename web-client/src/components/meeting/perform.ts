import { quickExit } from '../../lib/quick-exit';
import type { Doing } from '../../meeting/doing';
import type { InMeeting } from '../../visit/context';
import type { Panels } from '../../visit/panels.svelte';

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
