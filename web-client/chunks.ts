/**
 * Which modules of the client share a file. Left alone, whatever two pages have in common becomes a
 * file of its own, and the meeting comes in forty requests.
 */

interface ModuleInfo {
  importedIds: readonly string[];
  dynamicallyImportedIds: readonly string[];
}
export interface Context {
  getModuleInfo(id: string): ModuleInfo | null;
}

const SOURCES = new URL('./src/', import.meta.url).pathname;
const MEETING = `${SOURCES}pages/Meet.svelte`;
const INVITATION = `${SOURCES}pages/Join.svelte`;
/** What a visit fetches after its first screen. */
const LATER = `${SOURCES}components/meeting/later.ts`;

/** Everything that comes with these modules. */
function reach(from: readonly string[], context: Context): Set<string> {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    context.getModuleInfo(id)?.importedIds.forEach(visit);
  };
  from.forEach(visit);
  return found;
}

interface Files {
  start: Set<string>;
  meeting: Set<string>;
  invitation: Set<string>;
  later: Set<string>;
}

function filesOf(context: Context): Files {
  const fetchedBy = (path: string) => context.getModuleInfo(path)?.dynamicallyImportedIds ?? [];
  const pages = fetchedBy(`${SOURCES}pages/routes.ts`);
  const meeting = reach([MEETING], context);
  const others = reach(
    pages.filter((page) => page !== MEETING),
    context,
  );
  const start = reach([`${SOURCES}main.ts`], context);
  const words = reach(fetchedBy(`${SOURCES}i18n/languages.ts`), context);
  const invitation = reach([INVITATION], context);
  for (const id of meeting) if (others.has(id)) start.add(id);
  for (const id of words) if (meeting.has(id) || invitation.has(id)) start.add(id);
  const parts = fetchedBy(LATER).map((part) => reach([part], context));
  const shared = [...new Set(parts.flatMap((part) => [...part]))].filter(
    (id) => !others.has(id) && parts.filter((part) => part.has(id)).length > 1,
  );
  return { start, meeting, invitation, later: new Set(shared) };
}

let files: Files | null = null;

/** The name of the file that a module goes into; null leaves it to the bundler. */
export function fileOf(id: string, context: Context): string | null {
  files ??= filesOf(context);
  if (files.start.has(id)) return 'start';
  if (files.meeting.has(id)) return 'meeting';
  if (files.invitation.has(id)) return 'invitation';
  return files.later.has(id) ? 'meeting-later' : null;
}
