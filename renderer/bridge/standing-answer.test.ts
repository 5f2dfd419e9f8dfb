import { failure } from '@onthaal/contract/result.ts';
import { expect, it } from 'vitest';
import { standingAnswer } from './standing-answer.ts';

const { error } = failure('DISK_READ_ONLY');

it('keeps the answer before in view until the next is there, and tells the two apart', () => {
  const before = { data: undefined, latest: 'before', error: undefined };
  expect(standingAnswer(before)).toEqual({ latest: 'before', isComing: true, wrong: undefined });
  const now = { data: 'now', latest: 'now', error: undefined };
  expect(standingAnswer(now)).toEqual({ latest: 'now', isComing: false, wrong: undefined });
});

it('says what went wrong only where there is no answer to what is asked', () => {
  expect(standingAnswer({ data: undefined, latest: 'before', error })).toMatchObject({ isComing: true, wrong: error });
  expect(standingAnswer({ data: 'now', latest: 'now', error })).toMatchObject({ isComing: false, wrong: undefined });
});
