/**
 * The decision about every fuse of Electron, by its place in the fuse wire: what an installed Onthaal may be made to do
 * from outside. A fuse that is not in this list makes packaging fail until somebody decides.
 */
export const fuses: readonly { readonly name: string; readonly on: boolean }[] = [
  { name: 'runAsNode', on: false },
  { name: 'enableCookieEncryption', on: true },
  { name: 'enableNodeOptionsEnvironmentVariable', on: false },
  { name: 'enableNodeCliInspectArguments', on: false },
  { name: 'enableEmbeddedAsarIntegrityValidation', on: true },
  { name: 'onlyLoadAppFromAsar', on: true },
  { name: 'loadBrowserProcessSpecificV8Snapshot', on: false },
  { name: 'grantFileProtocolExtraPrivileges', on: false },
  { name: 'wasmTrapHandlers', on: true },
];

const ON = '1'.charCodeAt(0);
const REMOVED = 'r'.charCodeAt(0);

/**
 * Compares a binary's fuses with the decisions.
 *
 * @param wire as `getCurrentFuseWire` of @electron/fuses gives it
 * @returns one line per fuse that is not as decided, empty when all is well
 */
export function fuseProblems(wire: object): readonly string[] {
  const places = Object.entries(wire).filter(([place]) => /^\d+$/.test(place));
  if (places.length === 0) return ['the binary has no fuse wire'];
  const problems: string[] = [];
  for (const [place, state] of places) {
    const decision = fuses[Number(place)];
    if (decision === undefined) problems.push(`fuse ${place} is new: decide about it in build/package/fuses.ts`);
    else if (state !== REMOVED && (state === ON) !== decision.on) {
      problems.push(`fuse ${decision.name} is ${state === ON ? 'on' : 'off'}`);
    }
  }
  return problems;
}

/** The settings for `flipFuses`, for as many fuses as a binary has. */
export function fuseSettings(count: number): Readonly<Record<number, boolean>> {
  return Object.fromEntries(fuses.slice(0, count).map(({ on }, place) => [place, on]));
}
