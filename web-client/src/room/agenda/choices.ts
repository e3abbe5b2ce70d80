/** What a host may choose from. */
const SHARE_SECONDS = [30, 45, 60, 90, 120, 180, 240, 300, 600];

/** The lengths of a share to choose from, with the one in force among them. */
export function shareChoices(inForce: number): number[] {
  const choices = new Set(SHARE_SECONDS.map((seconds) => seconds * 1000));
  if (inForce > 0) choices.add(inForce);
  return [...choices].toSorted((a, b) => a - b);
}
