import type { Past } from '../en/past';
import type { Formatter } from '../formatter';

export const past = (f: Formatter): Past => ({
  title: 'Was geschrieben wurde',
  text: 'An alle, während du da warst. Geflüstertes und Zurückgenommenes ist nicht dabei.',
  loading: 'Was geschrieben wurde, wird geladen…',
  meeting: (at) => `Treffen vom ${f.date(at)}`,
  until: (at) => `Kann bis ${f.date(at)}, ${f.time(at)} gelesen werden.`,
  none: 'An alle wurde nichts geschrieben.',
  before: 'Vor der Eröffnung',
  own: '(du)',
});
