import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DeskPanel, startPanel } from './panel.ts';

let panel: DeskPanel;
let pressed: string[];

beforeEach(async () => {
  pressed = [];
  const press = (id: string) => async () => void pressed.push(id);
  panel = await startPanel([
    {
      title: 'Kaartlezer <1>',
      state: () => (pressed.length === 0 ? 'Leeg & wachtend' : `Ingedrukt: ${pressed.join(', ')}`),
      switches: [{ id: 'insert', label: 'Kaart van "Lotte"', press: press('insert') }],
    },
    { title: 'Printer', state: () => 'Er is geen printer.', switches: [] },
  ]);
});
afterEach(() => panel.stop());

const post = (body: string, address = panel.address) =>
  fetch(address, { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' });

/** The status of a request that says another host, as a page of another site would. */
function statusAs(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(panel.address, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('shows each device with its state and its switches, and nothing that runs', async () => {
  const answer = await fetch(panel.address);
  const page = await answer.text();
  expect(page).toContain('Kaartlezer &#60;1&#62;');
  expect(page).toContain('Leeg &#38; wachtend');
  expect(page).toContain('Er is geen printer.');
  expect(page).not.toContain('<script');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('a switch that is pressed is pressed once, and the page says what came of it', async () => {
  const answer = await post('switch=insert');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, new URL(panel.address).pathname]);
  expect(pressed).toEqual(['insert']);
  expect(await (await fetch(panel.address)).text()).toContain('Ingedrukt: insert');
});

test.each(['switch=unknown', ''])('what is no switch (%s) is refused', async (body) => {
  expect((await post(body)).status).toBe(400);
  expect(pressed).toEqual([]);
});

test('without the token of this start, or under another name, there is nothing', async () => {
  const { origin, host } = new URL(panel.address);
  for (const address of [`${origin}/`, `${origin}/wrong/`, panel.address.slice(0, -2)]) {
    expect((await post('switch=insert', address)).status).toBe(404);
  }
  expect(await statusAs('onthaal.example')).toBe(404);
  expect(await statusAs(host)).toBe(200);
  expect(pressed).toEqual([]);
});
