import { spawn } from 'node:child_process';

/** A driver's own helper may hold the lines of a program that has ended. */
const LINES_MILLISECONDS = 1_000;
/** How long a program that was asked to end gets before it is ended. */
const GRACE_MILLISECONDS = 3_000;
/** No message of a program is longer; what it says more is dropped. */
const MOST_CHARACTERS = 200_000;
/** The answer of a shell that did not find the program. */
const NOT_FOUND = 127;
/** What `ulimit -f` counts in. */
const BLOCK_BYTES = 512;

/** How a program ended. */
export interface ProgramEnd {
  readonly reason: 'ended' | 'notInstalled' | 'silent' | 'fileTooLarge';
  readonly code: number;
  readonly output: string;
  readonly messages: string;
}

export interface ProgramOptions {
  readonly arguments: readonly string[];
  /** Without a word for so long it is taken for hanging. */
  readonly silenceMilliseconds: number;
  /** No file that it writes gets larger: the system ends it. */
  readonly mostFileBytes: number;
  /** Words after which it only has to end: some drivers hang then. */
  readonly lastWords?: string;
  /** Aborted: it is asked to end, and ended when it does not. */
  readonly stop?: AbortSignal;
  /** A whole line of its output. */
  readonly onLine?: (line: string) => void;
  /** A whole message; a progress that overwrites itself is one each time. */
  readonly onMessage?: (message: string) => void;
}

/** Cuts what comes in pieces into lines; carriage returns end one too. */
function lines(hear: ((line: string) => void) | undefined): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const whole = (rest + piece).split(/[\r\n]/);
    rest = (whole.pop() ?? '').slice(-4_000);
    for (const line of whole) hear?.(line);
  };
}

function started({ arguments: args, mostFileBytes }: ProgramOptions, program: string) {
  const blocks = String(Math.ceil(mostFileBytes / BLOCK_BYTES));
  // The limit is the system's: it holds whatever a driver does.
  const script = 'ulimit -f "$1" && shift && exec "$@"';
  const child = spawn('/bin/sh', ['-c', script, 'sh', blocks, program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its words are read: they must be the English ones.
    env: { ...process.env, LC_ALL: 'C', LANGUAGE: '' },
    // Its helpers are ended with it.
    detached: true,
  });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

/** Ends a program with the helpers that its driver started. */
function destroy(processId: number | undefined): void {
  if (processId === undefined) return;
  try {
    process.kill(-processId, 'SIGKILL');
  } catch {
    // They ended in the meantime, which is what was wanted.
  }
}

/** Runs a program to its end, with limits on its time and on what it writes. Never throws and never hangs. */
export function runProgram(program: string, options: ProgramOptions): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = started(options, program);
    let [output, messages] = ['', ''];
    let isSilent = false;
    let killing: NodeJS.Timeout | undefined;
    const ask = (): void => {
      if (killing !== undefined) return;
      // An interrupt, not an end: then the carriage of the scanner goes home.
      child.kill('SIGINT');
      killing = setTimeout(() => destroy(child.pid), GRACE_MILLISECONDS);
    };
    const silence = setTimeout(() => {
      isSilent = true;
      ask();
    }, options.silenceMilliseconds);
    const [outLines, messageLines] = [lines(options.onLine), lines(options.onMessage)];
    child.stdout.on('data', (piece: string) => {
      silence.refresh();
      output = (output + piece).slice(0, MOST_CHARACTERS);
      outLines(piece);
    });
    let leaving: NodeJS.Timeout | undefined;
    child.stderr.on('data', (piece: string) => {
      silence.refresh();
      messages = (messages + piece).slice(-MOST_CHARACTERS);
      const { lastWords } = options;
      if (lastWords && messages.includes(lastWords))
        leaving ??= setTimeout(() => destroy(child.pid), GRACE_MILLISECONDS);
      messageLines(piece);
    });
    const finish = (reason: ProgramEnd['reason'], code: number): void => {
      clearTimeout(silence);
      clearTimeout(killing);
      clearTimeout(leaving);
      options.stop?.removeEventListener('abort', ask);
      resolve({ reason, code, output, messages });
    };
    child.once('error', () => finish('notInstalled', -1));
    child.once('exit', () => {
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, LINES_MILLISECONDS);
    });
    child.once('close', (code, signal) => {
      destroy(child.pid);
      if (code === NOT_FOUND) return finish('notInstalled', code);
      if (isSilent) return finish('silent', code ?? -1);
      finish(signal === 'SIGXFSZ' ? 'fileTooLarge' : 'ended', code ?? -1);
    });
    if (options.stop?.aborted) ask();
    options.stop?.addEventListener('abort', ask, { once: true });
  });
}
