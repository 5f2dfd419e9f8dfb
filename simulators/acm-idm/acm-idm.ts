import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type JWK } from 'oidc-provider';
import { loginPage } from './pages.ts';
import { means, personas } from './personas.ts';
import { type Choice, newCookieKey, providerConfiguration, type RegisteredClient } from './provider-configuration.ts';

export interface AcmIdmOptions {
  /** Name of the application: its scope, and the start of its role claim. */
  readonly application: string;
  readonly clients: readonly RegisteredClient[];
  /** 0 (usual) chooses a free one. */
  readonly port?: number;
}

/** A running stand-in for ACM/IDM. */
export interface AcmIdm {
  /** The issuer, as discovery and the `iss` claim name it. */
  readonly issuer: string;
  /** Signs with a new key from now on; the old ones are no longer published. */
  readonly rotateKeys: () => void;
  readonly stop: () => Promise<void>;
}

function newSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' } as JWK;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** The login page and what is chosen on it. */
class LoginDesk {
  /** By subject: which capacity the person chose last. */
  readonly choices = new Map<string, Choice>();

  async answer(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      response.end(loginPage(request.url ?? '', personas));
      return;
    }
    const form = await formOf(request);
    const persona = personas.find(({ id }) => id === form.get('persona'));
    if (persona === undefined) {
      const refusal = { error: 'access_denied', error_description: 'the person cancelled' };
      await provider.interactionFinished(request, response, refusal, { mergeWithLastSubmission: false });
      return;
    }
    const acr = form.get('acr') ?? means.totp;
    this.choices.set(persona.id, { persona, acr, capacity: Number(form.get('capacity') ?? 0) });
    const login = { accountId: persona.id, acr, remember: true };
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  }
}

/** Starts the stand-in on this computer's own address. */
export async function startAcmIdm(options: AcmIdmOptions): Promise<AcmIdm> {
  const desk = new LoginDesk();
  const cookieKey = newCookieKey();
  let provider: Provider;
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (!url.startsWith('/op/')) {
      response.writeHead(404).end();
      return;
    }
    if (url.startsWith('/op/login/')) {
      desk.answer(provider, request, response).catch(() => {
        if (!response.headersSent) response.writeHead(400);
        response.end();
      });
      return;
    }
    Object.assign(request, { originalUrl: url });
    request.url = url.slice('/op'.length);
    void provider.callback()(request, response);
  });
  const issuer = `http://127.0.0.1:${await listen(server, options.port ?? 0)}/op`;
  const rotateKeys = (): void => {
    const { application, clients } = options;
    const choiceOf = (subject: string) => desk.choices.get(subject);
    const keys = [newSigningKey()];
    provider = new Provider(issuer, providerConfiguration({ application, clients, keys, cookieKey, choiceOf }));
  };
  rotateKeys();
  return {
    issuer,
    rotateKeys,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
