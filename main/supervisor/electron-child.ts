import { StringDecoder } from 'node:string_decoder';
import { app, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { scrubbedEnvironment } from '../environment/environment.ts';
import type { Log } from '../logging/log.ts';
import type { TalkingProcess } from './child-link.ts';
import type { SupervisedProcess } from './supervisor.ts';

/** SIGTERM: what we send ourselves at the end. */
const ASKED_TO_END = 15;

/** One of our processes, as Electron starts it. */
export interface ElectronChildOptions {
  /** The name that the operating system and the log show; also which process an end belongs to. */
  readonly serviceName: string;
  /** Absolute path of its bundle. */
  readonly script: string;
  /** Under which area of the log its output comes. */
  readonly outputArea: string;
  readonly log: Log;
}

/** Starts a utility process. Call only when Electron is ready. */
export function launchElectronChild<Message>(options: ElectronChildOptions): TalkingProcess<Message, MessagePortMain> {
  const { serviceName, script, outputArea, log } = options;
  const child = utilityProcess.fork(script, [], {
    serviceName,
    stdio: 'pipe',
    env: scrubbedEnvironment(process.env),
  });
  logOutput(child.stdout, 'info', outputArea, log);
  logOutput(child.stderr, 'warn', outputArea, log);
  const exits = exitOnce(child, serviceName, log);
  return {
    processId: () => child.pid,
    terminate: () => child.kill(),
    destroy: () => destroy(child),
    onExit: exits,
    post: (message, ports) => child.postMessage(message, [...ports]),
    onMessage: (listener) => child.on('message', (message: Message) => listener(message)),
  };
}

/** Logs why processes end; `child-process-gone` knows reasons (out of memory, killed) that `exit` does not. */
export function logChildProcessEnds(log: Log): void {
  app.on('child-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || (details.reason === 'killed' && details.exitCode === ASKED_TO_END)) return;
    log.write('error', 'supervisor', 'a child process is gone', {
      type: details.type,
      reason: details.reason,
      exitCode: details.exitCode,
      name: details.name ?? '',
    });
  });
}

/** Some ends come as `exit`, some only as `child-process-gone`: whichever is first counts, once. */
function exitOnce(child: UtilityProcess, serviceName: string, log: Log): SupervisedProcess['onExit'] {
  const listeners: ((code: number | null) => void)[] = [];
  let ended: { readonly code: number | null } | undefined;
  let processId: number | undefined;
  child.once('spawn', () => {
    processId = child.pid;
    log.write('info', 'supervisor', 'a process is started', {
      name: serviceName,
      processId: processId ?? 0,
    });
  });
  const end = (code: number | null): void => {
    if (ended !== undefined) return;
    ended = { code };
    app.off('child-process-gone', onGone);
    for (const listener of listeners) listener(code);
  };
  const onGone = (_event: unknown, details: Electron.Details): void => {
    if (details.type !== 'Utility' || (details.name ?? details.serviceName) !== serviceName) return;
    // The event does not say which process; ours counts as ended only when the system no longer knows it.
    setTimeout(() => {
      if (processId !== undefined && !isAlive(processId)) end(details.exitCode);
    }, 200);
  };
  child.once('exit', end);
  app.on('child-process-gone', onGone);
  return (listener) => {
    if (ended === undefined) listeners.push(listener);
    else listener(ended.code);
  };
}

function destroy(child: UtilityProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in the meantime, which is what was wanted.
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

function logOutput(stream: NodeJS.ReadableStream | null, level: 'info' | 'warn', area: string, log: Log): void {
  if (stream === null) return;
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    // A process that writes without line ends must not fill the memory.
    rest = (lines.pop() ?? '').slice(-4000);
    for (const line of lines) if (line.trim() !== '') log.write(level, area, line.trimEnd());
  });
}
