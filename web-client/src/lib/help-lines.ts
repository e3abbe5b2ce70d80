/** Public numbers, free and round the clock unless the service says otherwise. */
export interface HelpLine {
  /** ISO 3166 region. */
  country: string;
  /** For danger to life now. */
  emergency: string;
  /** The service's own name, not translated. */
  name: string;
  number: string;
  /** The day on which both numbers were last checked, as YYYY-MM-DD. */
  checked: string;
}

/** After so long a number is said to be old. */
const OLD_MS = 366 * 24 * 60 * 60_000;

const checked = '2026-11-23';

/** What there is without a server; its operator may have other lines for a country. */
export const helpLines: readonly HelpLine[] = [
  { country: 'AT', emergency: '112', name: 'Telefonseelsorge', number: '142', checked },
  { country: 'AU', emergency: '000', name: 'Lifeline', number: '13 11 14', checked },
  { country: 'CA', emergency: '911', name: 'Suicide Crisis Helpline', number: '988', checked },
  { country: 'CH', emergency: '112', name: 'Die Dargebotene Hand', number: '143', checked },
  { country: 'DE', emergency: '112', name: 'TelefonSeelsorge', number: '0800 1110111', checked },
  { country: 'ES', emergency: '112', name: 'Línea 024', number: '024', checked },
  { country: 'FR', emergency: '112', name: 'Numéro national 3114', number: '3114', checked },
  { country: 'GB', emergency: '999', name: 'Samaritans', number: '116 123', checked },
  { country: 'IE', emergency: '112', name: 'Samaritans', number: '116 123', checked },
  { country: 'NZ', emergency: '111', name: '1737', number: '1737', checked },
  { country: 'US', emergency: '911', name: '988 Lifeline', number: '988', checked },
];

/** All lines by country, where those of the operator take the place of what there is for a country. */
export function withOwn(own: readonly HelpLine[]): readonly HelpLine[] {
  const countries = new Set(own.map(({ country }) => country));
  const rest = helpLines.filter(({ country }) => !countries.has(country));
  return [...rest, ...own].toSorted((a, b) => a.country.localeCompare(b.country, 'en'));
}

/**
 * The reader's likely countries, and the others; only the browser's language
 * settings are asked. With no likely one, all are.
 */
export function byLikelihood(
  lines: readonly HelpLine[],
  wished: readonly string[],
): { likely: HelpLine[]; others: HelpLine[] } {
  const regions = new Set(wished.map((tag) => tag.split('-').at(-1)?.toUpperCase()));
  const likely = lines.filter((line) => regions.has(line.country));
  if (likely.length === 0) return { likely: [...lines], others: [] };
  return { likely, others: lines.filter((line) => !likely.includes(line)) };
}

/** Noon of the day on which a line was last checked, in unix milliseconds. */
export const checkedAt = ({ checked }: HelpLine): number => Date.parse(`${checked}T12:00:00Z`);

/** Whether that is so long ago that the numbers may have changed. */
export const isOld = (line: HelpLine, now: number): boolean => now - checkedAt(line) > OLD_MS;

export const telephone = (number: string) => `tel:${number.replaceAll(' ', '')}`;
