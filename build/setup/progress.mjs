/**
 * Prints one line of progress of the set-up.
 * @param {string} line
 */
export function say(line) {
  process.stdout.write(`[set-up] ${line}\n`);
}

/**
 * Runs a step that does real work, announces it, and says how long it took.
 * @template T
 * @param {string} title what the step does, without a full stop
 * @param {() => T | Promise<T>} step
 * @returns {Promise<T>}
 */
export async function announce(title, step) {
  say(`${title} ...`);
  const startedAt = performance.now();
  const outcome = await step();
  say(`${title}: done in ${seconds(performance.now() - startedAt)}`);
  return outcome;
}

/**
 * @param {number} milliseconds
 * @returns {string} for example "1.3 s"
 */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A set-up failure that the developer can solve: printed as plain text, without a stack trace. */
export class SetupProblem extends Error {}
