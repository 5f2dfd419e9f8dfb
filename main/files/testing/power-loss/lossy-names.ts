import { dirname } from 'node:path';
import type { NameChange } from './disk-events.ts';

/** What the names in a tree of folders lead to. */
export interface NameTree {
  readonly folders: Set<string>;
  /** Numbers of files by path. */
  readonly files: Map<string, number>;
}

interface UnflushedName {
  readonly order: number;
  readonly change: NameChange;
  /** Folders that must be flushed before it is on the disk for certain. */
  readonly waitsFor: Set<string>;
}

/** The names in a tree of folders: those that are on the disk for certain, and what was changed since. */
export class LossyNames {
  readonly #durable: NameTree;
  #changes: UnflushedName[] = [];

  constructor(durable: NameTree) {
    this.#durable = durable;
  }

  change(order: number, change: NameChange): void {
    this.#changes.push({ order, change, waitsFor: new Set(pathsOf(change).map(dirname)) });
  }

  /** All changes of names in a folder, up to one, are on the disk. */
  flush(folder: string, order: number): void {
    for (const unflushed of this.#changes) if (unflushed.order <= order) unflushed.waitsFor.delete(folder);
    while (this.#changes[0]?.waitsFor.size === 0) {
      const first = this.#changes.shift();
      if (first !== undefined) apply(this.#durable, first.change);
    }
  }

  /** Order of the oldest change that may be lost. */
  get oldest(): number | undefined {
    return this.#changes[0]?.order;
  }

  /** The names as a program sees them. */
  get present(): NameTree {
    return this.survivor((orders) => new Set(orders));
  }

  /** What is left after a power cut. A change that needs one that is lost is lost too. */
  survivor(keep: (orders: readonly number[]) => ReadonlySet<number>): NameTree {
    const kept = keep(this.#changes.filter(({ waitsFor }) => waitsFor.size > 0).map(({ order }) => order));
    const tree = { folders: new Set(this.#durable.folders), files: new Map(this.#durable.files) };
    const lost = new Set<string>();
    for (const { order, change, waitsFor } of this.#changes) {
      const paths = pathsOf(change);
      const isLeft = waitsFor.size === 0 || (!paths.some((path) => isBelow(path, lost)) && kept.has(order));
      if (isLeft) apply(tree, change);
      else for (const path of paths) lost.add(path);
    }
    return tree;
  }
}

function pathsOf(change: NameChange): string[] {
  return change.kind === 'rename' ? [change.path, change.to] : [change.path];
}

function isBelow(path: string, lost: ReadonlySet<string>): boolean {
  for (let at = path; at !== dirname(at); at = dirname(at)) if (lost.has(at)) return true;
  return false;
}

/** Does what a lost change before it made impossible only as far as it goes. */
function apply({ folders, files }: NameTree, change: NameChange): void {
  const { path } = change;
  if (!folders.has(dirname(path))) return;
  switch (change.kind) {
    case 'name':
      files.set(path, change.file);
      return;
    case 'makeFolder':
      folders.add(path);
      return;
    case 'remove':
      files.delete(path);
      folders.delete(path);
      return;
    case 'rename': {
      const { to } = change;
      if (!folders.has(dirname(to))) return;
      for (const folder of [...folders].filter((name) => name === path || name.startsWith(`${path}/`))) {
        folders.delete(folder);
        folders.add(to + folder.slice(path.length));
      }
      for (const [name, file] of [...files]) {
        if (name !== path && !name.startsWith(`${path}/`)) continue;
        files.delete(name);
        files.set(to + name.slice(path.length), file);
      }
    }
  }
}
