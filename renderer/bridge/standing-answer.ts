import type { OnthaalError } from '@onthaal/contract/result.ts';
import { readError } from './store-api.ts';

interface StandingAnswer<Data> {
  /** What is looked at: the answer before, until the next is there. */
  readonly latest: Data | undefined;
  /** What was asked is not here: nothing of `latest` may be acted on. */
  readonly isComing: boolean;
  /** Why it does not come; `latest` is then of something else for good, and must not stand under its heading. */
  readonly wrong: OnthaalError | undefined;
}

/** How a view stands of which the answer before stays until the next is there. */
export function standingAnswer<Data>(answer: {
  readonly data: Data | undefined;
  readonly latest: Data | undefined;
  readonly error: unknown;
}): StandingAnswer<Data> {
  const { data, latest, error } = answer;
  const isComing = data === undefined;
  return { latest, isComing, wrong: isComing ? readError(error) : undefined };
}
