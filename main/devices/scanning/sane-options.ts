import type { ScanSource } from '@onthaal/contract/devices/scanners.ts';

/** Small print is read from here on; more only makes the files larger. */
const WANTED_DOTS_PER_INCH = 300;
/** A4, in millimetres. */
const PAPER = { x: 210, y: 297 };

/** One option of a scanner, as `scanimage --all-options` prints it. */
interface PrintedOption {
  /** What may be chosen, in the driver's own words; empty when it is a range. */
  readonly values: readonly string[];
  readonly highest: number | undefined;
}

/** What a scanner can, with the arguments that ask it. */
export interface SaneOptions {
  readonly sources: ReadonlyMap<ScanSource, string | undefined>;
  readonly arguments: readonly string[];
}

function optionOf(printed: string, name: string): PrintedOption | undefined {
  const line = printed.split('\n').find((text) => text.trimStart().startsWith(`${name} `));
  if (line === undefined || line.includes('[inactive]')) return undefined;
  const rest = line.trimStart().slice(name.length + 1);
  const range = /^(?:auto\|)?-?[\d.]+\.\.([\d.]+)/.exec(rest);
  if (range) return { values: [], highest: Number(range[1]) };
  const values = rest
    .replace(/\s\[[^[]*$/, '')
    .split('|')
    .map((value) => value.trim().replace(/(?<=\d)dpi$/, ''));
  return { values, highest: undefined };
}

function sourceOf(words: string): ScanSource {
  if (/duplex|both|two.?sided/i.test(words)) return 'feederBothSides';
  return /adf|feeder/i.test(words) ? 'feeder' : 'sheet';
}

function sourcesOf(printed: string): SaneOptions['sources'] {
  const offered = optionOf(printed, '--source')?.values ?? [];
  if (offered.length === 0) return new Map([['sheet', undefined]]);
  const found = new Map<ScanSource, string>();
  for (const words of offered) if (!found.has(sourceOf(words))) found.set(sourceOf(words), words);
  return found;
}

function resolution(printed: string): readonly string[] {
  const option = optionOf(printed, '--resolution');
  if (!option) return [];
  const { values, highest = WANTED_DOTS_PER_INCH } = option;
  if (values.length === 0) return [`--resolution=${Math.min(WANTED_DOTS_PER_INCH, highest)}`];
  const distance = (value: string): number => Math.abs(Number(value) - WANTED_DOTS_PER_INCH);
  const numbers = values.filter((value) => /^\d+$/.test(value)).sort((one, other) => distance(one) - distance(other));
  return numbers[0] === undefined ? [] : [`--resolution=${numbers[0]}`];
}

function paper(printed: string): readonly string[] {
  return (['x', 'y'] as const).flatMap((side) => {
    const highest = optionOf(printed, `-${side}`)?.highest;
    return highest === undefined ? [] : [`-${side}`, String(Math.min(PAPER[side], highest))];
  });
}

/** Reads what a scanner can from what `scanimage --all-options` prints. What it does not have is not asked of it. */
export function readSaneOptions(printed: string): SaneOptions {
  const modes = optionOf(printed, '--mode')?.values ?? [];
  const mode = modes.find((words) => /colou?r/i.test(words)) ?? modes.find((words) => /gr[ae]y/i.test(words));
  return {
    sources: sourcesOf(printed),
    arguments: [...(mode === undefined ? [] : [`--mode=${mode}`]), ...resolution(printed), ...paper(printed)],
  };
}
