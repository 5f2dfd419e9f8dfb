import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetNotes, keepNotes, noteTyped, unkeptNote } from './notepad-keeper.ts';

describe('the notepad of a visit', () => {
  const written: string[] = [];
  let works = true;
  const write = async (text: string) => {
    if (works) written.push(text);
    return works;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    written.length = 0;
    works = true;
  });
  afterEach(() => {
    forgetNotes();
    vi.useRealTimers();
  });

  it('is written at a pause, once, with what was typed last', async () => {
    noteTyped('a', 'v', write);
    await vi.advanceTimersByTimeAsync(300);
    noteTyped('a', 'vraagt', write);
    await vi.advanceTimersByTimeAsync(499);
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(written).toEqual(['vraagt']);
    expect(unkeptNote('a')).toBeUndefined();
  });

  it('is written every few seconds for who types on', async () => {
    for (let letters = 1; letters <= 40; letters += 1) {
      noteTyped('a', 'x'.repeat(letters), write);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(written.length).toBe(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(written.at(-1)).toHaveLength(40);
  });

  it('is tried again until it is kept', async () => {
    works = false;
    noteTyped('a', 'belangrijk', write);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(unkeptNote('a')).toBe('belangrijk');
    works = true;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(written).toEqual(['belangrijk']);
  });

  it('of each visit is kept by itself, all at once when asked, also while one is being written', async () => {
    let finish: (kept: boolean) => void = () => undefined;
    noteTyped('a', 'eerste', () => new Promise((resolve) => (finish = resolve)));
    noteTyped('b', 'ander', write);
    const kept = keepNotes();
    await vi.advanceTimersByTimeAsync(0);
    noteTyped('a', 'eerste en meer', write);
    finish(true);
    await kept;
    expect(written).toEqual(['ander']);
    await keepNotes();
    expect(written).toEqual(['ander', 'eerste en meer']);
  });
});
