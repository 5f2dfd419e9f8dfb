import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noteRunning } from './running.ts';

/** Starts a web server that is no mid-office: it answers everything with a 404 page. Returns its address. */
export async function startOtherWebServer(): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(404, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Not found</title><h1>404</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  noteRunning({
    name: 'other web server',
    processId: undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
