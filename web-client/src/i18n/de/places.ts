import type { AttendanceMark, StandView } from '../../api/generated';
import type { Places } from '../en/places';
import type { Formatter } from '../formatter';

export const places = (f: Formatter): Places => ({
  seat: {
    title: 'Deine Termine',
    open: 'Deine Termine',
    openUndated: 'Dein Platz',
    loading: 'Die Termine werden geladen…',
    how: 'Wie es geht',
    noSeatTitle: 'Dein Platz ist nicht auf diesem Gerät',
    noSeat:
      'Dein Code öffnet ihn hier wieder. Wurde der Raum für immer geschlossen, öffnet er nichts mehr.',
    none: 'Im Moment ist kein Termin geplant.',
    noSchedule: 'Dieser Raum hat keine Termine. Er öffnet, wenn die Leitung ihn öffnet.',
    toRoom: 'Zum Raum',
    signUp: (seats: number) =>
      `${f.plural(seats, { one: 'Jeder Termin hat einen Platz.', other: 'Jeder Termin hat # Plätze.' })} Melde dich zu denen an, zu denen du kommen willst. Ist ein Termin voll, kannst du warten: Freie Plätze werden der Reihe nach angeboten.`,
    door: 'Wer angemeldet ist, kommt hinein. Andere kommen hinein, solange Plätze frei sind. Zehn Minuten nach Beginn kann der Platz von jemandem, der nicht da ist und sich nicht verspätet gemeldet hat, an jemanden gehen, der an der Tür wartet.',
    noSignUp:
      'Niemand muss sich anmelden. Wenn du nicht kommen kannst oder später kommst, sieht die Leitung es hier.',
    whoSees: 'Die Leitung sieht, was du sagst. Es wird gelöscht, wenn das Treffen endet.',
    whoSeesTherapy: 'Die Leitung sieht, was du sagst. Ob du da warst, bleibt für sie aufgehoben.',
    absence: (notice_hours: number, missed_in_a_row: number) =>
      `${notice_hours > 0 ? `Wenn du nicht kommen kannst, sag es bitte ${f.plural(notice_hours, { one: 'eine Stunde', other: '# Stunden' })} vorher. ` : ''}${f.plural(missed_in_a_row, { one: 'Nach einem versäumten Termin erfährt es die Leitung.', other: 'Nach # versäumten Terminen hintereinander erfährt es die Leitung.' })} Von selbst geschieht nichts.`,
    gone: (when: string) =>
      `Den Termin ${when} gibt es nicht mehr, und deinen Platz dort auch nicht.`,
    ok: 'Gut',
    state: {
      coming: 'Du hast einen Platz.',
      said: 'Du hast gesagt, dass du kommst.',
      late: 'Du hast einen Platz und kommst später.',
      saidLate: 'Du hast gesagt, dass du später kommst.',
      offered: (until: string) => `Ein Platz wird für dich freigehalten bis ${until}.`,
      absent: 'Du hast gesagt, dass du nicht kommen kannst. Die Leitung kann es sehen.',
      lapsed: 'Ein Platz wurde für dich freigehalten, und die Zeit dafür ist vorbei.',
      missed: 'Dein Platz ging an jemand anderen, weil du nicht da warst.',
      removed: 'Eine Leitung hat deinen Platz zurückgenommen.',
      over: 'Dieses Treffen ist vorbei.',
      waiting: (ahead: number) =>
        ahead === 0
          ? 'Du wartest und bist als Nächstes dran.'
          : `Du wartest. ${f.plural(ahead, { one: 'Eine Person ist vor dir.', other: '# Personen sind vor dir.' })}`,
    },
    free: (free: number, seats: number) =>
      free === 0
        ? 'Alle Plätze sind vergeben.'
        : f.plural(free, {
            one: `Einer von ${f.number(seats)} Plätzen ist frei.`,
            other: `# von ${f.number(seats)} Plätzen sind frei.`,
          }),
    waiting: (n: number) =>
      f.plural(n, { one: 'Eine Person wartet.', other: '# Personen warten.' }),
    act: {
      signUp: 'Anmelden',
      take: 'Platz nehmen',
      leave: 'Platz lassen',
      wait: 'Auf einen Platz warten',
      stopWaiting: 'Nicht mehr warten',
      coming: 'Ich komme',
      late: 'Ich komme später',
      inTime: 'Ich komme pünktlich',
      absent: 'Ich kann nicht',
      undo: 'Rückgängig',
      comeAfterAll: 'Ich kann doch kommen',
    },
    actOn: (act: string, when: string) => `${act}: ${when}`,
    giveUpTitle: 'Deinen Platz aufgeben?',
    giveUpText: (waiting: number) =>
      `${f.plural(waiting, { one: 'Eine Person wartet', other: '# Personen warten' })}. Dein Platz wird sofort weiter angeboten, und vielleicht bekommst du ihn nicht zurück.`,
    giveUp: 'Ich kann nicht',
    attendance: 'Frühere Termine',
    attended: {
      attended: 'Du warst da.',
      missed: 'Du warst nicht da.',
      excused: 'Du hast rechtzeitig gesagt, dass du nicht kommen kannst.',
      short_notice: 'Du hast kurz vorher gesagt, dass du nicht kommen kannst.',
    } satisfies Record<AttendanceMark, string>,
  },

  door: {
    title: 'Kein Platz ist frei',
    text: 'Zu diesem Termin haben sich Leute angemeldet. Zehn Minuten nach Beginn kann der Platz von jemandem, der nicht da ist, deiner sein. Die Seite schaut von selbst nach.',
    look: 'Noch einmal nachsehen',
  },

  room: {
    title: 'Wer kommt',
    text: 'Was Mitglieder auf ihrer eigenen Seite zu den kommenden Terminen sagen.',
    loading: 'Wer kommt, wird geladen…',
    rule: 'Wie man kommt',
    free: 'Ohne Anmeldung',
    freeText:
      'Wer einen Platz im Raum hat, darf kommen, solange der Raum nicht voll ist. Man kann sagen, dass man nicht kommen kann oder später kommt.',
    signUp: 'Anmeldung zu jedem Termin',
    signUpText: 'Plätze werden der Reihe nach vergeben und freie denen angeboten, die warten.',
    seats: 'Plätze für jeden Termin',
    seatsHint: (most: number) =>
      `Die Leitung zählt nicht mit. Höchstens ${f.number(most)}: Der Raum fasst eine Person mehr, und jemand muss leiten.`,
    absence: 'Um Bescheid bitten und der Leitung sagen, wer Termine versäumt',
    absenceText:
      'Mitglieder lesen es, bevor sie beitreten. Es sagt es dir und tut nichts von selbst.',
    notice: 'Stunden vorher Bescheid geben',
    missed: 'Versäumte Termine hintereinander',
    counts: (coming: number, seats: number | null) =>
      seats === null
        ? f.plural(coming, { one: 'Eine Person sagt, sie kommt', other: '# sagen, sie kommen' })
        : `${f.number(coming)} von ${f.plural(seats, { one: '# Platz', other: '# Plätzen' })}`,
    late: (n: number) => f.plural(n, { one: 'eine Person später', other: '# später' }),
    absent: (n: number) => f.plural(n, { one: 'eine Person kann nicht', other: '# können nicht' }),
    waits: (n: number) => f.plural(n, { one: 'eine Person wartet', other: '# warten' }),
    nobody: 'Noch hat niemand etwas gesagt.',
    someone: 'jemand',
    stands: {
      coming: 'kommt',
      waiting: 'wartet',
      offered: 'hat ein Angebot',
      absent: 'kann nicht',
      lapsed: 'hat auf ein Angebot nicht geantwortet',
      missed: 'ist nicht gekommen',
      removed: 'Platz zurückgenommen',
      gone: 'Termin entfällt',
    } satisfies Record<StandView, string>,
    isLate: 'kommt später',
    until: (when: string) => `bis ${when}`,
    menuOf: (name: string) => `Mehr für ${name}`,
    remove: 'Platz zurücknehmen',
    removeTitle: (name: string) => `Den Platz von ${name} zurücknehmen?`,
    removeText:
      'Es steht auf der Seite der Person und kommt per E-Mail, falls sie E-Mails will. Der Platz geht an die nächste in der Reihe.',
    give: 'Einen Platz geben',
    moveTo: (when: string) => `Verschieben auf ${when}`,
    add: 'Jemandem einen Platz geben',
    addWho: 'Wem',
    addNow: 'Platz geben',
    missing: (name: string, n: number) =>
      f.plural(n, {
        one: `${name} hat den letzten Termin versäumt.`,
        other: `${name} hat # Termine hintereinander versäumt.`,
      }),
    attendance: 'Wer da war',
    attended: {
      attended: 'da',
      missed: 'gefehlt',
      excused: 'entschuldigt',
      short_notice: 'kurzfristig abgesagt',
    } satisfies Record<AttendanceMark, string>,
    others: 'Weitere Termine',
    kept: 'Gespeichert.',
  },

  desk: {
    missingTitle: (n: number) =>
      f.plural(n, { one: 'Jemand versäumt Termine', other: '# Personen versäumen Termine' }),
    waitTitle: (n: number) =>
      f.plural(n, {
        one: 'Eine Person wartet auf einen Platz',
        other: '# Personen warten auf einen Platz',
      }),
    waitText: (title: string, when: string) => `${title}, ${when}`,
  },

  meeting: {
    title: 'Heute erwartet',
    late: (names: string[]) => `Später: ${f.list(names)}`,
    absent: (names: string[]) => `Können nicht: ${f.list(names)}`,
  },

  face: {
    signUp: (seats: number) =>
      f.plural(seats, {
        one: 'Du meldest dich zu jedem Termin an: Es gibt einen Platz.',
        other: 'Du meldest dich zu jedem Termin an: Es gibt # Plätze.',
      }),
  },
});
