/** A call of a traced program to the operating system. */
export interface SystemCall {
  readonly process: number;
  readonly name: string;
  /** As strace writes them: texts in hexadecimal. At the beginning of a call that is interrupted only what goes in. */
  readonly args: readonly string[];
}

/** Calls of several threads overlap: each begins and ends. A call that never returned only begins. */
export type CallMoment =
  | { readonly moment: 'begins'; readonly call: SystemCall }
  | { readonly moment: 'ends'; readonly call: SystemCall; readonly begun: SystemCall; readonly result: number };

const LINE = /^(\d+) +(?:<\.\.\. \w+ resumed>|(\w+)\()/;
const UNFINISHED = ' <unfinished ...>';
const RETURNS = ' = ';
const NEW_LINE = 10;

/** Reads what strace wrote, moment by moment. */
export function* readSystemCalls(trace: Buffer): Generator<CallMoment> {
  const open = new Map<number, { readonly call: SystemCall; readonly text: string }>();
  for (let from = 0; from < trace.length; ) {
    const end = trace.indexOf(NEW_LINE, from);
    const until = end === -1 ? trace.length : end;
    const line = trace.toString('latin1', from, until);
    from = until + 1;
    const [begin, number, name] = LINE.exec(line) ?? [];
    if (begin === undefined) continue;
    const process = Number(number);
    const text = line.slice(begin.length);
    if (name === undefined) {
      const begun = open.get(process);
      open.delete(process);
      const call = begun && returned(process, begun.call.name, begun.text + text);
      if (begun !== undefined && call !== undefined) yield { moment: 'ends', ...call, begun: begun.call };
    } else if (text.endsWith(UNFINISHED)) {
      const known = text.slice(0, -UNFINISHED.length);
      const call = { process, name, args: argumentsOf(known) };
      open.set(process, { call, text: known });
      yield { moment: 'begins', call };
    } else {
      const call = returned(process, name, text);
      if (call === undefined) continue;
      yield { moment: 'begins', call: call.call };
      yield { moment: 'ends', ...call, begun: call.call };
    }
  }
}

/** Undefined for a call that never returned: its program ended. */
function returned(process: number, name: string, text: string): { call: SystemCall; result: number } | undefined {
  const at = text.lastIndexOf(RETURNS);
  const result = Number.parseInt(text.slice(at + RETURNS.length), 10);
  if (at === -1 || Number.isNaN(result)) return undefined;
  const args = text.slice(0, at).trimEnd().slice(0, -1);
  return { call: { process, name, args: argumentsOf(args) }, result };
}

/** Texts are hexadecimal, so that no comma stands inside one. */
function argumentsOf(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split(', ');
}

/** The bytes of one text, or of all texts of a list of buffers. */
export function bytesOf(args: readonly string[]): Buffer {
  const parts: Buffer[] = [];
  for (const arg of args) {
    const from = arg.indexOf('"') + 1;
    if (from === 0) continue;
    const until = arg.indexOf('"', from);
    if (arg.startsWith('...', until + 1)) throw new Error('strace cut a text off');
    parts.push(decoded(arg, from, until));
  }
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

/** `\x` and two digits for each byte. Written out because there are some hundred million of them. */
function decoded(text: string, from: number, until: number): Buffer {
  const bytes = Buffer.allocUnsafe((until - from) / 4);
  for (let at = from, index = 0; at < until; at += 4, index += 1) {
    bytes[index] = digitOf(text.charCodeAt(at + 2)) * 16 + digitOf(text.charCodeAt(at + 3));
  }
  return bytes;
}

function digitOf(character: number): number {
  return character < 58 ? character - 48 : character - 87;
}
