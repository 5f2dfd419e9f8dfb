export interface NoticeInput {
  readonly tone: 'information' | 'positive' | 'caution' | 'danger';
  readonly title: string;
  readonly detail?: string | undefined;
  /** E.g. "Ongedaan maken". */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** How long it stays; absent: until it is closed. An error stays. */
  readonly seconds?: number | undefined;
}
export interface Notice extends NoticeInput {
  readonly id: number;
}

let notices: readonly Notice[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

/** Shows a notice; the oldest of more than four goes. Gives its id. */
export function showNotice(notice: NoticeInput): number {
  const id = nextId;
  nextId += 1;
  const repeated = (other: Notice) => other.title === notice.title && other.detail === notice.detail;
  change([...notices.filter((other) => !repeated(other)), { ...notice, id }].slice(-4));
  return id;
}

/** Says that something was done; goes by itself after six seconds, with an undo after ten. */
export function showDone(title: string, action?: NoticeInput['action']): number {
  return showNotice({ tone: 'positive', title, action, seconds: action ? 10 : 6 });
}

/** Takes one notice away. */
export function dismissNotice(id: number): void {
  change(notices.filter((notice) => notice.id !== id));
}

/** Takes all notices away: at log-out nothing of the last citizen may stay in view. */
export function clearNotices(): void {
  change([]);
}

export const noticesNow = (): readonly Notice[] => notices;
export const subscribeNotices = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
