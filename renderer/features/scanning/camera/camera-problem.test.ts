import { readFileSync } from 'node:fs';
import { locales } from '@onthaal/contract/ipc/channels.ts';
import { expect, test } from 'vitest';
import { cameraProblemOf, cameraProblems } from './camera-problem.ts';

test.each([
  ['NotAllowedError', 'refused'],
  ['SecurityError', 'refused'],
  // Another program holds it, or its driver does not start.
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
])('the %s of the browser is a camera that is %s', (name, problem) => {
  expect(cameraProblemOf(new DOMException('no picture', name))).toBe(problem);
});

test('whatever else is thrown is no camera', () => {
  for (const thrown of [undefined, null, 'text', new Error('x'), {}]) expect(cameraProblemOf(thrown)).toBe('none');
});

test('each problem has a sentence and a next step of its own in every language', () => {
  for (const locale of locales) {
    const place = new URL(`../../../../resources/translations/${locale}/scanning.json`, import.meta.url);
    const texts = JSON.parse(readFileSync(place, 'utf8')) as Record<string, string>;
    const said = cameraProblems.flatMap((problem) => [
      texts[`scan.camera.${problem}.text`],
      texts[`scan.camera.${problem}.next`],
    ]);
    expect(new Set(said).size).toBe(2 * cameraProblems.length);
    expect(said).not.toContain(undefined);
  }
});
