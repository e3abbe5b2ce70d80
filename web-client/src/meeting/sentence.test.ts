import { describe, expect, it } from 'vitest';
import { floor as german } from '../i18n/de/meeting/floor';
import { floor as english } from '../i18n/en/meeting/floor';
import { halfMinutes } from './clock';
import { hubWords, sentence } from './sentence';
import { item, offered, round, speaking, turn, world } from './testing/world';

const words = english();
const said = (view: Parameters<typeof sentence>[0], floorMs = 0) => {
  const { strong, rest } = sentence(view, floorMs, words);
  return `${strong} ${rest}`.trim();
};

describe('the sentence', () => {
  it('tells who has the floor and one’s own place', () => {
    expect(said(round())).toBe('Bo has the floor. You are second, after Dee.');
    expect(said(round({ turn: turn('cy', offered) }))).toBe('It’s your turn, if you want it.');
    expect(said(round({ turn: turn('cy', speaking) }))).toBe('The floor is yours. Take your time.');
  });

  it('tells leads the time and who is next', () => {
    const view = round();
    const asLead = { ...view, me: { ...view.me, id: 'ada' } };
    expect(said(asLead, 90_000)).toBe('Bo has about half a minute. Then Dee.');
  });

  it('tells leads of a share beyond the usual time without blame', () => {
    const view = round();
    const asLead = { ...view, me: { ...view.me, id: 'ada' } };
    expect(said(asLead, 500_000)).toBe(
      'Bo had the usual time, and goes on. Some people need longer. Then Dee.',
    );
  });

  it('tells a presenter that they present', () => {
    const view = world();
    const item = { ...view.agenda[0]!, mode: 'presenter', presenter_advances: true } as const;
    const people = view.people.map((person) => ({ ...person, services: ['presenter' as const] }));
    expect(said({ ...view, agenda: [item], people })).toBe('You present. Everyone reads along.');
    expect(said({ ...view, agenda: [item] })).toBe('Someone presents. You can raise a hand.');
  });

  it('says how the floor moves when it is free', () => {
    expect(said(world({ item: 1 }))).toBe(
      'The floor is free. Raise your hand when you would like it.',
    );
    expect(said({ ...round(), pause: 'crisis' })).toBe('The floor is paused.');
  });
});

describe('a quiet time', () => {
  const quiet = (text: string) => world({ agenda: [item('silent', { text })] });

  it('asks nobody to write, unless the item has words of its own', () => {
    expect(said(quiet(''))).toBe('A quiet time. Nobody needs to write.');
    expect(said(quiet('Rate your mood from 0 to 10.'))).toBe('A quiet time.');
  });
});

describe('the middle of the circle', () => {
  it('says who may write when nobody has the floor', () => {
    expect(hubWords(world({ item: 0 }), words)).toBe('Nobody has the floor');
    expect(hubWords(world({ item: 2 }), words)).toBe('Open to all');
  });

  it('follows the turn', () => {
    expect(hubWords(round(), words)).toBe('has the floor');
    expect(hubWords(round({ turn: turn('cy', speaking) }), words)).toBe('have the floor');
    expect(hubWords(round({ turn: turn('bo', offered) }), words)).toBe('may share now');
  });
});

describe('time in words', () => {
  it('is rounded to half minutes and never nothing', () => {
    expect([0, 14_000, 44_000, 46_000, 80_000].map(halfMinutes)).toEqual([1, 1, 1, 2, 3]);
  });

  it('reads as people speak', () => {
    expect([1, 2, 3, 4, 5, 25].map(words.span)).toEqual([
      'half a minute',
      'a minute',
      'a minute and a half',
      'two minutes',
      'two and a half minutes',
      '12 minutes',
    ]);
    expect([1, 2, 3, 4, 5].map(german().span)).toEqual([
      'eine halbe Minute',
      'eine Minute',
      'eineinhalb Minuten',
      'zwei Minuten',
      'zweieinhalb Minuten',
    ]);
  });
});
