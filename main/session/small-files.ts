import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type LoginMethod, LoginMethodAnswer as MethodAnswer } from '@onthaal/contract/session/login.ts';
import { DemoPerson } from '@onthaal/contract/session/session.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { flushFolder, readFileIfPresent, writeFileAtomically } from '../files/atomic-file.ts';
import type { Log } from '../logging/log.ts';

const People = Compile(Type.Array(DemoPerson, { maxItems: 1000 }));
const LoginMethodAnswer = Compile(MethodAnswer);
const Device = Compile(Type.Object({ deviceId: Type.String({ pattern: '^[0-9a-f-]{36}$' }) }));

/** The list of people as the mid-office last gave it: names and roles of staff, nothing of citizens. */
export interface PeopleMemory {
  read(): Promise<readonly DemoPerson[] | undefined>;
  write(people: readonly DemoPerson[]): Promise<void>;
  /** Adds somebody who logged in here, or what is new about them. */
  remember(person: DemoPerson): Promise<void>;
  /** How people log in: what the mid-office says now, else what it said last, else as in the demo. */
  method(said: LoginMethod | undefined): Promise<LoginMethod>;
}

/** Keeps the list in one file, for the day that the mid-office does not answer. */
export function peopleMemory(userDataFolder: string, log: Log): PeopleMemory {
  const file = path.join(userDataFolder, 'people.json');
  const methodFile = path.join(userDataFolder, 'login-method.json');
  const write = async (target: string, value: unknown): Promise<void> => {
    try {
      await writeFileAtomically(target, `${JSON.stringify(value)}\n`);
    } catch (error) {
      log.problem('session', 'the list of people could not be kept', error);
    }
  };
  const read = async (): Promise<readonly DemoPerson[] | undefined> => {
    const value = await readJson(file);
    return People.Check(value) ? value : undefined;
  };
  return {
    read,
    write: (people) => write(file, people),
    async remember(person) {
      const others = ((await read()) ?? []).filter(({ memberId }) => memberId !== person.memberId);
      await write(
        file,
        [...others, person].sort((one, other) => one.name.localeCompare(other.name, 'nl')),
      );
    },
    async method(said) {
      const kept = await readJson(methodFile);
      const last = LoginMethodAnswer.Check(kept) ? kept.method : undefined;
      if (said === undefined) return last ?? 'demo';
      // A list of the other way is not of people who worked here.
      if (last !== said && said === 'acmIdm') await write(file, []);
      if (last !== said) await write(methodFile, { method: said });
      return said;
    },
  };
}

/**
 * The name of this device, from which each member's database gets its own: made once, kept in a file.
 *
 * @throws the file system's error when it cannot be kept: dossier numbers must never start from two names for one device
 */
export async function deviceIdentity(userDataFolder: string): Promise<string> {
  const file = path.join(userDataFolder, 'device.json');
  const value = await readJson(file);
  if (Device.Check(value)) return value.deviceId;
  const deviceId = randomUUID();
  await writeFileAtomically(file, `${JSON.stringify({ deviceId })}\n`);
  // The folder was made a moment ago, at the first start. Who may not read the one above it cannot flush it either.
  await flushFolder(path.dirname(userDataFolder)).catch(() => undefined);
  return deviceId;
}

async function readJson(file: string): Promise<unknown> {
  const content = await readFileIfPresent(file);
  try {
    return content === undefined ? undefined : JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}
