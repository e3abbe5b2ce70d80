import { expect, it } from 'vitest';
import { german } from '../../i18n/de';
import { english } from '../../i18n/en';
import { formatter } from '../../i18n/formatter';
import type { HelpCall } from '../../protocol/generated';
import { answerWords } from './help-words';
import { answerOf } from '../../meeting/help';
import { leadsHere } from '../../meeting/people';
import { person, world } from '../../meeting/testing/world';

const en = english(formatter('en')).meeting.help;
const de = german(formatter('de')).meeting.help;

const call = (over: Partial<HelpCall> = {}): HelpCall => ({
  asked_ms: 0,
  told: [],
  read_by: [],
  repeated: false,
  for_backup: false,
  claimed_by: null,
  answered_by: null,
  ...over,
});

/** Cy has called; Ada leads, connected or not. */
const called = (help: HelpCall | null, connected = true) =>
  world({
    people: [
      person('ada', 0, { role: 'facilitator', connected }),
      person('bo', 1, { role: 'co_facilitator' }),
      person('cy', 2, { help }),
    ],
  });
const said = (help: HelpCall, connected = true, words = en) =>
  answerWords(answerOf(called(help, connected))!, words);

it('tells a caller who was told, who has read it, who wrote', () => {
  expect(answerOf(called(null))).toBeNull();
  expect(said(call({ told: ['ada'] }))).toMatch(/^Ada has been told and can write to you here/);
  expect(said(call({ told: ['ada', 'bo'] }))).toMatch(/^Ada and Bo have been told/);
  expect(said(call({ told: ['ada'], read_by: ['ada'] }))).toMatch(/^Ada has seen this/);
  expect(said(call({ told: ['ada'], read_by: ['ada'], answered_by: 'ada' }))).toMatch(
    /^Ada has written to you/,
  );
});

it('says that nobody has seen the call while nobody who was told is here', () => {
  for (const words of [en, de]) {
    const nobody = said(call(), true, words);
    expect(nobody).toMatch(/nobody in the room has seen this yet|noch niemand gesehen/);
    expect(said(call({ told: ['ada'] }), false, words)).toBe(nobody);
  }
});

it('asks not to wait for a call that nobody read in time', () => {
  expect(said(call({ told: ['ada'], repeated: true }))).toMatch(/Ada has not seen this yet.*wait/);
});

it('says who will be told before the call', () => {
  expect(leadsHere(called(null))).toEqual(['Ada', 'Bo']);
  expect(en.needText(['Ada', 'Bo'])).toBe('Tells Ada and Bo, and nobody else.');
  expect(en.needText([])).toMatch(/^No lead is here now/);
  expect(de.needText(['Ada'])).toBe('Das erfährt nur Ada.');
});
