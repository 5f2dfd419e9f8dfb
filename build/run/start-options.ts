/** What `npm start` is asked to do. */
export type StartOptions =
  | { readonly action: 'run'; readonly jcc?: true }
  | { readonly action: 'tour' }
  | { readonly action: 'help' }
  | { readonly action: 'refuse'; readonly unknown: string };

export const START_HELP = `npm start               the desk in a window, with a mid-office and a demo municipality
npm start -- --tour     performs the main job by itself, prints each step, leaves pictures in out/tour/
npm start -- --jcc      the same, where a stand-in for JCC-Afspraken gives out the time of the town hall
npm start -- --help     this text

The demo's data is kept in out/demo/; delete that folder to begin again.`;

/** Reads the words after `npm start --`. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const unknown = args.find((word) => !['--tour', '--jcc', '--help', '-h'].includes(word));
  if (unknown !== undefined) return { action: 'refuse', unknown };
  if (args.includes('--help') || args.includes('-h')) return { action: 'help' };
  if (args.includes('--tour')) return { action: 'tour' };
  return args.includes('--jcc') ? { action: 'run', jcc: true } : { action: 'run' };
}
