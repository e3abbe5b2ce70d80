import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { fileOf } from './chunks.ts';
import { contentSecurityPolicy } from './csp.ts';
import { precompress } from './precompress.ts';
import { shell } from './shell.ts';

const server = process.env.RONDO_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte(), shell(), precompress()],
  build: {
    target: 'es2022',
    // Fonts and images stay files: the policy allows fonts from this origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ debugName: 'files', name: fileOf }],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/ws': { target: server, ws: true } } },
  // The same policy the server sends, so that browser tests run under it.
  preview: { headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  test: { include: ['src/**/*.test.ts', '*.test.ts'], environment: 'node' },
});
