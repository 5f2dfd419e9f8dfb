import { type Result, success } from '@onthaal/contract/result.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Change, NO_RECORDS } from './change.ts';
import { LiveReads } from './live-reads.ts';

const PAUSE = 50;
/** A change of one person. */
const changeOf = (id: string): Change => new Map([['persons', { ...NO_RECORDS, ids: new Set([id]) }]]);

/** A store that counts how often it reads, and whose answer is the number of a person's last write. */
class CountingStore {
  reads = 0;
  readonly versions = new Map<string, number>();
  readonly readWithTrail = (_name: string, args: unknown) => {
    const { personId } = args as { personId: string };
    this.reads += 1;
    return { result: success(String(this.versions.get(personId) ?? 0)), trail: new Set([personId]) };
  };
  readonly isTouchedBy = (change: Change, _name: string, _args: unknown, trail: ReadonlySet<string>) => {
    const changed = change.get('persons');
    return changed === 'everything' || (changed !== undefined && [...changed.ids].some((id) => trail.has(id)));
  };

  write(id: string): Change {
    this.versions.set(id, (this.versions.get(id) ?? 0) + 1);
    return changeOf(id);
  }
}

let store: CountingStore;
let live: LiveReads;

beforeEach(() => {
  vi.useFakeTimers();
  store = new CountingStore();
  live = new LiveReads();
  live.use(store);
});
afterEach(() => vi.useRealTimers());

function show(personId: string): { readonly texts: string[]; readonly end: () => void } {
  const texts: string[] = [];
  const tell = (result: Result<string>) => texts.push(result.ok ? result.value : result.error.code);
  return { texts, end: live.subscribe('personSummary', { personId }, tell) };
}

describe('live reads', () => {
  it('run the same read once for all windows that show it, and others not at all', () => {
    const windows = Array.from({ length: 100 }, () => show('person-1'));
    const others = Array.from({ length: 100 }, (_, index) => show(`other-${index}`));
    expect(store.reads).toBe(101);
    vi.advanceTimersByTime(PAUSE);
    live.refresh(store.write('person-1'), false);
    expect(store.reads).toBe(102);
    for (const { texts } of windows) expect(texts).toEqual(['0', '1']);
    for (const { texts } of others) expect(texts).toEqual(['0']);
  });

  it('show the first change after a pause at once, and the last one of a burst at the end of the pause', () => {
    const { texts } = show('person-1');
    vi.advanceTimersByTime(PAUSE);
    for (let write = 1; write <= 9; write += 1) live.refresh(store.write('person-1'), false);
    expect(texts).toEqual(['0', '1']);
    vi.advanceTimersByTime(PAUSE);
    expect(texts).toEqual(['0', '1', '9']);
    expect(store.reads).toBe(3);
  });

  it("show a clerk's own write at once in the middle of what others write, but not a burst of them", () => {
    const { texts } = show('person-1');
    vi.advanceTimersByTime(PAUSE);
    live.refresh(store.write('person-1'), false);
    live.refresh(store.write('person-1'), false);
    live.refresh(store.write('person-1'), true);
    expect(texts).toEqual(['0', '1', '3']);
    live.refresh(store.write('person-1'), true);
    live.refresh(store.write('person-1'), true);
    expect(texts).toEqual(['0', '1', '3']);
    vi.advanceTimersByTime(PAUSE);
    expect(texts).toEqual(['0', '1', '3', '5']);
  });

  it('give a window that comes later the text of now, also while a change waits', () => {
    show('person-1');
    live.refresh(store.write('person-1'), false);
    expect(show('person-1').texts).toEqual(['1']);
    expect(show('person-1').texts).toEqual(['1']);
    expect(store.reads).toBe(2);
  });

  it('are forgotten with the last window, and wait for a store', () => {
    const first = show('person-1');
    const second = show('person-1');
    first.end();
    second.end();
    vi.advanceTimersByTime(PAUSE);
    live.refresh(store.write('person-1'), true);
    expect(store.reads).toBe(1);
    const { texts } = show('person-1');
    live.use(undefined);
    vi.advanceTimersByTime(PAUSE);
    live.use(store);
    vi.advanceTimersByTime(PAUSE);
    expect(texts).toEqual(['1', 'STORE_LOCKED', '1']);
  });

  it('refuse wrong arguments once', () => {
    const texts: string[] = [];
    live.subscribe('personSummary', { personId: 5 }, (result) => texts.push(result.ok ? 'ok' : result.error.code));
    vi.advanceTimersByTime(PAUSE);
    live.refresh(changeOf('person-1'), true);
    expect(texts).toEqual(['ARGUMENT_INVALID']);
    expect(store.reads).toBe(0);
  });

  it('let others have a turn when very many are touched', async () => {
    vi.useRealTimers();
    const slow = new CountingStore();
    const busy = new LiveReads();
    busy.use({
      isTouchedBy: slow.isTouchedBy,
      readWithTrail: (name, args) => {
        const end = performance.now() + 2;
        while (performance.now() < end);
        return slow.readWithTrail(name, args);
      },
    });
    let told = 0;
    for (let index = 0; index < 40; index += 1) {
      busy.subscribe('personSummary', { personId: `person-${index}` }, () => {
        told += 1;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE + 10));
    busy.refresh(new Map([['persons', 'everything']]), false);
    // Only as many at once as fit into a slice; the others in later turns. Unchanged answers are not sent again.
    expect(slow.reads).toBeLessThan(50);
    await vi.waitFor(() => expect(slow.reads).toBe(80), { timeout: 5_000 });
    expect(told).toBe(40);
  });
});
