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

async function writeNow(key: string): Promise<void> {
  clearTimeout(timers.get(key));
  const typed = unkept.get(key);
  if (typed === undefined) return;
  const isKept = await typed.write(typed.text);
  const now = unkept.get(key);
  if (now === undefined) return;
  if (now.text !== typed.text) return wait(key, PAUSE);
  if (isKept) unkept.delete(key);
  else wait(key, AFTER_FAILURE);
}

function keep(key: string): Promise<void> {
  const before = writing.get(key) ?? Promise.resolve();
  const next = before.then(() => writeNow(key));
  writing.set(key, next);
  return next;
}

function wait(key: string, milliseconds: number): void {
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => void keep(key), milliseconds),
  );
}

/** Something was typed in a notepad, by the id of its visit, or in a form: it is written at the next pause, and tried again until it is kept. */
export function noteTyped(key: string, text: string, write: WriteNote): void {
  const since = unkept.get(key)?.since ?? Date.now();
  unkept.set(key, { text, write, since });
  wait(key, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
}

/** What was typed there and is not kept yet. */
export function unkeptNote(key: string): string | undefined {
  return unkept.get(key)?.text;
}

/** All that was typed and is not kept yet where the key begins so. */
export function unkeptNotes(prefix: string): ReadonlyMap<string, string> {
  const found = [...unkept].filter(([key]) => key.startsWith(prefix));
  return new Map(found.map(([key, { text }]) => [key, text]));
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
