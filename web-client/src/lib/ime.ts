/**
 * Whether a key belongs to an input method that is composing, such as the Enter that takes a word.
 * Safari ends the composition first and marks the key that ended it by its code alone.
 */
export const isComposing = ({ isComposing, keyCode }: KeyboardEvent): boolean =>
  isComposing || keyCode === 229;
