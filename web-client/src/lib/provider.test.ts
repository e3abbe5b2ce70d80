import { expect, it } from 'vitest';
import { readAnswer } from './provider';

it('reads what the provider sent', () => {
  expect(readAnswer('?code=a%2Fb&state=c&iss=x')).toEqual({ code: 'a/b', state: 'c' });
});

it('takes a refusal for none', () => {
  for (const search of ['', '?error=access_denied&state=c', '?code=a', '?code=&state=c']) {
    expect(readAnswer(search)).toBeNull();
  }
});
