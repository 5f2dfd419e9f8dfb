import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

describe.each(engines)('devices on $name', (engine) => {
  let midoffice: TestMidoffice;

  beforeAll(async () => {
    midoffice = await startForTests(engine);
  });
  afterAll(() => midoffice?.stop());

  const prefixOf = async (memberId: string, deviceId: string) =>
    (await Desk.logIn(midoffice.url, memberId, deviceId)).grant.member.numberPrefix;

  it('get a code of two characters that stays theirs, whoever logs in', async () => {
    const first = await prefixOf('member-els', 'device-1');
    expect(first).toMatch(/^[A-HJ-NP-Z2-9]{2}$/);
    expect(await prefixOf('member-karim', 'device-1')).toBe(first);
    expect(await prefixOf('member-els', 'device-2')).not.toBe(first);
  });

  it('get different codes when many log in at once', async () => {
    const devices = Array.from({ length: 30 }, (_, index) => `many-${index % 15}`);
    const prefixes = await Promise.all(devices.map((device) => prefixOf('member-els', device)));
    expect(new Set(prefixes).size).toBe(15);
    expect(prefixes.slice(0, 15)).toEqual(prefixes.slice(15));
  });

  it('are refused with an id that is none', async () => {
    await expect(prefixOf('member-els', 'a device')).rejects.toThrow('ARGUMENT_INVALID');
    await expect(prefixOf('member-gone', 'device-1')).rejects.toThrow('SESSION_UNKNOWN');
  });

  it('show the people who can log in, with their teams', async () => {
    const { data } = await sendGraphql(midoffice.url, '{ demoPeople { memberId name role teamNames } }', {});
    expect(data?.demoPeople).toContainEqual({
      memberId: 'member-karim',
      name: 'Karim Amrani',
      role: 'caseHandler',
      teamNames: ['Omgeving'],
    });
  });
});
