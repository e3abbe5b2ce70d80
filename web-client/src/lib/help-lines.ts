/** Public numbers, free and round the clock unless the service says otherwise. */
export interface HelpLine {
  /** ISO 3166 region. */
  country: string;
  /** For danger to life now. */
  emergency: string;
  /** The service's own name, not translated. */
  name: string;
  number: string;
}

/** The day all of them were last checked. */
export const checkedAt = Date.UTC(2026, 10, 23);

export const helpLines: readonly HelpLine[] = [
  { country: 'AT', emergency: '112', name: 'Telefonseelsorge', number: '142' },
  { country: 'AU', emergency: '000', name: 'Lifeline', number: '13 11 14' },
  { country: 'CA', emergency: '911', name: 'Suicide Crisis Helpline', number: '988' },
  { country: 'CH', emergency: '112', name: 'Die Dargebotene Hand', number: '143' },
  { country: 'DE', emergency: '112', name: 'TelefonSeelsorge', number: '0800 1110111' },
  { country: 'ES', emergency: '112', name: 'Línea 024', number: '024' },
  { country: 'FR', emergency: '112', name: 'Numéro national 3114', number: '3114' },
  { country: 'GB', emergency: '999', name: 'Samaritans', number: '116 123' },
  { country: 'IE', emergency: '112', name: 'Samaritans', number: '116 123' },
  { country: 'NZ', emergency: '111', name: '1737', number: '1737' },
  { country: 'US', emergency: '911', name: '988 Lifeline', number: '988' },
];

/**
 * The reader's likely countries, and the others; only the browser's language
 * settings are asked. With no likely one, all are.
 */
export function byLikelihood(wished: readonly string[]): {
  likely: HelpLine[];
  others: HelpLine[];
} {
  const regions = new Set(wished.map((tag) => tag.split('-').at(-1)?.toUpperCase()));
  const likely = helpLines.filter((line) => regions.has(line.country));
  if (likely.length === 0) return { likely: [...helpLines], others: [] };
  return { likely, others: helpLines.filter((line) => !likely.includes(line)) };
}

export const telephone = (number: string) => `tel:${number.replaceAll(' ', '')}`;
