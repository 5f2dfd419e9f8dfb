import type { DesktopBridge } from '@onthaal/contract/ipc/channels.ts';

declare global {
  interface Window {
    readonly onthaal?: DesktopBridge;
  }
}

/** The bridge that the preload script put on the window. Absent: this page runs outside the desk, which is a bug of packaging. */
export function desktop(): DesktopBridge {
  if (!window.onthaal) throw new Error('The bridge to the desk is missing');
  return window.onthaal;
}
