import type { IncomingMessage } from 'node:http';
import type { AddressList } from '../configuration/address-list.ts';

/**
 * The address of who really asks. Every proxy adds the address that it saw at the end of X-Forwarded-For, so the list is read
 * from the end, as far as the proxies are ours: what lies before that anybody could have written.
 *
 * @returns an empty text when the line is already gone
 */
export function clientAddressOf(request: IncomingMessage, trustedProxies: AddressList): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  let address = request.socket.remoteAddress ?? '';
  for (const before of forwarded.map((text) => text.trim()).reverse()) {
    if (before === '' || !trustedProxies.has(address)) break;
    address = before;
  }
  return address;
}
