import type { MaterialWords } from '../../en/meeting/material';

export const material = (): MaterialWords => ({
  script: 'Für dich als Leitung',
  handout: 'Handout lesen',
  handoutTitled: (title) => `Handout lesen: ${title}`,
  pages: 'Seiten',
  place: (at, of) => `Seite ${at} von ${of}`,
  placeTitled: (at, of, title) => `Seite ${at} von ${of} · ${title}`,
  back: 'Seite zurück',
  forward: 'Nächste Seite',
  lookBack: 'Die Seite davor ansehen',
  lookOn: 'Die nächste Seite ansehen',
  backToShown: (at) => `Zurück zu dem, was gezeigt wird: Seite ${at}`,
  lookingBack: 'Diese Seite siehst gerade nur du. Die anderen sehen eine spätere.',
  turnerHint: 'Alle sehen die Seite, die du aufschlägst. Auch mit den Pfeiltasten.',
});
