import { fork } from 'node:child_process';
import type { TalkingProcess } from '../child-link.ts';

/** A script that runs in a real process of plain Node, as the one of Electron stands before its supervisor. */
export function forkedProcess<Message>(file: string, args: readonly string[]): TalkingProcess<Message, never> {
  const child = fork(file, args, { stdio: 'ignore' });
  return {
    processId: () => child.pid,
    terminate: () => child.kill('SIGTERM'),
    destroy: () => child.kill('SIGKILL'),
    onExit: (listener) => child.on('exit', (code) => listener(code)),
    post: (message) => child.send(message as object),
    onMessage: (listener) => child.on('message', (message) => listener(message as Message)),
  };
}
