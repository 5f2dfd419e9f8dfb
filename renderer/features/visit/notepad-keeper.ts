/** Writes a text to the store; false when it could not be. */
export type WriteNote = (text: string) => Promise<boolean>;

interface Typed {
  readonly text: string;
  readonly write: WriteNote;
  /** When the oldest letter that is not kept was typed. */
  readonly since: number;
}

/** A pause in typing. */
const PAUSE = 500;
/** Who types on without a pause is kept this often. */
const LONGEST = 3_000;
const AFTER_FAILURE = 2_000;

const unkept = new Map<string, Typed>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const writing = new Map<string, Promise<void>>();

async function writeNow(visitId: string): Promise<void> {
  clearTimeout(timers.get(visitId));
  const typed = unkept.get(visitId);
  if (typed === undefined) return;
  const isKept = await typed.write(typed.text);
  const now = unkept.get(visitId);
  if (now === undefined) return;
  if (now.text !== typed.text) return wait(visitId, PAUSE);
  if (isKept) unkept.delete(visitId);
  else wait(visitId, AFTER_FAILURE);
}

function keep(visitId: string): Promise<void> {
  const before = writing.get(visitId) ?? Promise.resolve();
  const next = before.then(() => writeNow(visitId));
  writing.set(visitId, next);
  return next;
}

function wait(visitId: string, milliseconds: number): void {
  clearTimeout(timers.get(visitId));
  timers.set(
    visitId,
    setTimeout(() => void keep(visitId), milliseconds),
  );
}

/** Something was typed in the notepad of a visit: it is written at the next pause, and tried again until it is kept. */
export function noteTyped(visitId: string, text: string, write: WriteNote): void {
  const since = unkept.get(visitId)?.since ?? Date.now();
  unkept.set(visitId, { text, write, since });
  wait(visitId, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
}

/** What was typed in a notepad and is not kept yet. */
export function unkeptNote(visitId: string): string | undefined {
  return unkept.get(visitId)?.text;
}

/** Writes all that was typed, at once: before a visit ends or somebody logs out. */
export async function keepNotes(): Promise<void> {
  await Promise.all([...unkept.keys()].map(keep));
}

/** Another member: what the last one could not keep is nobody's. */
export function forgetNotes(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  unkept.clear();
}
