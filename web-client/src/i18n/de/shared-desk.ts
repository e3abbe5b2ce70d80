import type { SharedDeskWords } from '../en/shared-desk';
import type { Formatter } from '../formatter';

export const sharedDesk = (f: Formatter): SharedDeskWords => ({
  title: 'Geteilte Übersicht',
  text: 'Hosts mit einer geteilten Übersicht sehen, leiten und planen die Räume, die jede und jeder von ihnen darauf stellt.',
  make: 'Eine geteilte Übersicht anlegen',
  makeText:
    'Andere Hosts lädst du danach ein. Keiner deiner Räume steht darauf, bis du ihn darauf stellst.',
  makeSubmit: 'Anlegen',
  made: (name) => `Du teilst jetzt die Übersicht „${name}“. Lade andere Hosts dazu ein.`,
  name: 'Name der Übersicht',
  nameHint: 'Zum Beispiel der Name eurer Organisation. Eingeladene Hosts sehen ihn.',
  rename: 'Umbenennen',
  renameTitle: 'Die geteilte Übersicht umbenennen',
  renamed: (name) => `Die Übersicht heißt jetzt „${name}“.`,
  hosts: 'Hosts der Übersicht',
  you: 'Du',
  maker: 'Lädt ein und entfernt',
  waiting: 'Eingeladen, noch ohne Antwort',
  rooms: (own, others) => {
    const mine =
      own === 0
        ? 'Keiner deiner Räume steht darauf; du stellst einen Raum auf seiner Seite darauf.'
        : f.plural(own, {
            one: 'Einer deiner Räume steht darauf.',
            other: '# deiner Räume stehen darauf.',
          });
    if (others === 0) return mine;
    return `${mine} ${f.plural(others, { one: 'Ein Raum eines anderen Hosts steht darauf.', other: '# Räume anderer Hosts stehen darauf.' })}`;
  },
  invite: 'Einen Host einladen',
  inviteTitle: 'Einen Host in die Übersicht einladen',
  inviteText:
    'Die Person findet die Einladung auf ihrer Startseite. Wenn sie mitmacht, sieht, leitet und plant sie die Räume darauf und kann eigene darauf stellen.',
  hostName: 'Anmeldename des anderen Hosts',
  hostHint: 'Frag danach. Er muss genau stimmen.',
  inviteSubmit: 'Einladen',
  invited: 'Eingeladen. Die Person findet es auf ihrer Startseite.',
  takeBack: 'Zurücknehmen',
  takeBackOf: (name) => `Die Einladung an ${name} zurücknehmen`,
  takenBack: (name) => `Die Einladung an ${name} ist zurückgenommen.`,
  remove: 'Entfernen',
  removeOf: (name) => `${name} aus der Übersicht entfernen`,
  removeTitle: (name) => `${name} aus der Übersicht entfernen?`,
  removeText:
    'Die Person leitet und sieht dann keinen Raum mehr über die Übersicht, und ihre Räume stehen nicht mehr darauf. Wer ein laufendes Treffen nur über die Übersicht leitet, ist sofort draußen. Zurück kommt sie nur mit einer neuen Einladung.',
  removed: (name) => `${name} ist nicht mehr in der Übersicht.`,
  leave: 'Die Übersicht verlassen',
  leaveTitle: (name) => `Die Übersicht „${name}“ verlassen?`,
  leaveText:
    'Du siehst und leitest die Räume der anderen nicht mehr über die Übersicht, und deine Räume stehen nicht mehr darauf. Wer ein laufendes Treffen nur über die Übersicht leitet, ist sofort draußen.',
  leaveNext: (name) => `Nach dir lädt ${name} ein und entfernt.`,
  leaveLast: 'Niemand sonst ist darin: Die Übersicht ist dann weg und mit ihr die Einladungen.',
  left: (name) => `Du hast die Übersicht „${name}“ verlassen.`,
  invitation: {
    title: 'Braucht deine Antwort',
    said: (from, name) => `${from} lädt dich ein, die Übersicht „${name}“ zu teilen`,
    text: (hosts) =>
      `${f.plural(hosts, { one: 'Ein Host teilt sie.', other: '# Hosts teilen sie.' })} Du würdest die Räume darauf sehen, leiten und planen. Keiner deiner Räume steht darauf, bis du ihn darauf stellst.`,
    joinedOther:
      'Du teilst schon eine Übersicht. Wenn du sie verlässt, kannst du bei dieser mitmachen.',
    join: 'Mitmachen',
    joinOf: (name) => `Bei der Übersicht ${name} mitmachen`,
    joined: (name) => `Du teilst jetzt die Übersicht „${name}“.`,
    decline: 'Nein, danke',
    declineOf: (name) => `Die Einladung zur Übersicht ${name} ablehnen`,
    declined: (name) => `Du hast die Einladung zu „${name}“ abgelehnt.`,
  },
  share: {
    label: (name) => `Mit der Übersicht „${name}“ teilen`,
    who: {
      peer_led: 'Die anderen der Übersicht finden den Raum auf ihrer Startseite.',
      therapist_led:
        'Wer von den anderen der Übersicht therapeutisch arbeitet, findet den Raum auf der eigenen Startseite.',
    },
    may: 'Sie sehen, wer einen Platz hat und wer anfragt, leiten seine Treffen, lassen Leute herein, laden Mitglieder ein und planen Termine, Plätze und Dienste.',
    mayNot:
      'Nur du änderst den Raum und wie man hineinkommt, kümmerst dich um seine Mail und seinen öffentlichen Eintrag, archivierst ihn, gibst ihn weiter, lädst Mitleitungen ein, entfernst sie und liest Bedenken und verpasste Hilferufe.',
    leads: (names) =>
      names.length === 1
        ? `${names[0]} leitet ihn über die Übersicht.`
        : `${f.list(names)} leiten ihn über die Übersicht.`,
    nobody: 'Noch leitet ihn niemand sonst über die Übersicht.',
    on: 'Der Raum steht jetzt auf der Übersicht.',
    off: 'Der Raum steht nicht mehr auf der Übersicht.',
    stop: 'Herunternehmen',
    stopTitle: 'Den Raum von der Übersicht nehmen?',
    stopText: (names) =>
      names.length === 1
        ? `${names[0]} sieht und leitet ihn dann nicht mehr und ist aus einem laufenden Treffen sofort draußen.`
        : `${f.list(names)} sehen und leiten ihn dann nicht mehr und sind aus einem laufenden Treffen sofort draußen.`,
    theirs: (owner) => `Dieser Raum gehört ${owner} und steht auf der Übersicht, die ihr teilt.`,
    theirsMay:
      'Du leitest seine Treffen, lässt Leute herein, lädst Mitglieder ein und planst Termine, Plätze und Dienste.',
    theirsMayNot: (owner) =>
      `Nur ${owner} ändert den Raum und wie man hineinkommt, kümmert sich um seine Mail und seinen öffentlichen Eintrag, archiviert ihn, gibt ihn weiter und lädt Mitleitungen ein.`,
  },
  people: {
    act: 'Geteilte Übersicht',
    actOf: (name) => `Die geteilte Übersicht von ${name}`,
    none: (name) => `${name} teilt keine Übersicht.`,
    title: (name) => `${name} aus der geteilten Übersicht nehmen?`,
    text: (name, desk) =>
      `${name} teilt die Übersicht „${desk}“. Danach sind die Räume der anderen darüber sofort nicht mehr zu sehen und zu leiten, und die eigenen stehen nicht mehr darauf.`,
    submit: 'Herausnehmen',
    done: (name) => `${name} ist nicht mehr in der Übersicht.`,
  },
});
