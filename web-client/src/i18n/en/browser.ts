import type { Lack } from '../../lib/browser';

/** What the browser lacks, forbids or does to the page. */
export const browser = () => ({
  lacks: {
    https: {
      title: 'This address is not protected',
      text: 'Over plain http, others on the network could read along, and browsers don’t keep your seat.',
      steps: [
        'Open the same address with https:// at its beginning.',
        'If that doesn’t work, tell whoever gave you the link.',
      ],
    },
    cookies: {
      title: 'This browser blocks cookies here',
      text: 'Rondo knows your seat by one cookie on this device. It follows you nowhere else. Without it, the door can’t let you in.',
      steps: [
        'Allow cookies for this site in the browser’s settings, then try again.',
        'If the page opened inside another app, copy the link and open it in your browser.',
        'A private window usually works too, until you close it.',
      ],
    },
    sockets: {
      title: 'This browser can’t take part in a meeting',
      text: 'A meeting needs a live connection (WebSocket), which this browser does not have or does not allow.',
      steps: [
        'Open the link in a current Firefox, Chrome, Edge or Safari.',
        'If an extension or a strict mode blocks it, allow it for this site.',
      ],
    },
  } satisfies Record<Lack, { title: string; text: string; steps: string[] }>,
  nothingMade: 'Nothing was made yet, and your link stays good.',
  storage: {
    title: 'This browser keeps nothing for this page.',
    text: 'You can take part. But what you have written and not sent is lost when the page reloads.',
  },
  translated: {
    title: 'Your browser is translating this page.',
    text: 'What others write would go to the translation service, and parts of the page may show what is no longer so. Please turn the translation off for this page, then reload. Rondo speaks English and German.',
  },
  reload: 'Reload the page',
  goOn: 'Go on',
});

export type Browser = ReturnType<typeof browser>;
