/** The content security policy names what stands in the page itself by its hash. */
import { expect, it } from 'vitest';
import { contentSecurityPolicy } from './csp.ts';
import { SUBPROTOCOL } from './src/protocol/generated.ts';
import { hashOf, inlineScripts, inlineStyle } from './shell.ts';

it('lets the scripts and the style of the shell run, and no other', () => {
  const sources = (directive: string) =>
    contentSecurityPolicy
      .split('; ')
      .find((one) => one.startsWith(directive))
      ?.split(' ')
      .slice(1);
  // The same stands in `src/http/headers.rs`, and a test there compares them.
  expect(sources('script-src')).toEqual(["'self'", ...inlineScripts.map(hashOf)]);
  expect(sources('style-src')).toEqual(["'self'", hashOf(inlineStyle)]);
});

it('opens the early socket with the protocol of the page', () => {
  expect(inlineScripts.join('\n').match(/'rondo\.v\d+'/g)).toEqual([`'${SUBPROTOCOL}'`]);
});
