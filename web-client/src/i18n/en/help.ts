import type { Formatter } from '../formatter';

export const help = (f: Formatter) => ({
  title: 'Help',
  notEmergency:
    'Neither a room nor this server is an emergency service. Nobody here watches round the clock.',
  danger: 'If someone is in danger now, call the emergency number where you are.',
  linesTitle: 'Help lines',
  linesIntro: 'Someone to talk to. Others run these lines, and they listen, whoever you are.',
  call: (name: string, number: string) => `Call ${name}, ${number}`,
  emergency: 'Emergency',
  otherCountries: 'Other countries',
  checked: (at: number) => `Checked on ${f.date(at)}.`,
  old: 'That is more than a year ago: it may have changed.',
  exitTitle: 'Leaving quickly',
  exitText:
    'Quick exit, or Shift pressed three times, blanks this page at once and opens a neutral site. In a meeting you leave without a notice to the group; the leads are told.',
  exitHistory:
    'It does not hide the visit from your browser’s history. A private window leaves no history behind.',
});

export type Help = ReturnType<typeof help>;
