/** Why there is no picture, in words that the screen has a sentence and a next step for. */
export const cameraProblems = ['none', 'refused', 'busy', 'lost'] as const;
export type CameraProblem = (typeof cameraProblems)[number];

/** What the system's refusal means to a clerk. */
export function cameraProblemOf(error: unknown): CameraProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'none';
}
