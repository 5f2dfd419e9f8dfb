import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { KeyRegistry } from './key-registry.ts';
import type { KeyAction } from './key-table.ts';

const RegistryContext = createContext<KeyRegistry>(new KeyRegistry());
const LayerContext = createContext(0);

/** Whether single letters may act in a focused list (WCAG 2.1.4): the member's preference. */
export const SingleLetterKeys = createContext(true);

/** Gives the registry to everything below and listens to the keyboard, before any field does. */
export function KeyProvider({ registry, children }: { readonly registry: KeyRegistry; readonly children: ReactNode }) {
  const [, settle] = useState(0);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.key === 'Escape') return;
      // A list that gets its focus back from a dialog takes it in an effect of its own: left for later, it would take it from what this key opens.
      flushSync(() => settle((count) => count + 1));
      if (registry.dispatch(event)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    // Escape waits for the bubbling phase: an open list or menu closes first, and keeps the key to itself.
    const listenLate = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && registry.dispatch(event)) event.preventDefault();
    };
    window.addEventListener('keydown', listen, true);
    window.addEventListener('keydown', listenLate);
    return () => {
      window.removeEventListener('keydown', listen, true);
      window.removeEventListener('keydown', listenLate);
    };
  }, [registry]);
  return <RegistryContext.Provider value={registry}>{children}</RegistryContext.Provider>;
}

/** The registry, for the help overlay and the palette. */
export function useKeyRegistry(): KeyRegistry {
  return useContext(RegistryContext);
}

/**
 * Binds an action while the caller is mounted. `run` may change at each rendering; `undefined` for either leaves the key free or
 * resting. `yields`: a screen that binds the same action goes first. Use a Button with `keyAction` when there is a button: it binds and prints the key.
 */
export function useKeyAction(action: KeyAction | undefined, run: (() => void) | undefined, yields = false): void {
  const registry = useContext(RegistryContext);
  const layer = useContext(LayerContext);
  const latest = useRef(run);
  // Before it is painted: who sees a button and presses its key at once must not find the key unbound.
  useLayoutEffect(() => {
    latest.current = run;
  });
  const possible = run !== undefined;
  useLayoutEffect(() => {
    if (!action) return;
    return registry.bind({ action, layer, yields, run: possible ? () => latest.current?.() : undefined });
  }, [registry, layer, action, possible, yields]);
}

/** Makes a layer of its children: while they are mounted, keys of what lies under them rest. */
export function KeyLayer({ children }: { readonly children: ReactNode }) {
  const registry = useContext(RegistryContext);
  const [layer, setLayer] = useState<number>();
  useLayoutEffect(() => {
    const [opened, close] = registry.openLayer();
    setLayer(opened);
    return close;
  }, [registry]);
  return layer === undefined ? null : <LayerContext.Provider value={layer}>{children}</LayerContext.Provider>;
}
