import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '../../../store/attacks/testing/random.ts';
import type { ContentChange, DiskEvent, FirstContents } from './disk-events.ts';
import { contentsOf } from './folder-contents.ts';
import { LossyFile } from './lossy-file.ts';
import { LossyNames, type NameTree } from './lossy-names.ts';
import { Survival } from './survival.ts';

/**
 * A disk whose power may be cut. What was flushed is there afterwards: a file's content by fsync of the file, its name by fsync of
 * its folder. Everything else is there, is not, or is there in part (a sector wholly or not at all), in any combination: POSIX
 * promises no more, and file systems differ in what they do better.
 */
export class LossyDisk {
  readonly #root: string;
  readonly #files = new Map<number, LossyFile>();
  readonly #names: LossyNames;
  /** Where each flush under way began. */
  readonly #flushes = new Map<number, number>();
  #order = 0;

  constructor(root: string, first: FirstContents) {
    this.#root = root;
    for (const { file, bytes } of first.files) this.#files.set(file, new LossyFile(bytes));
    const files = new Map(first.files.map(({ path, file }) => [path, file]));
    this.#names = new LossyNames({ folders: new Set(first.folders), files });
  }

  /** The next thing that happens. */
  play(event: DiskEvent): void {
    this.#order += 1;
    switch (event.kind) {
      case 'told':
        return;
      case 'flushBegins':
        this.#flushes.set(event.flush, this.#order);
        return;
      case 'flushEnds': {
        const order = this.#flushes.get(event.flush) ?? 0;
        if (typeof event.what === 'string') this.#names.flush(event.what, order);
        else this.#files.get(event.what)?.flush(order);
        return;
      }
      case 'write':
      case 'cut':
      case 'copy':
        this.#change(event);
        return;
      case 'name':
        this.#files.set(event.file, new LossyFile(Buffer.alloc(0)));
        this.#names.change(this.#order, event);
        return;
      default:
        this.#names.change(this.#order, event);
    }
  }

  #change(change: ContentChange): void {
    const file = this.#files.get(change.file);
    const order = this.#order;
    if (change.kind !== 'copy') {
      file?.change({ ...change, order });
      return;
    }
    const source = this.#files.get(change.from)?.contents ?? Buffer.alloc(0);
    const { offset, fromOffset, length = source.length } = change;
    file?.change({ order, kind: 'write', offset, bytes: source.subarray(fromOffset, fromOffset + length) });
  }

  /** Writes what a power cut at this moment leaves into a folder, which is emptied. */
  cutPower(random: Random, folder: string): void {
    const oldest = [this.#names, ...this.#files.values()].map((one) => one.oldest ?? this.#order);
    const survival = new Survival(random, Math.min(...oldest), this.#order);
    const tree = this.#names.survivor((orders) => survival.keepNames(orders));
    this.#write(folder, tree, (file) => file.survivor(survival));
    for (const path of tree.files.keys()) {
      if (path.endsWith('-wal') && survival.leavesMemory()) {
        writeFileSync(this.#moved(path.replace(/-wal$/, '-shm'), folder), Buffer.alloc(32_768, survival.fill()));
      }
    }
  }

  /** Paths whose content differs from what really lies in the folder: empty when the recording missed nothing. */
  differencesFromReality(): string[] {
    const real = contentsOf(this.#root).files;
    const { files } = this.#names.present;
    const missing = [...real.keys()].filter((path) => !files.has(path));
    const other = [...files].filter(([path, file]) => {
      const content = real.get(path);
      return content === undefined || this.#files.get(file)?.contents.equals(content) !== true;
    });
    return [...missing, ...other.map(([path]) => path)];
  }

  #write(folder: string, tree: NameTree, contentOf: (file: LossyFile) => Buffer): void {
    rmSync(folder, { recursive: true, force: true });
    for (const path of tree.folders) mkdirSync(this.#moved(path, folder), { recursive: true });
    for (const [path, number] of tree.files) {
      const file = this.#files.get(number);
      if (file === undefined) continue;
      if (tree.folders.has(dirname(path))) writeFileSync(this.#moved(path, folder), contentOf(file));
    }
  }

  #moved(path: string, folder: string): string {
    return join(folder, path.slice(this.#root.length));
  }
}
