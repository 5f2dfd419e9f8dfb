import type { PrinterHealth, WatchedPrinter } from '@onthaal/contract/devices/device-health.ts';
import type { PrinterDescription, PrinterPlace, PrintJob, PrintKind } from '@onthaal/contract/devices/printing.ts';
import type { Result } from '@onthaal/contract/result.ts';
import { type LookOutcome, type LookPauses, RepeatedLook } from './repeated-look.ts';

/** What watching needs of the printing. */
export interface PrinterSource {
  readonly describe: (place: PrinterPlace, kind: PrintKind) => Promise<Result<PrinterDescription>>;
  /** Whether a job is under way there. */
  readonly isPrintingOn: (address: string) => boolean;
}

/** A printer of this desk that is looked at over and over. One that serves one caller at a time is left alone while it prints: its job tells. */
export class WatchedPrinterLook {
  readonly #watched: WatchedPrinter;
  readonly #source: PrinterSource;
  readonly #onChanged: () => void;
  readonly #repeated: RepeatedLook;
  #health: PrinterHealth;

  constructor(watched: WatchedPrinter, source: PrinterSource, onChanged: () => void, pauses: LookPauses) {
    const { kind, order, place } = watched;
    this.#watched = watched;
    this.#source = source;
    this.#onChanged = onChanged;
    this.#health = {
      ...{ kind, order, name: place.name, address: place.address },
      ...{ reach: 'notYet', state: 'idle', problems: [], code: null },
    };
    this.#repeated = new RepeatedLook(() => this.#look(), pauses);
  }

  get health(): PrinterHealth {
    return this.#health;
  }

  lookNow(): Promise<void> {
    return this.#repeated.lookNow();
  }

  stop(): void {
    this.#repeated.stop();
  }

  /** A job on this printer changed. */
  jobChanged({ kind, state, problems, ended }: PrintJob, address: string): void {
    if (address !== this.#watched.place.address || kind !== this.#watched.kind) return;
    const isTelling = this.#takesOneCaller && !ended && state !== 'unknown';
    if (isTelling) this.#set({ reach: 'reached', state: 'busy', problems, code: null });
    else void this.lookNow();
  }

  /** A printer on a port of its own; one that speaks IPP answers everybody at once. */
  get #takesOneCaller(): boolean {
    return this.#watched.kind !== 'a4';
  }

  async #look(): Promise<LookOutcome> {
    const { kind, place } = this.#watched;
    const isTold = (): boolean => this.#takesOneCaller && this.#source.isPrintingOn(place.address);
    if (isTold()) return this.#outcome();
    const described = await this.#source.describe(place, kind);
    // A job that began meanwhile knows better.
    if (isTold()) return this.#outcome();
    if (described.ok) {
      const { state, problems } = described.value;
      this.#set({ reach: 'reached', state, problems, code: null });
    } else this.#set({ reach: 'away', state: 'stopped', problems: [], code: described.error.code });
    return this.#outcome();
  }

  #outcome(): LookOutcome {
    if (this.#health.reach === 'away') return 'away';
    return this.#health.problems.length > 0 || this.#health.state === 'stopped' ? 'wrong' : 'fine';
  }

  #set(seen: Pick<PrinterHealth, 'reach' | 'state' | 'problems' | 'code'>): void {
    const next = { ...this.#health, ...seen };
    if (JSON.stringify(next) === JSON.stringify(this.#health)) return;
    this.#health = next;
    this.#onChanged();
  }
}
