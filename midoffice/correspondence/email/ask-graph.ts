import type { GraphToken } from './graph-token.ts';

const usualRestSeconds = 60;
const mostRestSeconds = 3600;

/** Microsoft is left alone for so long. */
export interface GraphRest {
  readonly kind: 'resting';
  readonly seconds: number;
  readonly why: 'login' | 'line' | 'busy';
}

/** How long Microsoft asks to be left alone: seconds, or a moment. */
function restSeconds(headers: Headers): number {
  const text = headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), mostRestSeconds) : usualRestSeconds;
}

/** Whether an answer says that Microsoft is busy, or that this application may not do this for this mailbox, or knows none. */
export function restOf({ status, headers }: Response): GraphRest | undefined {
  if (status === 429 || status === 503) return { kind: 'resting', seconds: restSeconds(headers), why: 'busy' };
  return status === 401 || status === 403 || status === 404
    ? { kind: 'resting', seconds: 900, why: 'login' }
    : undefined;
}

/** Asks with the token in use. One may have been taken back before its end: nothing was done, so with a new one it is asked once more. */
export async function withToken(
  token: GraphToken,
  ask: (bearer: string) => Promise<Response>,
): Promise<Response | GraphRest> {
  for (let round = 0; ; round += 1) {
    const known = await token.current();
    if (known.token === undefined) {
      return { kind: 'resting', seconds: known.why === 'login' ? 900 : 60, why: known.why };
    }
    const answer = await ask(known.token);
    if (answer.status !== 401 || round > 0) return answer;
    token.forget();
  }
}
