import { describe, expect, it } from 'vitest';
import { floor as german } from '../i18n/de/meeting/floor';
import { floor as english } from '../i18n/en/meeting/floor';
import type { FeedbackKind, MeetingView } from '../protocol/generated';
import { MOMENTS, momentOf, type Moment } from './moment';
import { hubWords, sentence } from './sentence';
import { asLead, but, MOMENT_VIEWS } from './testing/moments';
import { item, round, turn, world } from './testing/world';

/** In English and in German. */
type Both = [string, string];
interface Cell {
  member: Both;
  lead: Both;
  /** In the middle of the circle. */
  hub: Both;
}

/** Every moment of the floor, as a member and as a lead reads it. A moment without a row is a type error. */
const SAID = {
  gathering: {
    member: [
      'The meeting has not opened yet. A lead opens it.',
      'Das Treffen ist noch nicht eröffnet. Die Leitung eröffnet es.',
    ],
    lead: [
      'The meeting has not opened yet. Open it when you are ready.',
      'Das Treffen ist noch nicht eröffnet. Eröffne es, wenn du so weit bist.',
    ],
    hub: ['Not open yet', 'Noch nicht eröffnet'],
  },
  paused: {
    member: ['The floor is paused.', 'Das Wort ruht.'],
    lead: ['The floor is paused.', 'Das Wort ruht.'],
    hub: ['has the floor', 'hat das Wort'],
  },
  held_silence: {
    member: [
      'A silence is held. A soft bell ends it.',
      'Wir halten Stille. Eine leise Glocke beendet sie.',
    ],
    lead: [
      'A silence is held. A soft bell ends it.',
      'Wir halten Stille. Eine leise Glocke beendet sie.',
    ],
    hub: ['has the floor', 'hat das Wort'],
  },
  restarted: {
    member: [
      'The floor is paused. It goes on in a moment.',
      'Das Wort ruht. Gleich geht es weiter.',
    ],
    lead: ['The floor is paused. It goes on in a moment.', 'Das Wort ruht. Gleich geht es weiter.'],
    hub: ['has the floor', 'hat das Wort'],
  },
  suspended: {
    member: [
      'The floor rests until a therapist is back.',
      'Das Wort ruht, bis jemand von der therapeutischen Leitung zurück ist.',
    ],
    lead: [
      'The floor rests until a therapist is back.',
      'Das Wort ruht, bis jemand von der therapeutischen Leitung zurück ist.',
    ],
    hub: ['has the floor', 'hat das Wort'],
  },
  everyone_muted: {
    member: ['Everyone is muted for now.', 'Alle sind vorerst stumm.'],
    lead: ['Everyone is muted for now.', 'Alle sind vorerst stumm.'],
    hub: ['has the floor', 'hat das Wort'],
  },
  my_offer: {
    member: ['It’s your turn, if you want it.', 'Du bist dran, wenn du magst.'],
    lead: [
      'Cy is asked whether to share. Then Dee.',
      'Cy wird gefragt, ob ein Beitrag kommt. Dann Dee.',
    ],
    hub: ['may share now', 'kannst jetzt teilen'],
  },
  my_start: {
    member: ['The floor is yours. Take your time.', 'Du hast das Wort. Nimm dir Zeit.'],
    lead: ['Cy has the floor. Then Dee.', 'Cy hat das Wort. Dann Dee.'],
    hub: ['have the floor', 'hast das Wort'],
  },
  my_share: {
    member: ['The floor is yours. Take your time.', 'Du hast das Wort. Nimm dir Zeit.'],
    lead: ['Cy has about two minutes. Then Dee.', 'Cy hat noch etwa zwei Minuten. Dann Dee.'],
    hub: ['have the floor', 'hast das Wort'],
  },
  my_grace: {
    member: [
      'Your time is coming to an end. You can close in your own words.',
      'Deine Zeit geht zu Ende. Du kannst mit deinen eigenen Worten schließen.',
    ],
    lead: ['Cy has the floor. Then Dee.', 'Cy hat das Wort. Dann Dee.'],
    hub: ['have the floor', 'hast das Wort'],
  },
  my_last_draft: {
    member: ['The time for this share has ended.', 'Die Zeit für diesen Beitrag ist um.'],
    lead: ['Cy has the floor. Then Dee.', 'Cy hat das Wort. Dann Dee.'],
    hub: ['have the floor', 'hast das Wort'],
  },
  my_hold: {
    member: ['The floor waits for you.', 'Das Wort wartet auf dich.'],
    lead: ['Cy lost their connection. Then Dee.', 'Cy hat die Verbindung verloren. Dann Dee.'],
    hub: ['have the floor', 'hast das Wort'],
  },
  my_choice: {
    member: ['Thank you for sharing.', 'Danke fürs Teilen.'],
    lead: [
      'Cy is choosing what to hear back. Then Dee.',
      'Cy überlegt, was zurückkommen soll. Dann Dee.',
    ],
    hub: ['have the floor', 'hast das Wort'],
  },
  my_replies: {
    member: ['Thank you for sharing.', 'Danke fürs Teilen.'],
    lead: ['Cy asked for questions. Then Dee.', 'Cy möchte Fragen. Dann Dee.'],
    hub: ['have the floor', 'hast das Wort'],
  },
  my_naming: {
    member: ['Who would you like to hear next?', 'Wen möchtest du als Nächstes hören?'],
    lead: [
      'Cy is choosing who comes next. Then Dee.',
      'Cy wählt, wer als Nächstes spricht. Dann Dee.',
    ],
    hub: ['have the floor', 'hast das Wort'],
  },
  my_breath: {
    member: ['Thank you for sharing. A breath.', 'Danke fürs Teilen. Ein Atemzug.'],
    lead: ['A breath. Then Dee.', 'Ein Atemzug. Dann Dee.'],
    hub: ['A quiet time', 'Eine stille Zeit'],
  },
  offer: {
    member: [
      'Bo is asked whether to share. You are second, after Dee.',
      'Bo wird gefragt, ob ein Beitrag kommt. Du bist an zweiter Stelle, nach Dee.',
    ],
    lead: [
      'Bo is asked whether to share. Then Dee.',
      'Bo wird gefragt, ob ein Beitrag kommt. Dann Dee.',
    ],
    hub: ['may share now', 'kann jetzt teilen'],
  },
  share: {
    member: [
      'Bo has the floor. You are second, after Dee.',
      'Bo hat das Wort. Du bist an zweiter Stelle, nach Dee.',
    ],
    lead: ['Bo has about two minutes. Then Dee.', 'Bo hat noch etwa zwei Minuten. Dann Dee.'],
    hub: ['has the floor', 'hat das Wort'],
  },
  hold: {
    member: [
      'Bo lost their connection. You are second, after Dee.',
      'Bo hat die Verbindung verloren. Du bist an zweiter Stelle, nach Dee.',
    ],
    lead: ['Bo lost their connection. Then Dee.', 'Bo hat die Verbindung verloren. Dann Dee.'],
    hub: ['has the floor', 'hat das Wort'],
  },
  choice: {
    member: [
      'Bo is choosing what to hear back. You are second, after Dee.',
      'Bo überlegt, was zurückkommen soll. Du bist an zweiter Stelle, nach Dee.',
    ],
    lead: [
      'Bo is choosing what to hear back. Then Dee.',
      'Bo überlegt, was zurückkommen soll. Dann Dee.',
    ],
    hub: ['has the floor', 'hat das Wort'],
  },
  replies: {
    member: [
      'Bo asked for questions. You are second, after Dee.',
      'Bo möchte Fragen. Du bist an zweiter Stelle, nach Dee.',
    ],
    lead: ['Bo asked for questions. Then Dee.', 'Bo möchte Fragen. Dann Dee.'],
    hub: ['has the floor', 'hat das Wort'],
  },
  breath: {
    member: [
      'A breath. You are second, after Dee.',
      'Ein Atemzug. Du bist an zweiter Stelle, nach Dee.',
    ],
    lead: ['A breath. Then Dee.', 'Ein Atemzug. Dann Dee.'],
    hub: ['A quiet time', 'Eine stille Zeit'],
  },
  naming: {
    member: [
      'Bo is choosing who comes next. You are second, after Dee.',
      'Bo wählt, wer als Nächstes spricht. Du bist an zweiter Stelle, nach Dee.',
    ],
    lead: [
      'Bo is choosing who comes next. Then Dee.',
      'Bo wählt, wer als Nächstes spricht. Dann Dee.',
    ],
    hub: ['has the floor', 'hat das Wort'],
  },
  round_due: {
    member: [
      'The round has not begun. The lead starts it.',
      'Die Runde hat noch nicht begonnen. Die Leitung beginnt sie.',
    ],
    lead: [
      'The round has not begun. Start it when you are ready.',
      'Die Runde hat noch nicht begonnen. Beginn sie, wenn du so weit bist.',
    ],
    hub: ['Before the round', 'Vor der Runde'],
  },
  between_turns: {
    member: [
      'The floor is free. You are second, after Dee.',
      'Das Wort ist frei. Du bist an zweiter Stelle, nach Dee.',
    ],
    lead: ['The floor is free.', 'Das Wort ist frei.'],
    hub: ['Nobody has the floor', 'Niemand hat das Wort'],
  },
  to_be_named: {
    member: [
      'The floor is free. The lead names who comes next.',
      'Das Wort ist frei. Die Leitung wählt, wer als Nächstes spricht.',
    ],
    lead: [
      'The floor is free. You name who comes next.',
      'Das Wort ist frei. Du wählst, wer als Nächstes spricht.',
    ],
    hub: ['Nobody has the floor', 'Niemand hat das Wort'],
  },
  unheard: {
    member: [
      'Is there anyone who has not been heard yet? If you would like to, raise your hand.',
      'Ist jemand noch nicht zu Wort gekommen? Wenn du möchtest, heb die Hand.',
    ],
    lead: [
      'Is there anyone who has not been heard yet?',
      'Ist jemand noch nicht zu Wort gekommen?',
    ],
    hub: ['Nobody has the floor', 'Niemand hat das Wort'],
  },
  silence: {
    member: [
      'A quiet moment. Everyone passed, and that is fine.',
      'Ein stiller Moment. Alle haben gepasst, und das ist in Ordnung.',
    ],
    lead: [
      'A quiet moment. Everyone passed, and that is fine.',
      'Ein stiller Moment. Alle haben gepasst, und das ist in Ordnung.',
    ],
    hub: ['A quiet time', 'Eine stille Zeit'],
  },
  round_complete: {
    member: [
      'The round is complete. The lead goes on.',
      'Die Runde ist vollständig. Die Leitung macht weiter.',
    ],
    lead: ['The round is complete.', 'Die Runde ist vollständig.'],
    hub: ['The round is complete', 'Die Runde ist vollständig'],
  },
  round_closed: {
    member: [
      'The round is closed. The lead goes on.',
      'Die Runde ist geschlossen. Die Leitung macht weiter.',
    ],
    lead: ['The round is closed.', 'Die Runde ist geschlossen.'],
    hub: ['The round is closed', 'Die Runde ist geschlossen'],
  },
  hands: {
    member: [
      'The floor is free. Raise your hand when you would like it.',
      'Das Wort ist frei. Heb die Hand, wenn du es möchtest.',
    ],
    lead: ['The floor is free. No hand is raised.', 'Das Wort ist frei. Keine Hand ist oben.'],
    hub: ['Nobody has the floor', 'Niemand hat das Wort'],
  },
  directed: {
    member: [
      'The floor is free. The lead gives it.',
      'Das Wort ist frei. Die Leitung gibt es weiter.',
    ],
    lead: ['The floor is free. You give it.', 'Das Wort ist frei. Du gibst es weiter.'],
    hub: ['Nobody has the floor', 'Niemand hat das Wort'],
  },
  my_presenting: {
    member: ['You present. Everyone reads along.', 'Du trägst vor. Alle lesen mit.'],
    lead: ['Cy presents. No hand is raised.', 'Cy trägt vor. Keine Hand ist oben.'],
    hub: ['Nobody has the floor', 'Niemand hat das Wort'],
  },
  presenting: {
    member: ['Bo presents. You can raise a hand.', 'Bo trägt vor. Du kannst die Hand heben.'],
    lead: ['Bo presents. No hand is raised.', 'Bo trägt vor. Keine Hand ist oben.'],
    hub: ['Nobody has the floor', 'Niemand hat das Wort'],
  },
  lead_presents: {
    member: [
      'The lead presents. You can raise a hand.',
      'Die Leitung trägt vor. Du kannst die Hand heben.',
    ],
    lead: ['You present. Everyone reads along.', 'Du trägst vor. Alle lesen mit.'],
    hub: ['Nobody has the floor', 'Niemand hat das Wort'],
  },
  open: {
    member: ['Anyone may write.', 'Alle können schreiben.'],
    lead: ['Anyone may write.', 'Alle können schreiben.'],
    hub: ['Open to all', 'Offen für alle'],
  },
  process_group: {
    member: [
      'Everyone may write. Leave each other room.',
      'Alle können schreiben. Lasst einander Raum.',
    ],
    lead: [
      'Everyone may write. Leave each other room.',
      'Alle können schreiben. Lasst einander Raum.',
    ],
    hub: ['Open to all', 'Offen für alle'],
  },
  silent: {
    member: ['A quiet time. Nobody needs to write.', 'Eine stille Zeit. Niemand muss schreiben.'],
    lead: ['A quiet time. Nobody needs to write.', 'Eine stille Zeit. Niemand muss schreiben.'],
    hub: ['A quiet time', 'Eine stille Zeit'],
  },
  sealed: {
    member: [
      'Everyone writes: 2 of 4 are in. Nobody reads anything before it is opened.',
      'Alle schreiben: 2 von 4 haben abgegeben. Niemand liest etwas, bevor aufgedeckt wird.',
    ],
    lead: [
      'Everyone writes: 2 of 4 are in. Nobody reads anything before it is opened.',
      'Alle schreiben: 2 von 4 haben abgegeben. Niemand liest etwas, bevor aufgedeckt wird.',
    ],
    hub: ['Everyone writes', 'Alle schreiben'],
  },
  sealed_showing: {
    member: [
      'The shares are shown one after the other. The lead shows the next.',
      'Die Beiträge erscheinen nacheinander. Die Leitung zeigt den nächsten.',
    ],
    lead: [
      'The shares are shown one after the other. Show the next when you are ready.',
      'Die Beiträge erscheinen nacheinander. Zeig den nächsten, wenn du so weit bist.',
    ],
    hub: ['The shares are open', 'Die Beiträge sind offen'],
  },
  sealed_opened: {
    member: [
      'All shares are open. The lead goes on.',
      'Alle Beiträge sind aufgedeckt. Die Leitung macht weiter.',
    ],
    lead: ['All shares are open.', 'Alle Beiträge sind aufgedeckt.'],
    hub: ['The shares are open', 'Die Beiträge sind offen'],
  },
} satisfies Record<Moment, Cell>;

const both = (say: (words: ReturnType<typeof english>) => string): Both => [
  say(english()),
  say(german()),
];
const said = (view: MeetingView, floorMs = 0): Both =>
  both((words) => {
    const { strong, rest } = sentence(view, floorMs, words);
    return `${strong} ${rest}`.trim();
  });

describe.each(MOMENTS)('at the moment “%s”', (moment) => {
  const view = MOMENT_VIEWS[moment];

  it('is that moment', () => {
    expect(momentOf(view)).toBe(moment);
  });

  it('is said to a member, to a lead and in the circle, in both languages', () => {
    expect(said(view)).toEqual(SAID[moment].member);
    expect(said(asLead(view))).toEqual(SAID[moment].lead);
    expect(both((words) => hubWords(view, words))).toEqual(SAID[moment].hub);
  });
});

describe('while no lead is here', () => {
  const alone = (moment: Moment) => but(MOMENT_VIEWS[moment], 'ada', { connected: false });

  it.each(['round_due', 'to_be_named', 'round_complete', 'directed', 'lead_presents'] as const)(
    'nobody is told at “%s” that the lead goes on',
    (moment) => {
      const [en, de] = said(alone(moment));
      expect(en).toContain('It goes on when a lead is here.');
      expect(de).toContain('Es geht weiter, wenn die Leitung da ist.');
    },
  );
});

describe('the sentence', () => {
  it('tells what a sharer asked for', () => {
    const asked: Record<FeedbackKind, Both> = {
      nothing: ['asked for nothing back', 'möchte nichts zurück'],
      listening: ['asked for just listening', 'möchte nur, dass zugehört wird'],
      reactions: ['asked for reactions', 'möchte Reaktionen'],
      questions: ['asked for questions', 'möchte Fragen'],
      suggestions: ['asked for suggestions', 'möchte Vorschläge'],
    };
    for (const kind of Object.keys(asked) as FeedbackKind[]) {
      const view = round({
        turn: turn('bo', { type: 'feedback', kind, until_ms: 0, replies_left: 1, replied: [] }),
      });
      const [en, de] = said(view);
      expect(en).toContain(`Bo ${asked[kind][0]}.`);
      expect(de).toContain(`Bo ${asked[kind][1]}.`);
    }
  });

  it('tells leads of a share beyond the usual time without blame', () => {
    expect(said(asLead(round()), 500_000)[0]).toBe(
      'Bo had the usual time, and goes on. Some people need longer. Then Dee.',
    );
    expect(said(asLead(round()), 90_000)[0]).toBe('Bo has about half a minute. Then Dee.');
  });

  it('tells those who have shared so, and where they raised a hand, their place', () => {
    const hands = world({ agenda: [item('queue')], coming: [] });
    hands.floor.shares = [{ who: 'cy', shares: 1 }];
    expect(said(hands)[0]).toBe(
      'The floor is free. You have shared. Thank you. Raise your hand if you would like it again.',
    );
    hands.floor.queue = [{ who: 'cy', raised_ms: 0, falls_ms: null, share_ms_min: 0 }];
    expect(said(hands)[0]).toBe('The floor is free. You are next.');
    expect(said(asLead(hands))[0]).toBe('The floor is free. Next is Cy.');
  });

  it('tells a holder that their time waits, whoever stopped it', () => {
    const mine = MOMENT_VIEWS.my_share;
    expect(said({ ...mine, pause: 'crisis' })[0]).toBe(
      'The floor is paused. Your time waits for you.',
    );
    expect(said({ ...mine, everyone_muted: true })[0]).toBe(
      'Everyone is muted for now. Your time waits for you.',
    );
  });

  it('asks nobody to write in a quiet time that has words of its own', () => {
    const quiet = world({ agenda: [item('silent', { text: 'Rate your mood from 0 to 10.' })] });
    expect(said(quiet)).toEqual(['A quiet time.', 'Eine stille Zeit.']);
  });
});
