import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Desk, startDesk } from '../support/desk.ts';
import { makeTestReaders, type TestReaders } from '../support/desk-with-reader.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { test } from '../support/test.ts';

// A desk in a network with a proxy, and what the proxy does.
test.describe.configure({ mode: 'serial' });

const RESPONDER = 'http://responder.test.invalid/eid/';

let midoffice: TestMidoffice;
let readers: TestReaders;
let desk: Desk;
let proxy: Server;
let answer: (response: ServerResponse) => void;
const asked: (string | undefined)[] = [];

async function insertAndLook(): Promise<void> {
  asked.length = 0;
  await readers.insert('lotte');
  await expect(frame(desk.page).heading).toHaveText('Lotte Zoë Testaert', { timeout: 30_000 });
}

async function takeOut(): Promise<void> {
  await readers.remove();
  await expect(desk.page.getByRole('main')).toContainText('Er zit geen kaart in de lezer', { timeout: 30_000 });
  await desk.page.keyboard.press('Alt+v');
}

test.beforeAll(async () => {
  proxy = createServer((request, response) => {
    asked.push(request.url);
    answer(response);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  midoffice = await startTestMidoffice(60);
  readers = await makeTestReaders();
  await readers.place.startService();
  await readers.make('lotte', { responder: RESPONDER });
  desk = await startDesk({
    name: 'card-proxy',
    midofficeUrl: midoffice.url,
    environment: {
      ...readers.environment,
      ONTHAAL_EID_RESPONDER: RESPONDER,
      ONTHAAL_CARD_CHECK_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    },
  });
  await loginScreen(desk.page).logIn('Els Peeters');
});
test.afterAll(async () => {
  await desk.close();
  await readers.dispose();
  await midoffice.dispose();
  proxy.closeAllConnections();
  proxy.close();
});

const checks = () => part(desk.page, 'Controle van de kaart');

test('a proxy that refuses: not reachable, and the rest of the card is in order', async () => {
  answer = (response) => response.writeHead(403).end();
  await insertAndLook();
  await expect(checks()).toContainText('Echt en geldig; of de kaart ingetrokken is, weten we niet');
  await expect(checks()).toContainText('De dienst die het weet, is niet bereikbaar.');
  expect(asked).toEqual([RESPONDER, RESPONDER]);
  await takeOut();
});

test('a proxy that puts its own page in place of the answer: not known, which is said in other words', async () => {
  answer = (response) => response.end('<html>Aanmelden</html>');
  await insertAndLook();
  await expect(checks()).toContainText('De dienst die het weet, gaf geen bruikbaar antwoord.');
  await expect(checks()).not.toContainText('is niet bereikbaar');
  await takeOut();
});

test('a proxy that hangs holds nobody up: the person is there at once, and in the end it is not reachable', async () => {
  answer = () => undefined;
  await insertAndLook();
  await expect(checks()).toContainText('De dienst die het weet, is niet bereikbaar.', { timeout: 60_000 });
  await takeOut();
});
