/** Three questions that help to choose between a support group and group therapy. They are answered here and nowhere else. */
export const QUESTIONS = ['hope', 'leads', 'time'] as const;
type Question = (typeof QUESTIONS)[number];

/** What an answer speaks for; `open` for neither. */
export const LEANINGS = ['support', 'therapy', 'open'] as const;
export type Leaning = (typeof LEANINGS)[number];

export type Answers = Partial<Record<Question, Leaning>>;

/** What may fit, once every question is answered: what more answers speak for than against. */
export function whichFits(answers: Answers): Leaning | null {
  const given = QUESTIONS.map((question) => answers[question]);
  if (given.includes(undefined)) return null;
  const count = (leaning: Leaning) => given.filter((each) => each === leaning).length;
  const [support, therapy] = [count('support'), count('therapy')];
  if (support === therapy) return 'open';
  return support > therapy ? 'support' : 'therapy';
}
