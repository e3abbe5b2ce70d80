/** The cases that the server's check answers, too. */
import { expect, it } from 'vitest';
import cases from '../../../../tests/agenda/cases.json';
import type { AgendaItem } from '../../api/generated';
import { DEFAULT_SETTINGS, type Tight, type Timing, type Wrong } from '../../protocol/generated';
import { checkAgenda } from './check';
import { tightRounds } from './time';

interface Case {
  name: string;
  agenda: AgendaItem[];
  timing?: Partial<Timing>;
  people?: number;
  wrong?: Wrong[];
  tight?: Tight[];
}

it.each((cases as unknown as Case[]).map((each) => [each.name, each] as const))('%s', (_, each) => {
  const clocks = { ...DEFAULT_SETTINGS.peer_led.timing, ...each.timing };
  expect(checkAgenda(each.agenda, clocks)).toEqual(each.wrong ?? []);
  if (!each.wrong) {
    expect(tightRounds(each.agenda, clocks, each.people ?? 0)).toEqual(each.tight ?? []);
  }
});
