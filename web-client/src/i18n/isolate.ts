/** Letters that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/** What people wrote, set apart in a sentence of ours, so that neither turns the other round (UAX 9). */
export const apart = (text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;

function setApart(value: unknown): unknown {
  if (typeof value === 'string') return apart(value);
  return Array.isArray(value) ? value.map(setApart) : value;
}

/** The same messages; each sets apart the names and words that it is given. */
export function isolating<Messages>(messages: Messages): Messages {
  const wrapped = (node: unknown): unknown => {
    if (typeof node === 'function') {
      return (...values: unknown[]): unknown => wrapped(node(...values.map(setApart)));
    }
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, wrapped(value)]));
  };
  return wrapped(messages) as Messages;
}
