import { expect, it } from 'vitest';
import { german } from '../i18n/de';
import { english } from '../i18n/en';
import { formatter } from '../i18n/formatter';
import { leadsHere } from '../meeting/people';
import { person, world } from '../meeting/testing/world';
import { HelpCall } from './help-call.svelte';

const en = english(formatter('en')).meeting.lead;
const de = german(formatter('de')).meeting.lead;

it('counts a lead as here only while they are connected', () => {
  const lead = (connected: boolean) =>
    world({ people: [person('ada', 0, { role: 'facilitator', connected }), person('cy', 1)] });
  expect(leadsHere(lead(true))).toEqual(['Ada']);
  expect(leadsHere(lead(false))).toEqual([]);
});

it('remembers who was told, also when they leave', () => {
  const call = new HelpCall();
  call.seenBy(['Ada']);
  expect(call.told).toBeNull();
  call.made();
  expect(call.told).toEqual([]);
  call.seenBy(['Ada']);
  call.seenBy([]);
  call.seenBy(['Ada', 'Bo']);
  expect(call.told).toEqual(['Ada', 'Bo']);
});

it('says who will be told before the call', () => {
  expect(en.needHelpText(['Ada', 'Bo'])).toBe('Tells Ada and Bo, and nobody else.');
  expect(en.needHelpText([])).toMatch(/^No lead is here now/);
  expect(de.needHelpText(['Ada'])).toBe('Das erfährt nur Ada.');
});

it('says nobody has seen the call when no lead is here', () => {
  expect(en.helpSent(['Ada'])).toMatch(/^Ada has been told/);
  expect(en.helpSent(['Ada', 'Bo'])).toMatch(/^Ada and Bo have been told/);
  expect(en.helpSent([])).toMatch(/nobody in the room has seen this yet/);
  expect(de.helpSent([])).toMatch(/noch niemand gesehen/);
});
