import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** What stands in the page itself, so that it is there with the page: nothing is waited for. */
export const inlineScripts = [read('shell/check.js'), read('shell/early.js')];
export const inlineStyle = read('src/styles/tokens.css') + read('shell/shell.css');

/** How the content security policy names a script or style that stands in the page. */
export const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const LANGUAGES = ['en', 'de'];
const wordsOf = (language: string, parts: readonly string[]) =>
  parts.map((part) => `src/i18n/${language}/${part}.ts`);

interface Page {
  page: readonly string[];
  words: readonly string[];
}

/** The pages somebody comes to from outside with a slow phone, and any other one, by how their path begins. */
const PAGES: Record<string, Page> = {
  '/meet/': { page: ['src/pages/Meet.svelte'], words: ['first'] },
  '/join': { page: ['src/pages/Join.svelte'], words: ['first', 'more'] },
  '/': { page: [], words: ['first'] },
};

/** Puts the shell and the early script into `index.html`, and the style sheets after the shell. */
export function shell(): Plugin {
  return {
    name: 'shell',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => {
        const sheets: string[] = [];
        const bare = html.replace(/ *<link rel="stylesheet"[^>]*>\n?/g, (link) => {
          sheets.push(link);
          return '';
        });
        const files = JSON.stringify(bundle ? filesOf(bundle, html) : {});
        const inline = [
          `<style>${inlineStyle}</style>`,
          `<script type="application/json" id="files">${files}</script>`,
          ...inlineScripts.map((script) => `<script>${script}</script>`),
        ];
        return bare
          .replace('<!-- early -->', () => inline.join('\n'))
          .replace('<!-- sheets -->', () => sheets.join(''));
      },
    },
  };
}

/** What each page needs in each language beside the files that `html` names. */
function filesOf(bundle: Rolldown.OutputBundle, html: string) {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const of = (path: string): string[] => {
    const own = chunks.find((chunk) => chunk.moduleIds.some((id) => id.endsWith(path)));
    if (!own) throw new Error(`${path} is in no file of the build`);
    const names = [own.fileName, ...own.imports];
    const styles = chunks
      .filter((chunk) => names.includes(chunk.fileName))
      .flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]);
    return [...names, ...styles].map((name) => `/${name}`);
  };
  const needed = ({ page, words }: Page, language: string): string[] => {
    const files = [...wordsOf(language, words), ...page].flatMap(of);
    return [...new Set(files)].filter((file) => !html.includes(file));
  };
  return Object.fromEntries(
    Object.entries(PAGES).map(([path, page]) => [
      path,
      Object.fromEntries(LANGUAGES.map((language) => [language, needed(page, language)])),
    ]),
  );
}
