import { describe, expect, it } from 'vitest';
import {
  navigationCleared,
  navigationReducer,
  screenOpened,
  screenReplaced,
  selectCanGoBack,
  selectCanGoForward,
  selectRoute,
  wentBack,
  wentForward,
} from './navigation-slice.ts';

type Action = Parameters<typeof navigationReducer>[1];
const stateAfter = (...actions: readonly Action[]) => {
  const navigation = actions.reduce(navigationReducer, navigationReducer(undefined, { type: 'start' }));
  return { navigation };
};
const person = { name: 'person', personId: 'p1' } as const;
const dossier = { name: 'dossier', dossierId: 'd1' } as const;

describe('navigation', () => {
  it('starts at today', () => {
    expect(selectRoute(stateAfter())).toEqual({ name: 'today' });
    expect(selectCanGoBack(stateAfter())).toBe(false);
  });
  it('goes back and forward, and stops at the ends', () => {
    const there = [screenOpened(person), screenOpened(dossier)];
    expect(selectRoute(stateAfter(...there, wentBack()))).toEqual(person);
    expect(selectRoute(stateAfter(...there, wentBack(), wentForward(), wentForward()))).toEqual(dossier);
    expect(selectRoute(stateAfter(wentBack()))).toEqual({ name: 'today' });
  });
  it('does not open twice what is open', () => {
    expect(stateAfter(screenOpened(person), screenOpened({ ...person })).navigation.entries).toHaveLength(2);
  });
  it('drops what lay ahead when something else is opened', () => {
    const state = stateAfter(screenOpened(person), wentBack(), screenOpened(dossier));
    expect(selectCanGoForward(state)).toBe(false);
    expect(state.navigation.entries).toEqual([{ name: 'today' }, dossier]);
  });
  it('puts what a form made in the place of the form', () => {
    const state = stateAfter(screenOpened(person), screenOpened({ name: 'newDossier' }), screenReplaced(dossier));
    expect(state.navigation.entries).toEqual([{ name: 'today' }, person, dossier]);
    const merged = stateAfter(screenOpened(person), screenOpened({ name: 'newInteraction' }), screenReplaced(person));
    expect(merged.navigation.entries).toEqual([{ name: 'today' }, person]);
  });
  it('keeps fifty screens and forgets all at log-out', () => {
    const many = Array.from({ length: 80 }, (_, index) => screenOpened({ name: 'person', personId: `p${index}` }));
    expect(stateAfter(...many).navigation.entries).toHaveLength(50);
    expect(stateAfter(...many, navigationCleared()).navigation.entries).toEqual([{ name: 'today' }]);
  });
});
