import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { panelPage } from './panel-page.ts';

/** Something that a person may do to a simulated device. */
export interface PanelSwitch {
  readonly id: string;
  readonly label: string;
  readonly press: () => Promise<void>;
}

/** One kind of device with its switches; printers and payment terminals add theirs the same way. */
export interface PanelGroup {
  readonly title: string;
  /** How it is now, or why there is nothing to switch here, in a sentence. */
  readonly state: () => string;
  readonly switches: readonly PanelSwitch[];
  /** What came out of it last, as text; empty as long as nothing did. */
  readonly cameOut?: () => string;
}

/** A small page on this computer that switches the simulated devices of the demo. */
export interface DeskPanel {
  /** With the token of this start: nobody gets in without it. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

const TOKEN_BYTES = 24;
const LONGEST_BODY = 1_000;
const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
} as const;

/** Starts the panel, on the loopback address only. */
export async function startPanel(groups: readonly PanelGroup[]): Promise<DeskPanel> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const server = createServer((request, response) => {
    void answer({ groups, token, host: hostOf() }, request, response).catch(() => end(response, 500));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hostOf = (): string => {
    const address = server.address();
    return address === null || typeof address === 'string' ? '' : `127.0.0.1:${address.port}`;
  };
  return {
    address: `http://${hostOf()}/${token}/`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Panel {
  readonly groups: readonly PanelGroup[];
  readonly token: string;
  readonly host: string;
}

async function answer(panel: Panel, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const given = /^\/([\w-]+)\/$/.exec(request.url ?? '')?.[1] ?? '';
  // Another name for this address is another site that found its way here.
  if (request.headers.host !== panel.host || !sameToken(given, panel.token)) return end(response, 404);
  if (request.method === 'GET') return end(response, 200, panelPage(panel.groups));
  if (request.method !== 'POST') return end(response, 405);
  const wanted = new URLSearchParams(await bodyOf(request)).get('switch');
  const found = panel.groups.flatMap(({ switches }) => switches).find(({ id }) => id === wanted);
  if (found === undefined) return end(response, 400);
  await found.press();
  response.writeHead(303, { ...HEADERS, Location: `/${panel.token}/` }).end();
}

function end(response: ServerResponse, status: number, body = ''): void {
  response.writeHead(status, HEADERS).end(body);
}

function sameToken(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) {
    body += String(part);
    if (body.length > LONGEST_BODY) throw new Error('The form is too long');
  }
  return body;
}
