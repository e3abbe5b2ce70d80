/** The rooms of the tests, where those of a format don't do. */

/** As a new room has them, but for what a test needs otherwise. */
export const settings = (over: object = {}) => ({
  admission: 'everyone',
  limit: 'soft',
  show_earlier: false,
  reactions: false,
  timekeeper_calls: false,
  co_facilitator_ends: false,
  observer_whispers: false,
  ...over,
});

/** Twenty minutes; in an open item everyone may answer everyone. */
export const item = (name: string, mode: string, over: object = {}) => ({
  name,
  mode,
  crosstalk: mode === 'open' ? 'free' : 'none',
  minutes: 20,
  share_ms: mode === 'open' ? 0 : 120_000,
  ...over,
});
