/** The sources as text, for the tests that hold their form. Paths begin at `src/`. */
const found: Record<string, string> = import.meta.glob('../**/*.{ts,svelte}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const fromSrc = (path: string): string =>
  path.startsWith('./') ? `tidy/${path.slice(2)}` : path.slice('../'.length);

export const sources: ReadonlyMap<string, string> = new Map(
  Object.entries(found).map(([path, text]) => [fromSrc(path), text]),
);

export const isTest = (path: string): boolean => /\.test\.ts$|\/testing\/|^tidy\//.test(path);

const IMPORT = /(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+)'/g;
const STATIC = /^\s*(?:import|export) (?!type\b)(?:[^;']*\bfrom )?'(\.[^']+)';/gm;

/** The files of ours that a file names in an import, types and lazy imports included. */
export const importsOf = (path: string): string[] => named(path, IMPORT);

/** A file with all that is loaded with it. */
export function loadedWith(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const target of named(path, STATIC)) loadedWith(target, found);
  return found;
}

/** The files of ours whose names the pattern finds in a file. */
export function named(path: string, pattern: RegExp): string[] {
  const specifiers = [...(sources.get(path) ?? '').matchAll(pattern)].map(([, name]) => name ?? '');
  return specifiers.flatMap((specifier) => {
    const target = new URL(specifier, `file:///src/${path}`).pathname.slice('/src/'.length);
    const file = [target, `${target}.ts`, `${target}/index.ts`].find((name) => sources.has(name));
    return file === undefined ? [] : [file];
  });
}
