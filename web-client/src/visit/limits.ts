/** A longer text is refused by the server; the field stops before. */
export const TEXT_MAX = 4_000;
export const NOTE_MAX = 60;
