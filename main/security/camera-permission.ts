import { isApplicationUrl, isRecoveryPage } from './application-origin.ts';

/** What a page asks, as Chromium tells it. */
export interface AskedPermission {
  readonly permission: string;
  /** Kinds of media: `video`, `audio`, or what Chromium does not know. */
  readonly kinds: readonly string[];
  readonly url: string;
  readonly isMainFrame: boolean;
}

/** Whether it is the camera, and nothing else with it, for the application itself: not for a frame in it, nor for the page of a crash. */
export function isCameraAllowed(asked: AskedPermission): boolean {
  return isAllowed('video', asked);
}

/** The same for the microphone, which nobody gets but while somebody tests it. */
export function isMicrophoneAllowed(asked: AskedPermission, isTested: boolean): boolean {
  return isTested && isAllowed('audio', asked);
}

function isAllowed(only: 'video' | 'audio', { permission, kinds, url, isMainFrame }: AskedPermission): boolean {
  const isNothingElse = permission === 'media' && kinds.length > 0 && kinds.every((kind) => kind === only);
  return isNothingElse && isMainFrame && isApplicationUrl(url) && !isRecoveryPage(url);
}
