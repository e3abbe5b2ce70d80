/** The one help sheet of the pages around a meeting; any sentence may open it. */
export const helpSheet = $state({ open: false });
