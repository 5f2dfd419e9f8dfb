import { StringDecoder } from 'node:string_decoder';
import type { StoreControlResponse } from '@onthaal/contract/store/control.ts';
import { app, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { scrubbedEnvironment } from '../environment/environment.ts';
import type { Log } from '../logging/log.ts';
import type { StoreChild } from './store-child.ts';

const SERVICE_NAME = 'Onthaal store';
/** SIGTERM: what we send ourselves at the end. */
const ASKED_TO_END = 15;

/**
 * Starts the store in a process of its own. Call only when Electron is ready.
 *
 * @param script absolute path of its bundle
 */
export function launchStoreProcess(script: string, log: Log): StoreChild<MessagePortMain> {
  const child = utilityProcess.fork(script, [], {
    serviceName: SERVICE_NAME,
    stdio: 'pipe',
    env: scrubbedEnvironment(process.env),
  });
  logOutput(child.stdout, 'info', log);
  logOutput(child.stderr, 'warn', log);
  const exits = exitOnce(child, log);
  return {
    processId: () => child.pid,
    terminate: () => child.kill(),
    destroy: () => destroy(child),
    onExit: exits,
    post: (message, ports) => child.postMessage(message, [...ports]),
    onMessage: (listener) => child.on('message', (message: StoreControlResponse) => listener(message)),
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
function exitOnce(child: UtilityProcess, log: Log): StoreChild<MessagePortMain>['onExit'] {
  const listeners: ((code: number | null) => void)[] = [];
  let ended: { readonly code: number | null } | undefined;
  let processId: number | undefined;
  child.once('spawn', () => {
    processId = child.pid;
    log.write('info', 'supervisor', 'the store process is started', { processId: processId ?? 0 });
  });
  const end = (code: number | null): void => {
    if (ended !== undefined) return;
    ended = { code };
    app.off('child-process-gone', onGone);
    for (const listener of listeners) listener(code);
  };
  const onGone = (_event: unknown, details: Electron.Details): void => {
    if (details.type !== 'Utility' || (details.name ?? details.serviceName) !== SERVICE_NAME) return;
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

function logOutput(stream: NodeJS.ReadableStream | null, level: 'info' | 'warn', log: Log): void {
  if (stream === null) return;
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    // A process that writes without line ends must not fill the memory.
    rest = (lines.pop() ?? '').slice(-4000);
    for (const line of lines) if (line.trim() !== '') log.write(level, 'store.output', line.trimEnd());
  });
}
