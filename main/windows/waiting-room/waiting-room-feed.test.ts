import type { WaitingRoomView } from '@onthaal/contract/ipc/waiting-room.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WaitingRoomFeed } from './waiting-room-feed.ts';

const view: WaitingRoomView = {
  ...{ calls: [], waiting: 2, lineGone: false, building: 'Gemeentehuis', sound: true, speech: true },
};

describe('what the waiting room is told', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is answered at once when it is newer, else as soon as there is something', async () => {
    const feed = new WaitingRoomFeed();
    const first = await feed.after(0);
    expect(first.view).toBeUndefined();
    const answers: unknown[] = [];
    const waits = feed.after(first.version).then((state) => answers.push(state.view));
    feed.show(view);
    await waits;
    expect(answers).toEqual([view]);
    expect((await feed.after(first.version)).view).toEqual(view);
  });

  it('is nothing new when the desk only says the same again, and nothing at all when it falls silent', async () => {
    const feed = new WaitingRoomFeed(1000);
    feed.show(view);
    const { version } = await feed.after(1);
    vi.advanceTimersByTime(900);
    feed.show({ ...view });
    vi.advanceTimersByTime(900);
    expect((await feed.after(0)).version).toBe(version);
    vi.advanceTimersByTime(200);
    expect(await feed.after(version)).toEqual({ version: version + 1, view: undefined });
  });

  it('is said to be of before the line went, and falls silent all the same', async () => {
    const feed = new WaitingRoomFeed(1000);
    feed.showOnce(view);
    expect((await feed.after(0)).view).toBeUndefined();
    feed.show(view);
    const old = { ...view, lineGone: true };
    feed.showOnce(old);
    expect((await feed.after(0)).view).toEqual(old);
    vi.advanceTimersByTime(1100);
    expect((await feed.after(0)).view).toBeUndefined();
  });

  it('is forgotten when whoever sat at the desk goes', async () => {
    const feed = new WaitingRoomFeed();
    feed.show(view);
    feed.forget();
    expect((await feed.after(0)).view).toBeUndefined();
  });
});
