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

/** The files of ours that a file names in an import, types and lazy imports included. */
export function importsOf(path: string): string[] {
  const specifiers = [...(sources.get(path) ?? '').matchAll(IMPORT)].map(([, name]) => name ?? '');
  return specifiers.flatMap((specifier) => {
    const target = new URL(specifier, `file:///src/${path}`).pathname.slice('/src/'.length);
    const file = [target, `${target}.ts`, `${target}/index.ts`].find((name) => sources.has(name));
    return file === undefined ? [] : [file];
  });
}
