/** The names in a pattern: `ParamsOf<'/rooms/:id'>` is `{ id: string }`. */
export type ParamsOf<Pattern extends string> = Pattern extends `${infer Head}/${infer Rest}`
  ? ParamsOf<Head> & ParamsOf<Rest>
  : Pattern extends `:${infer Name}`
    ? { [K in Name]: string }
    : unknown;

/** The values of the pattern's names in the path, or null when the path is another. Case is no matter. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = segments(pattern);
  const given = segments(path);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, want] of wanted.entries()) {
    const have = given[i] ?? '';
    if (want.startsWith(':')) {
      const value = decode(have);
      if (!value) return null;
      params[want.slice(1)] = value;
    } else if (want !== have.toLowerCase()) {
      return null;
    }
  }
  return params;
}

function segments(path: string): string[] {
  return path.split('/').filter(Boolean);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
