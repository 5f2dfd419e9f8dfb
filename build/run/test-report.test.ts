import { expect, test } from 'vitest';
import { closingLine, singleTally, sumTallies, tallyPlaywright, tallyVitest, withExitCode } from './test-report.ts';

const vitestReport = {
  testResults: [
    {
      name: '/a.test.ts',
      status: 'failed',
      assertionResults: [
        { fullName: 'a passes', status: 'passed' },
        { fullName: 'a fails', status: 'failed' },
        { fullName: 'a waits', status: 'todo' },
        { fullName: 'a is left out', status: 'skipped' },
      ],
    },
    { name: '/broken.test.ts', status: 'failed', assertionResults: [] },
  ],
};

const playwrightReport = {
  suites: [
    {
      title: 'search.spec.ts',
      specs: [{ title: 'finds a name', tests: [{ status: 'expected' }] }],
      suites: [
        {
          title: 'offline',
          specs: [
            { title: 'keeps work', tests: [{ status: 'unexpected' }] },
            { title: 'wavers', tests: [{ status: 'flaky' }] },
            { title: 'later', tests: [{ status: 'skipped' }] },
          ],
        },
      ],
    },
  ],
  errors: [{ message: 'global set-up failed' }],
};

test('the report of Vitest: a file that does not load is a failure', () => {
  expect(tallyVitest(vitestReport)).toEqual({
    passed: 1,
    failed: 2,
    skipped: 2,
    failures: ['a fails', '/broken.test.ts'],
    skips: ['a waits', 'a is left out'],
  });
});

test('the report of Playwright: a wavering test and an error outside tests are failures', () => {
  expect(tallyPlaywright(playwrightReport)).toEqual({
    passed: 1,
    failed: 3,
    skipped: 1,
    failures: ['search.spec.ts > offline > keeps work', 'search.spec.ts > offline > wavers', 'global set-up failed'],
    skips: ['search.spec.ts > offline > later'],
  });
});

test('a runner that fails without a failed test, or runs nothing, is a failure', () => {
  const good = singleTally('one', true);
  expect(withExitCode(good, 'Vitest', 0)).toEqual(good);
  expect(withExitCode(good, 'Vitest', 1)).toMatchObject({ passed: 1, failed: 1 });
  expect(withExitCode(good, 'Vitest', null).failed).toBe(1);
  expect(withExitCode(sumTallies([]), 'Vitest', 0)).toMatchObject({ failed: 1, failures: ['Vitest ran no tests'] });
});

test('outcomes are summed into the closing line', () => {
  const total = sumTallies([singleTally('check', true), tallyVitest(vitestReport), tallyPlaywright(playwrightReport)]);
  expect(closingLine(total)).toBe('3 passed, 5 failed, 3 skipped');
});
