import type { HelpWords } from '../../en/meeting/help';
import type { Formatter } from '../../formatter';

export const help = (f: Formatter): HelpWords => ({
  need: 'Ich brauche Hilfe',
  needText: (leads) =>
    leads.length > 0
      ? `Das ${leads.length === 1 ? 'erfährt' : 'erfahren'} nur ${f.list(leads)}.`
      : 'Gerade ist niemand von der Leitung da. Du kannst den Hilferuf trotzdem hinterlassen.',
  wrote: (name) => `${name} hat dir geschrieben. Du kannst auch jetzt anrufen:`,
  hasSeen: (names) =>
    `${f.list(names)} ${names.length === 1 ? 'hat' : 'haben'} das gesehen. Du kannst auch jetzt anrufen:`,
  told: (names) =>
    `${f.list(names)} ${names.length === 1 ? 'weiß Bescheid und kann' : 'wissen Bescheid und können'} dir hier schreiben. Du kannst auch jetzt anrufen:`,
  toldAgain: (names) =>
    `${f.list(names)} ${names.length === 1 ? 'hat' : 'haben'} das noch nicht gesehen. Wir haben noch einmal Bescheid gegeben. Bitte warte nicht: Ruf hier an.`,
  nobody:
    'Niemand von der Leitung ist da; im Raum hat das noch niemand gesehen. Wer zum Leiten kommt, sieht es als Erstes. Bitte warte nicht: Ruf hier an.',
  onCall:
    'Für diese Gruppe ist jemand in Bereitschaft. Liest niemand von der Leitung einen Ruf innerhalb einer Minute, bekommt diese Person eine E-Mail, dass es ihn gibt. Was du schreibst, steht nicht darin.',
  seenLine: (names) =>
    `${f.list(names)} ${names.length === 1 ? 'hat' : 'haben'} gesehen, dass du Hilfe brauchst.`,
  toldLine: (names) =>
    `Du hast um Hilfe gebeten. ${f.list(names)} ${names.length === 1 ? 'weiß' : 'wissen'} Bescheid.`,
  nobodyLine:
    'Du hast um Hilfe gebeten. Niemand von der Leitung ist da; noch hat es niemand gesehen.',
  readAnswer: 'Lesen',
  again: 'Noch einmal Bescheid geben',
  lines: 'Hilfetelefone',

  asked: (name) => `${name} bittet um Hilfe.`,
  askedAtDoor: (name) => `${name} bittet an der Tür um Hilfe.`,
  askedAndLeft: (name) => `${name} hat um Hilfe gebeten und ist gegangen.`,
  askedAgain: 'Seit einer Minute hat niemand geantwortet.',
  advice:
    'Schreib zuerst hin und entscheide dann, ob eine Pause nötig ist. Du kannst fragen: Bist du gerade sicher? Bist du allein?',
  with: 'Ich kümmere mich',
  notWith: 'Ich kümmere mich nicht mehr',
  isWith: (name) => `${name} kümmert sich.`,
  youWith: 'Du kümmerst dich. Das sieht nur die Leitung.',
  pause: 'Pause für alle',
  answeredBy: (by, name) => `${by} hat ${name} geantwortet.`,
  youAnswered: (name) => `Du hast ${name} geantwortet. Die Person weiß es.`,
  read: 'In Ordnung',
  show: 'Zeigen',
  notice: 'Jemand in deinem Treffen braucht dich',
});
