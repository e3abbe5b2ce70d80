/** What can be done to an agenda as a whole. Items keep their identity, so that their rows do. */
import type { AgendaItem } from '../../api/generated';

export const blankItem = (): AgendaItem => ({
  name: '',
  text: '',
  script: '',
  prompts: '',
  pages: [],
  minutes: 10,
  mode: 'open',
  share_ms: 0,
  crosstalk: 'none',
  presenter_advances: false,
  closing: false,
  chooses_topics: false,
  one_by_one: false,
  reactions: null,
  advance: [],
});

export function copyOf(item: AgendaItem): AgendaItem {
  return {
    ...item,
    pages: item.pages.map((page) => ({ ...page })),
    advance: [...item.advance],
  };
}

export function move<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}

export function insert<T>(list: readonly T[], at: number, value: T): T[] {
  return [...list.slice(0, at), value, ...list.slice(at)];
}

export function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, other) => other !== at);
}
