import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeskOfReaders } from '../../main/devices/testing/isolated-readers/desk-of-readers.ts';
import type { Measurement } from '../measure/results.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const ROUNDS = 100;
const PROGRAM = join(import.meta.dirname, '..', 'devices', 'card-reading-program.ts');
const generations = { rsa: 'applet 1.7', ellipticCurve: 'applet 1.8' } as const;

type Times = Readonly<Record<'bare' | 'bareWithPauses' | 'read' | 'readAndVerified', readonly number[]>>;

async function measureFamily(family: keyof typeof generations, rounds: number): Promise<readonly Measurement[]> {
  const desk = await DeskOfReaders.open();
  const folder = mkdtempSync(join(tmpdir(), 'onthaal-bench-card-'));
  try {
    await desk.place.startService();
    const roots = join(folder, 'root.pem');
    await desk.hands.ask({ do: 'make', card: family, family });
    await desk.hands.ask({ do: 'roots', family, file: roots });
    await desk.insert(family);
    const program = desk.place.startProgram(PROGRAM);
    const { times } = await program.ask({ do: 'measure', rounds, roots });
    await program.end();
    const { bare, bareWithPauses, read, readAndVerified } = times as Times;
    const alone = { name: 'the same commands alone', values: bare };
    const withPauses = { name: 'the same commands with the pauses that this chip needs', values: bareWithPauses };
    const line = (what: string, values: readonly number[], baseline = alone): Measurement => ({
      size: 1,
      measure: `${generations[family]}, ${what}`,
      unit: 'ms',
      values,
      baseline,
    });
    const paused = line('read and verified, beside the pauses of the chip', readAndVerified, withPauses);
    return [
      line('read', read),
      line('read and verified', readAndVerified),
      ...(family === 'ellipticCurve' ? [paused] : []),
    ];
  } finally {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure({ runs = ROUNDS }: BenchmarkOptions): Promise<readonly Measurement[]> {
  return [...(await measureFamily('rsa', runs)), ...(await measureFamily('ellipticCurve', runs))];
}

/** An eID through a real pcscd and its virtual reader; the size is the number of cards, which is one. */
export const eidReading: Benchmark = {
  name: 'eid-reading',
  about: 'an emulated eID read and verified through a real pcscd, against the same commands alone',
  measure,
};
