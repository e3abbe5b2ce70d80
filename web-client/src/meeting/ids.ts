/**
 * Orders ids as the server does: by their bytes. In base32 the digits stand for
 * the highest values, so the letters come first.
 */
export function compareIds(a: string, b: string): number {
  const x = sortable(a);
  const y = sortable(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

const sortable = (id: string) => id.replace(/[2-7]/g, (digit) => `{${digit}`);
