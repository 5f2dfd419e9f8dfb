import { createHash } from 'node:crypto';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { expect, test } from 'vitest';
import { GivenPages } from '../session/kiosk/given-pages.ts';
import { testFolder } from '../session/testing/test-folder.ts';
import type { Desk } from './desk.ts';
import { addressForTicket } from './position-link.ts';

const folder = testFolder();

/** What of a desk a ticket needs; its store notes hashes and answers `noted`. */
function deskWith(noted: Result<null>, more: object = {}) {
  const hashes: string[] = [];
  const store = {
    linkVisit: (_visitId: string, tokenHash: string) => {
      hashes.push(tokenHash);
      return Promise.resolve(noted);
    },
  };
  const environment = { positionPage: 'https://wachten.example', demo: false, midofficeUrl: undefined };
  const desk = { environment, paths: { userData: folder() }, store, kiosk: undefined, ...more } as unknown as Desk;
  return { desk, hashes };
}

test('a ticket gets a token of its own, of which the store hears the hash', async () => {
  const { desk, hashes } = deskWith(success(null));
  const addresses = [await addressForTicket(desk, 'visit-1'), await addressForTicket(desk, 'visit-1')];
  const tokens = addresses.map(
    (address) => /^https:\/\/wachten\.example\/position\/([\w-]{24})$/.exec(address ?? '')?.[1],
  );
  expect(new Set(tokens).size).toBe(2);
  expect(hashes).toEqual(tokens.map((token) => createHash('sha256').update(String(token)).digest('hex')));
});

test('a ticket carries no address that would open nothing', async () => {
  expect(await addressForTicket(deskWith(failure('VISIT_STEP_NOT_NOW')).desk, 'visit-1')).toBeUndefined();
  const nowhere = { environment: { positionPage: undefined, demo: false, midofficeUrl: undefined } };
  const { desk, hashes } = deskWith(success(null), nowhere);
  expect(await addressForTicket(desk, 'visit-1')).toBeUndefined();
  expect(hashes).toEqual([]);
});

test('a kiosk prints the address that it got with the number', async () => {
  const pages = new GivenPages();
  pages.keep('visit-1', 'https://wachten.example/position/van-de-zuil');
  const { desk, hashes } = deskWith(success(null), { kiosk: { pages } });
  expect(await addressForTicket(desk, 'visit-1')).toBe('https://wachten.example/position/van-de-zuil');
  expect(await addressForTicket(desk, 'visit-2')).toBeUndefined();
  expect(hashes).toEqual([]);
});
