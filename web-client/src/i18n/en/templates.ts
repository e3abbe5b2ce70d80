/** A host's own agendas, kept to make rooms from. */
export const templates = () => ({
  title: 'Your templates',
  hint: 'Agendas that you kept. Only you see them.',
  empty: 'None yet. On a room’s page, “Edit” lets you keep its agenda as one.',
  failed: 'Your templates could not be fetched.',
  from: (format: string) => `from ${format}`,
  actions: (name: string) => `Actions for ${name}`,
  rename: 'Rename',
  delete: 'Delete',
  keep: 'Keep this agenda as a template',
  keepTitle: 'Keep this agenda',
  keepText: 'You can then make other rooms from it. This room does not change.',
  name: 'Name of the template',
  as: 'Keep it as',
  asNew: 'a new template',
  asOld: (name: string) => `in place of ${name}`,
  submit: 'Keep it',
  kept: (name: string) => `Kept as ${name}.`,
  renameTitle: 'Rename the template',
  deleteTitle: 'Delete this template?',
  deleteText: (name: string) => `${name} goes away. Rooms that were made from it stay as they are.`,
});

export type Templates = ReturnType<typeof templates>;
