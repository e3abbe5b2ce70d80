/** What has been so for a while, in milliseconds: a moment of it is not worth a word. For components. */
export function lasting(isSo: () => boolean, ms: number): { readonly value: boolean } {
  let value = $state(false);
  $effect(() => {
    if (!isSo()) {
      value = false;
      return;
    }
    const timer = setTimeout(() => (value = true), ms);
    return () => clearTimeout(timer);
  });
  return {
    get value() {
      return value;
    },
  };
}
