/** What a room keeps of a person, on the page of their seat. */
export const ownData = () => ({
  title: 'What is kept of you',
  text: 'You can take along all that this room keeps of you, and you can have it erased together with your seat.',
  download: 'Download it',
  downloaded:
    'It is in your downloads, as a file that any text editor opens. Whoever uses this device can read it.',
  erase: 'Give up my seat and erase everything',
  eraseTitle: 'Give up your seat and erase everything?',
  eraseText:
    'Your name, your dates, your mail address and all else that this room keeps of you are erased at once, and you leave a meeting that you are in. Your recovery code opens nothing any more, and nothing brings any of it back. What you wrote in a meeting that still runs stays in it until it ends. The trail of the room keeps what was done, by numbers without names.',
  erasedTitle: 'Your seat is given up',
  erased:
    'Nothing is kept of you in this room any more. If you want to come back, you need a new invitation.',
});
