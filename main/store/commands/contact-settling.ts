import { undoSeconds } from '@onthaal/contract/store/visits.ts';
import type { CommandRunner } from './command-runner.ts';

/** Settles the contact moments of what was finished as soon as that is not taken back any more. */
export interface ContactSettling {
  /** A command ran. */
  heard(name: string): void;
  /** Nobody takes anything back any more. */
  end(): Promise<void>;
}

/** Writes the contact moments that are due, one visit after the other: each is a write of its own. */
export async function settleContacts(commands: CommandRunner, now: boolean): Promise<void> {
  for (let written = 1; written > 0; ) {
    const settled = await commands.run('settleVisitContacts', { now });
    written = settled.ok ? settled.value.written.length : 0;
  }
}

/** Waits, after each step of a visit, as long as it can be taken back. */
export function settlingOf(commands: CommandRunner): ContactSettling {
  const timers = new Set<NodeJS.Timeout>();
  return {
    heard: (name) => {
      if (name !== 'recordVisitEvent') return;
      const settle = () => {
        timers.delete(timer);
        void settleContacts(commands, false);
      };
      const timer = setTimeout(settle, undoSeconds * 1000 + 500);
      timers.add(timer);
    },
    end: async () => {
      for (const timer of timers) clearTimeout(timer);
      await settleContacts(commands, true);
    },
  };
}
