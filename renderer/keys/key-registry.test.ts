import { describe, expect, it, vi } from 'vitest';
import { matchesCombination } from './key-combination.ts';
import { KeyRegistry } from './key-registry.ts';
import { keyActions, keyDefinition } from './key-table.ts';

const press = (key: string, more: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...more,
});

describe('the table of keys', () => {
  it('gives no two actions the same key', () => {
    const taken = keyActions.flatMap((action) => keyDefinition(action).keys);
    // Lists and boxes take their own keys while they have the focus.
    expect(taken.filter((key, place) => taken.indexOf(key) !== place)).toEqual([]);
  });
});

describe('key combinations', () => {
  it('match the character whatever its case and place', () => {
    expect(matchesCombination(press('k', { ctrlKey: true }), 'Ctrl+K')).toBe(true);
    expect(matchesCombination(press('K', { ctrlKey: true }), 'Ctrl+K')).toBe(true);
    expect(matchesCombination(press('k', { metaKey: true }), 'Ctrl+K')).toBe(true);
  });
  it('want exactly their modifiers', () => {
    expect(matchesCombination(press('k'), 'Ctrl+K')).toBe(false);
    expect(matchesCombination(press('k', { ctrlKey: true, shiftKey: true }), 'Ctrl+K')).toBe(false);
    expect(matchesCombination(press('F7', { shiftKey: true }), 'F7')).toBe(false);
    expect(matchesCombination(press('F7', { shiftKey: true }), 'Shift+F7')).toBe(true);
  });
});

describe('the key table', () => {
  const all = keyActions.flatMap((action) => keyDefinition(action).keys.map((keys) => ({ action, keys })));
  it('never binds AltGr, nor the keys of the text, nor a bare letter', () => {
    for (const { keys } of all) {
      expect(keys).not.toMatch(/Ctrl\+Alt/);
      expect(keys).not.toMatch(/^Ctrl\+[ACVXZ]$/);
      expect(keys).not.toMatch(/^(Shift\+)?.$/);
    }
  });
  it('gives each combination to one action', () => {
    const bound = all
      .filter(({ action }) => !keyDefinition(action).boundElsewhere)
      .map(({ keys }) => keys.toLowerCase());
    expect(new Set(bound).size).toBe(bound.length);
  });
});

describe('the key registry', () => {
  it('runs the newest binding and forgets it when it goes', () => {
    const registry = new KeyRegistry();
    const first = vi.fn();
    const second = vi.fn();
    registry.bind({ action: 'save', layer: 0, run: first });
    const stop = registry.bind({ action: 'save', layer: 0, run: second });
    expect(registry.dispatch(press('F9'))).toBe(true);
    stop();
    registry.dispatch(press('Enter', { ctrlKey: true }));
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });
  it('leaves unknown keys and AltGr alone', () => {
    const registry = new KeyRegistry();
    registry.bind({ action: 'newTask', layer: 0, run: vi.fn() });
    expect(registry.dispatch(press('q'))).toBe(false);
    expect(registry.dispatch(press('a', { ctrlKey: true, altKey: true }))).toBe(false);
  });
  it('lets the keys under a dialog rest, except those that go through', () => {
    const registry = new KeyRegistry();
    const search = vi.fn();
    const blank = vi.fn();
    registry.bind({ action: 'search', layer: 0, run: search });
    registry.bind({ action: 'blank', layer: 0, run: blank });
    const [layer, close] = registry.openLayer();
    const save = vi.fn();
    registry.bind({ action: 'save', layer, run: save });
    expect(registry.dispatch(press('F3'))).toBe(false);
    expect(registry.dispatch(press('l', { ctrlKey: true }))).toBe(true);
    expect(registry.dispatch(press('F9'))).toBe(true);
    close();
    expect(registry.dispatch(press('F3'))).toBe(true);
    expect([search.mock.calls.length, blank.mock.calls.length, save.mock.calls.length]).toEqual([1, 1, 1]);
  });
  it('gives every key to the blank screen first', () => {
    const registry = new KeyRegistry();
    const search = vi.fn();
    const show = vi.fn();
    registry.bind({ action: 'search', layer: 0, run: search });
    const release = registry.interceptAll(show);
    expect(registry.dispatch(press('F3'))).toBe(true);
    expect(registry.dispatch(press('x'))).toBe(true);
    release();
    registry.dispatch(press('F3'));
    expect([show.mock.calls.length, search.mock.calls.length]).toEqual([2, 1]);
  });
  it('lets every key rest while the screen is locked', () => {
    const registry = new KeyRegistry();
    const search = vi.fn();
    registry.bind({ action: 'search', layer: 0, run: search });
    const wake = registry.rest();
    expect(registry.dispatch(press('F3'))).toBe(false);
    wake();
    expect(registry.dispatch(press('F3'))).toBe(true);
    expect(search.mock.calls.length).toBe(1);
  });
  it('keeps a stable list for F1 until something changes', () => {
    const registry = new KeyRegistry();
    registry.bind({ action: 'search', layer: 0, run: vi.fn() });
    const before = registry.screenBindings();
    expect(registry.screenBindings()).toBe(before);
    registry.bind({ action: 'save', layer: 0, run: undefined });
    expect(registry.screenBindings().map(({ action }) => action)).toEqual(['search', 'save']);
  });
});
