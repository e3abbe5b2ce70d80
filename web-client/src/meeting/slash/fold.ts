/** Compares what is typed with what is meant: case and accents do not matter, nor whether ü is typed as ue. */

const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

const bare = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss');
const spelled = (text: string): string =>
  text.replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter);

/** The ways in which somebody may type it. */
function ways(meant: string): string[] {
  const small = meant.normalize('NFC').toLowerCase();
  return [bare(small), bare(spelled(small))];
}

const typing = (typed: string): string => bare(typed.normalize('NFC').toLowerCase());

export const isTyped = (typed: string, meant: string): boolean =>
  ways(meant).includes(typing(typed));

export const isBegun = (typed: string, meant: string): boolean =>
  ways(meant).some((way) => way.startsWith(typing(typed)));
