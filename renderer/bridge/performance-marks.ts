import type { MarkName } from '@onthaal/contract/ipc/channels.ts';
import { useEffect } from 'react';
import { desktop } from './desktop.ts';

const told = new Set<MarkName>();

/** Tells main when something of the start happened, once per window: the benchmark and the log measure from it. */
export function markMoment(name: MarkName, now: number = performance.now()): void {
  if (told.has(name)) return;
  told.add(name);
  void desktop().request('performance:mark', { name, at: performance.timeOrigin + now });
}

/** Tells when Chromium first painted content. */
export function markFirstPaint(): void {
  const observer = new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (!paint) return;
    observer.disconnect();
    markMoment('firstPaint', paint.startTime);
  });
  observer.observe({ type: 'paint', buffered: true });
}

/** Tells when the caller is on the screen: after the frame that painted it, once `isThere` is true. */
export function useMarkWhenPainted(name: MarkName, isThere = true): void {
  useEffect(() => {
    if (!isThere) return;
    // The first callback runs before the paint of this frame, the second after it.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame((now) => markMoment(name, now));
    });
    return () => cancelAnimationFrame(frame);
  }, [name, isThere]);
}
