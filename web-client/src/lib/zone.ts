/** The IANA time zone of this device. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether two zones have the same clock at a moment. */
export function sameClock(one: string, other: string, at: number): boolean {
  const clock = (timeZone: string) =>
    new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  return clock(one) === clock(other);
}
