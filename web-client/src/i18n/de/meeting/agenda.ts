import type { AgendaWords } from '../../en/meeting/agenda';
import type { Formatter } from '../../formatter';

export const agenda = (f: Formatter): AgendaWords => {
  const minutes = (count: number) => f.plural(count, { one: 'eine Minute', other: '# Minuten' });
  /** Nach „in“ steht der Dativ. */
  const inMinutes = (count: number) =>
    f.plural(count, { one: 'in etwa einer Minute', other: 'in etwa # Minuten' });
  return {
    skipped: 'ausgelassen',
    coming: 'kommt noch',
    took: (count) => `dauerte ${count} Min.`,
    soFar: (count) => `bisher ${count} Min.`,
    left: (count) => `noch etwa ${count} Min.`,
    timeOver: 'die Zeit ist um',

    onPlan: 'Im Plan.',
    ahead: (count) => `Etwa ${minutes(count)} vor dem Plan.`,
    behind: (count) => `Etwa ${minutes(count)} hinter dem Plan.`,
    ends: (count, extra) =>
      `Geplantes Ende ${inMinutes(count)}, spätestens ${minutes(extra)} danach.`,
    endsOnTime: (count) => `Die Gruppe endet pünktlich, ${inMinutes(count)}.`,
    endsNow: 'Die Gruppe endet jetzt.',
    endPast: (count) =>
      `Das geplante Ende ist da. Das Treffen endet spätestens ${inMinutes(count)}.`,

    actions: (item) => `Was mit „${item}“ zu tun ist`,
    goHere: 'Jetzt dorthin',
    goBack: 'Jetzt dorthin zurück',
    earlier: 'Früher',
    later: 'Später',
    skip: 'Auslassen',
    bringBack: 'Zurückholen',
    borrow: 'Minuten leihen…',
    give: 'Minuten abgeben…',
    undo: 'Rückgängig',

    movedBefore: (item, next) => `„${item}“ kommt jetzt vor „${next}“.`,
    movedLast: (item) => `„${item}“ kommt jetzt zuletzt.`,
    didSkip: (item) => `„${item}“ wird ausgelassen.`,
    cameBack: (item) => `„${item}“ kommt wieder dran.`,
    undone: 'Der Ablauf ist wie vorher.',
    somebodyShares:
      'Jemand teilt gerade, und niemand wird unterbrochen. Danke zuerst, dann geht es weiter.',
    timeMoved: (who, count, from, to) =>
      `${who === null ? 'Du hast' : `${who} hat`} ${minutes(count)} verschoben: von ${from} zu ${to}`,

    borrowTitle: (item) => `Minuten für „${item}“ leihen`,
    giveTitle: (item) => `Minuten von „${item}“ abgeben`,
    moveText: 'Das Treffen wird dadurch nicht länger, und die Schlussrunde behält ihre Zeit.',
    fromWhere: 'Von welchem Teil?',
    toWhere: 'An welchen Teil?',
    canGive: (count) => `kann bis zu ${minutes(count)} geben`,
    canTake: (count) => `kann bis zu ${minutes(count)} bekommen`,
    howMany: 'Wie viele Minuten?',
    move: (count) =>
      f.plural(count, { one: 'Eine Minute verschieben', other: '# Minuten verschieben' }),
    moveSome: 'Minuten verschieben',
    range: (most) =>
      most === 1 ? 'Mehr als eine Minute ist nicht da.' : `Eine ganze Zahl von 1 bis ${most}.`,

    modeAbout: {
      round: 'Alle werden der Reihe nach gefragt. Passen oder später noch einmal geht.',
      talking_piece: 'Feste Reihenfolge; Stille darf sein, niemand wird übersprungen.',
      queue: 'Wer die Hand hebt, wird aufgerufen. Wer noch nicht dran war, kommt zuerst.',
      tag: 'Wer geteilt hat, wählt, wer als Nächstes spricht.',
      open: 'Alle schreiben, wann sie mögen.',
      presenter: 'Eine Person trägt vor; Fragen mit gehobener Hand.',
      directed: 'Die Leitung ruft auf; Hände dürfen gehoben werden.',
      silent: 'Eine stille Zeit. Nur die Leitung schreibt.',
      sealed: 'Alle schreiben gleichzeitig. Niemand liest etwas, bevor alles aufgedeckt wird.',
    },
    handsStay: 'Gehobene Hände bleiben oben.',
    sealedOpens: 'Was abgegeben wurde, sehen dann alle.',
    roundWaits:
      'Die Runde wartet; sie geht weiter, wenn dieser Teil wieder in Runden gehalten wird.',
    roundWaitsMember: 'Die Runde wartet. Alle behalten ihren Platz, und sie geht später weiter.',
  };
};
