import type { Browser } from '../en/browser';

export const browser = (): Browser => ({
  lacks: {
    https: {
      title: 'Diese Adresse ist nicht geschützt',
      text: 'Über einfaches http könnten andere im Netz mitlesen, und Browser behalten deinen Platz nicht.',
      steps: [
        'Öffne dieselbe Adresse mit https:// am Anfang.',
        'Geht das nicht, sag es der Person, von der du den Link hast.',
      ],
    },
    cookies: {
      title: 'Dieser Browser blockiert hier Cookies',
      text: 'Rondo erkennt deinen Platz an einem Cookie auf diesem Gerät. Es folgt dir nirgendwohin. Ohne das Cookie kann dich die Tür nicht einlassen.',
      steps: [
        'Erlaube Cookies für diese Seite in den Einstellungen des Browsers und versuch es noch einmal.',
        'Hat sich die Seite in einer anderen App geöffnet, kopiere den Link und öffne ihn im Browser.',
        'Ein privates Fenster geht meist auch, bis du es schließt.',
      ],
    },
    sockets: {
      title: 'Mit diesem Browser geht ein Treffen nicht',
      text: 'Ein Treffen braucht eine stehende Verbindung (WebSocket). Dieser Browser hat keine oder erlaubt sie nicht.',
      steps: [
        'Öffne den Link in einem aktuellen Firefox, Chrome, Edge oder Safari.',
        'Blockiert eine Erweiterung oder ein strenger Modus sie, erlaube sie für diese Seite.',
      ],
    },
  },
  nothingMade: 'Es ist noch nichts angelegt, und dein Link gilt weiter.',
  storage: {
    title: 'Dieser Browser behält nichts für diese Seite.',
    text: 'Du kannst teilnehmen. Was du geschrieben und nicht gesendet hast, ist aber weg, wenn die Seite neu lädt.',
  },
  translated: {
    title: 'Dein Browser übersetzt diese Seite.',
    text: 'Was andere schreiben, ginge an den Übersetzungsdienst, und manches auf der Seite stimmt vielleicht nicht mehr. Schalte die Übersetzung für diese Seite bitte aus und lade sie neu. Rondo spricht Deutsch und Englisch.',
  },
  reload: 'Seite neu laden',
  goOn: 'Weiter',
});
