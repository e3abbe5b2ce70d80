import type { Formats } from '../en/formats';

export const formats = (): Formats => ({
  kinds: {
    peer_led: 'Selbsthilfegruppe',
    therapist_led: 'Therapeutisch geleitete Gruppe',
  },
  modes: {
    round: 'alle reihum',
    talking_piece: 'Redestein',
    queue: 'wer die Hand hebt',
    tag: 'jede Person nennt die nächste',
    open: 'offen für alle',
    presenter: 'jemand trägt vor',
    directed: 'die Leitung spricht',
    silent: 'Stille',
    sealed: 'verdeckte Runde',
  },
});
