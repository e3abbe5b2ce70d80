/** What the pages say to somebody on the way in and in a meeting. */
export const english = {
  toName: 'I accept these. Choose a name',
  nameLabel: 'A name for this room',
  nameFree: 'Free to use',
  submit: 'Go to the waiting room',
  code: 'Your code',
  kept: 'I’ve kept it. Go to the waiting room',
  atDoor: (name: string) => `You’re at the door, ${name}`,
  conversation: 'Conversation',
  yourWords: 'Your words',
  offer: 'Would you like to share?',
  share: 'Share',
  pass: 'Pass',
  defer: 'Come back to me',
  send: 'Send',
  sending: 'sending…',
  done: 'I’m done',
  ended: 'The circle has closed',
};

export type Words = typeof english;

export const german: Words = {
  toName: 'Ich nehme das an. Name wählen',
  nameLabel: 'Ein Name für diesen Raum',
  nameFree: 'Noch frei',
  submit: 'Zum Warteraum',
  code: 'Dein Code',
  kept: 'Ich habe ihn. Zum Warteraum',
  atDoor: (name) => `Du bist an der Tür, ${name}`,
  conversation: 'Gespräch',
  yourWords: 'Deine Worte',
  offer: 'Möchtest du teilen?',
  share: 'Teilen',
  pass: 'Passen',
  defer: 'Später noch mal',
  send: 'Senden',
  sending: 'wird gesendet…',
  done: 'Ich bin fertig',
  ended: 'Der Kreis ist geschlossen',
};
