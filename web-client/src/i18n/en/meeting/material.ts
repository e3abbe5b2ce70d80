export const material = () => ({
  script: 'For you as a lead',
  handout: 'Read the handout',
  handoutTitled: (title: string) => `Read the handout: ${title}`,
  pages: 'Pages',
  place: (at: number, of: number) => `Page ${at} of ${of}`,
  placeTitled: (at: number, of: number, title: string) => `Page ${at} of ${of} · ${title}`,
  back: 'Page before',
  forward: 'Next page',
  lookBack: 'Look at the page before',
  lookOn: 'Look at the next page',
  backToShown: (at: number) => `Back to what is shown: page ${at}`,
  lookingBack: 'Only you look at this page. The others see a later one.',
  turnerHint: 'Everyone sees the page you turn to. Arrow keys work, too.',
});

export type MaterialWords = ReturnType<typeof material>;
