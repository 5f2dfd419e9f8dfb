import { join } from 'node:path';
import type { DiskEvent, FirstContents } from './disk-events.ts';
import { contentsOf, isMemory } from './folder-contents.ts';
import { bytesOf, type CallMoment, readSystemCalls, type SystemCall } from './system-calls.ts';

/** Something that a program has open. */
interface OpenHandle {
  readonly path: string;
  /** Undefined for a folder. */
  readonly file: number | undefined;
  readonly appends: boolean;
  position: number;
}

/** Node's line to its parent, when it is the first thing that it was given besides the three usual ones. */
const LINE_TO_PARENT = 3;
const WORDS: ReadonlySet<string> = new Set(['write', 'writev', 'sendmsg']);
const FLUSHES: ReadonlySet<string> = new Set(['fsync', 'fdatasync']);
const HARMLESS: ReadonlySet<string> = new Set(['close', 'execve', 'sendmsg']);
/** How strace writes the present folder; all programs name what they change in full. */
const HERE = 'AT_FDCWD';

/** Understands what traced programs did to the files below one folder. Programs run one after the other. */
export class DiskRecorder {
  readonly events: DiskEvent[] = [];
  readonly first: FirstContents;
  readonly #root: string;
  /** Numbers of the files by their present names. */
  readonly #names = new Map<string, number>();
  readonly #sizes = new Map<number, number>();
  #handles = new Map<number, OpenHandle>();
  #flushes = new Map<SystemCall, { readonly flush: number; readonly what: number | string }>();
  #said = '';
  #count = 0;

  /** What lies in the folder now counts as safely on the disk. */
  constructor(root: string) {
    this.#root = root;
    const { folders, files } = contentsOf(root);
    this.first = { folders, files: [...files].map(([path, bytes]) => ({ path, file: this.#nameNew(path), bytes })) };
    for (const { file, bytes } of this.first.files) this.#sizes.set(file, bytes.length);
  }

  /** Adds what the next program did. Answers the number of its first event. */
  add(trace: Buffer): number {
    const from = this.events.length;
    this.#handles = new Map();
    this.#flushes = new Map();
    this.#said = '';
    for (const moment of readSystemCalls(trace)) this.#hear(moment);
    return from;
  }

  #hear(moment: CallMoment): void {
    if (moment.moment === 'begins') this.#begins(moment.call);
    else if (moment.result >= 0) this.#ends(moment.call, moment.result, moment.begun);
  }

  #begins(call: SystemCall): void {
    const handle = Number(call.args[0]);
    if (call.name === 'close') this.#handles.delete(handle);
    if (FLUSHES.has(call.name)) this.#flushBegins(call, this.#handles.get(handle));
    if (WORDS.has(call.name) && handle === LINE_TO_PARENT) this.#hearWords(bytesOf(call.args.slice(1)));
  }

  #ends(call: SystemCall, result: number, begun: SystemCall): void {
    const { name, args } = call;
    const understood = this.#understood[name];
    if (understood !== undefined) understood(args, result);
    else if (FLUSHES.has(name)) this.#flushEnds(begun);
    else if (!HARMLESS.has(name)) this.#expectElsewhere(call);
  }

  /** What each call does when it ended well. */
  readonly #understood: Readonly<Record<string, (args: readonly string[], result: number) => void>> = {
    open: ([path, flags], handle) => this.#opened(handle, this.#path(HERE, path), flags),
    openat: ([folder, path, flags], handle) => this.#opened(handle, this.#path(folder, path), flags),
    creat: ([path], handle) => this.#opened(handle, this.#path(HERE, path), 'O_CREAT|O_TRUNC'),
    write: (args, length) => this.#wrote(args, length, undefined),
    writev: (args, length) => this.#wrote(args, length, undefined),
    pwrite64: (args, length) => this.#wrote(args, length, Number(args.at(-1))),
    pwritev: (args, length) => this.#wrote(args, length, Number(args.at(-1))),
    ftruncate: ([handle, size]) => this.#cut(this.#handles.get(Number(handle))?.file, Number(size)),
    truncate: ([path, size]) => this.#cut(this.#names.get(this.#path(HERE, path)), Number(size)),
    copy_file_range: ([from, offset, to, toOffset], length) => this.#copied(from, to, length, [offset, toOffset]),
    sendfile: ([to, from, offset], length) => this.#copied(from, to, length, [offset]),
    ioctl: ([to, request, from]) => {
      if (request?.includes('FICLONE') === true) this.#copied(from, to, undefined, []);
    },
    rename: ([path, to]) => this.#renamed(this.#path(HERE, path), this.#path(HERE, to)),
    renameat: ([folder, path, toFolder, to]) => this.#renamed(this.#path(folder, path), this.#path(toFolder, to)),
    renameat2: ([folder, path, toFolder, to]) => this.#renamed(this.#path(folder, path), this.#path(toFolder, to)),
    unlink: ([path]) => this.#removed(this.#path(HERE, path)),
    unlinkat: ([folder, path]) => this.#removed(this.#path(folder, path)),
    rmdir: ([path]) => this.#removed(this.#path(HERE, path)),
    mkdir: ([path]) => this.#madeFolder(this.#path(HERE, path)),
    mkdirat: ([folder, path]) => this.#madeFolder(this.#path(folder, path)),
  };

  #flushBegins(call: SystemCall, open: OpenHandle | undefined): void {
    if (open === undefined) return;
    this.#count += 1;
    const flushed = { flush: this.#count, what: open.file ?? open.path };
    this.#flushes.set(call, flushed);
    this.events.push({ kind: 'flushBegins', ...flushed });
  }

  #flushEnds(begun: SystemCall): void {
    const flushed = this.#flushes.get(begun);
    if (flushed !== undefined) this.events.push({ kind: 'flushEnds', ...flushed });
  }

  #hearWords(words: Buffer): void {
    const lines = (this.#said + words.toString('utf8')).split('\n');
    this.#said = lines.pop() ?? '';
    for (const line of lines) this.events.push({ kind: 'told', message: JSON.parse(line) });
  }

  /** Nothing that was recorded so far used this; if it does, the model of the disk has to learn it. */
  #expectElsewhere({ name, args }: SystemCall): void {
    const isTouched = args.some((arg) => this.#isInside(bytesOf([arg]).toString()) || this.#handles.has(Number(arg)));
    if (isTouched) throw new Error(`The recorder does not understand ${name}`);
  }

  /** The path that a call names; relative ones are below an open folder. */
  #path(folder: string | undefined, text: string | undefined): string {
    const path = bytesOf([text ?? '']).toString('utf8');
    if (path.startsWith('/')) return path;
    return join(this.#handles.get(Number(folder))?.path ?? '', path);
  }

  #isInside(path: string): boolean {
    return (path === this.#root || path.startsWith(`${this.#root}/`)) && !isMemory(path);
  }

  #nameNew(path: string): number {
    this.#count += 1;
    this.#names.set(path, this.#count);
    this.#sizes.set(this.#count, 0);
    return this.#count;
  }

  #opened(handle: number, path: string, flags = ''): void {
    this.#handles.delete(handle);
    if (!this.#isInside(path)) return;
    const known = this.#names.get(path);
    const isNew = known === undefined && flags.includes('O_CREAT');
    const file = isNew ? this.#nameNew(path) : known;
    this.#handles.set(handle, { path, file, appends: flags.includes('O_APPEND'), position: 0 });
    if (file === undefined) return;
    if (isNew) this.events.push({ kind: 'name', path, file });
    else if (flags.includes('O_TRUNC')) this.#cut(file, 0);
  }

  #wrote(args: readonly string[], length: number, offset: number | undefined): void {
    const open = this.#handles.get(Number(args[0]));
    if (open?.file === undefined) return;
    const bytes = bytesOf(args.slice(1)).subarray(0, length);
    this.#changed(open, offset, length, (at, file) => ({ kind: 'write', file, offset: at, bytes }));
  }

  #copied(
    from: string | undefined,
    to: string | undefined,
    length: number | undefined,
    offsets: readonly (string | undefined)[],
  ): void {
    const [source, target] = [this.#handles.get(Number(from)), this.#handles.get(Number(to))];
    if (target?.file === undefined) return;
    if (source?.file === undefined) throw new Error(`${target.path} is copied from elsewhere`);
    const { file: fromFile } = source;
    const given = offsets.map((text) => (text === undefined || text === 'NULL' ? undefined : numberIn(text)));
    const fromOffset = given[0] ?? source.position;
    if (given[0] === undefined) source.position += length ?? 0;
    const size = length ?? this.#sizes.get(fromFile) ?? 0;
    this.#changed(target, given[1], size, (offset, file) => ({
      ...{ kind: 'copy', file, offset, from: fromFile, fromOffset },
      ...(length === undefined ? {} : { length }),
    }));
  }

  #changed(
    open: OpenHandle,
    offset: number | undefined,
    length: number,
    eventAt: (offset: number, file: number) => DiskEvent,
  ): void {
    const { file } = open;
    if (file === undefined) return;
    const size = this.#sizes.get(file) ?? 0;
    const at = offset ?? (open.appends ? size : open.position);
    if (offset === undefined) open.position = at + length;
    this.#sizes.set(file, Math.max(size, at + length));
    this.events.push(eventAt(at, file));
  }

  #cut(file: number | undefined, size: number): void {
    if (file === undefined) return;
    this.#sizes.set(file, size);
    this.events.push({ kind: 'cut', file, size });
  }

  #renamed(path: string, to: string): void {
    if (!this.#isInside(path) && !this.#isInside(to)) return;
    if (!this.#isInside(path) || !this.#isInside(to)) throw new Error(`${path} is moved over the border of the folder`);
    for (const [name, file] of [...this.#names]) {
      if (name !== path && !name.startsWith(`${path}/`)) continue;
      this.#names.delete(name);
      this.#names.set(to + name.slice(path.length), file);
    }
    this.events.push({ kind: 'rename', path, to });
  }

  #removed(path: string): void {
    if (!this.#isInside(path)) return;
    this.#names.delete(path);
    this.events.push({ kind: 'remove', path });
  }

  #madeFolder(path: string): void {
    if (this.#isInside(path)) this.events.push({ kind: 'makeFolder', path });
  }
}

/** The number that strace shows an offset to be: `[4096]`, or `[4096] => [8192]`. */
function numberIn(text: string): number {
  return Number(/\[(\d+)\]/.exec(text)?.[1]);
}
