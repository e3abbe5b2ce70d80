import type { MoreWords } from '../en/more';

export const ownData = (): MoreWords['ownData'] => ({
  title: 'Was von dir gespeichert ist',
  text: 'Du kannst alles mitnehmen, was dieser Raum von dir speichert, und es zusammen mit deinem Platz löschen lassen.',
  download: 'Herunterladen',
  downloaded:
    'Es liegt bei deinen Downloads, als Datei, die jeder Texteditor öffnet. Wer dieses Gerät benutzt, kann sie lesen.',
  erase: 'Platz aufgeben und alles löschen',
  eraseTitle: 'Deinen Platz aufgeben und alles löschen?',
  eraseText:
    'Dein Name, deine Termine, deine Mailadresse und alles andere, was dieser Raum von dir speichert, werden sofort gelöscht, und du verlässt ein Treffen, in dem du gerade bist. Dein Code öffnet nichts mehr, und nichts davon kommt zurück. Was du in einem laufenden Treffen geschrieben hast, bleibt dort, bis es endet. Das Protokoll des Raums behält, was getan wurde, mit Nummern ohne Namen.',
  erasedTitle: 'Dein Platz ist aufgegeben',
  erased:
    'In diesem Raum ist nichts mehr von dir gespeichert. Wenn du zurückkommen willst, brauchst du eine neue Einladung.',
});
