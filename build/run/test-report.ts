/** The outcome of a part of the tests. `failures` and `skips` are names to print. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
  readonly skips: readonly string[];
}

interface VitestReport {
  readonly testResults?: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly status: string }[];
  }[];
}

interface PlaywrightReport {
  readonly suites?: readonly PlaywrightSuite[];
  readonly errors?: readonly { readonly message?: string }[];
}

/** Adds outcomes. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
    skipped: tallies.reduce((sum, tally) => sum + tally.skipped, 0),
    failures: tallies.flatMap((tally) => tally.failures),
    skips: tallies.flatMap((tally) => tally.skips),
  };
}

/** The outcome of something that is one test by itself. */
export function singleTally(name: string, succeeded: boolean): Tally {
  return { ...tallyOf([{ name, outcome: succeeded ? 'passed' : 'failed' }]) };
}

/** The last line of a test run: "N passed, N failed, N skipped". */
export function closingLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;
}

/**
 * Reads the JSON report of Vitest. A file that could not be loaded counts as one failure.
 */
export function tallyVitest(report: unknown): Tally {
  const files = (report as VitestReport).testResults ?? [];
  return tallyOf(
    files.flatMap((file) => {
      const tests = file.assertionResults.map((test) => ({ name: test.fullName, outcome: vitestOutcome(test.status) }));
      const broken = file.status === 'failed' && !tests.some((test) => test.outcome === 'failed');
      return broken ? [...tests, { name: file.name, outcome: 'failed' as const }] : tests;
    }),
  );
}

/**
 * Reads the JSON report of Playwright. A test that passed only when repeated counts as a failure, and so does an error
 * outside any test.
 */
export function tallyPlaywright(report: unknown): Tally {
  const { suites = [], errors = [] } = report as PlaywrightReport;
  const outside = errors.map((error) => ({ name: error.message ?? 'error', outcome: 'failed' as const }));
  return tallyOf([...suites.flatMap((suite) => testsOf(suite, '')), ...outside]);
}

/**
 * A runner that reports failure while none of its tests failed (or reports nothing at all) is a failure too.
 * @param exitCode of the runner; null when it was ended by a signal
 */
export function withExitCode(tally: Tally, name: string, exitCode: number | null): Tally {
  const silent = tally.passed + tally.failed + tally.skipped === 0;
  if (tally.failed > 0 || (exitCode === 0 && !silent)) return tally;
  const reason = silent ? 'ran no tests' : `ended with code ${exitCode}`;
  return sumTallies([tally, singleTally(`${name} ${reason}`, false)]);
}

type Outcome = 'passed' | 'failed' | 'skipped';
interface OneTest {
  readonly name: string;
  readonly outcome: Outcome;
}

function tallyOf(tests: readonly OneTest[]): Tally {
  const named = (outcome: Outcome): string[] =>
    tests.filter((test) => test.outcome === outcome).map(({ name }) => name);
  const failures = named('failed');
  const skips = named('skipped');
  return {
    passed: named('passed').length,
    failed: failures.length,
    skipped: skips.length,
    failures,
    skips,
  };
}

function vitestOutcome(status: string): Outcome {
  if (status === 'passed') return 'passed';
  return ['pending', 'skipped', 'todo', 'disabled'].includes(status) ? 'skipped' : 'failed';
}

function testsOf(suite: PlaywrightSuite, above: string): OneTest[] {
  const title = above ? `${above} > ${suite.title}` : suite.title;
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({ name: `${title} > ${spec.title}`, outcome: playwrightOutcome(test.status) })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, title))];
}

function playwrightOutcome(status: string): Outcome {
  if (status === 'expected') return 'passed';
  return status === 'skipped' ? 'skipped' : 'failed';
}
