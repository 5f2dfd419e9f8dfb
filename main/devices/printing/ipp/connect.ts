import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectEncrypted, type TLSSocket } from 'node:tls';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { IppAddress } from './ipp-address.ts';

export interface Connection {
  readonly socket: Socket;
  /** SHA-256 of the printer's certificate as colon-separated hexadecimal digits; null when not encrypted. */
  readonly fingerprint: string | null;
}

/**
 * Connects to a printer. Printers make their own certificates, which no authority vouches for: the one that was seen when the
 * printer was added is the one that is believed (`known`; null when it is being added). Fails with PRINTER_UNREACHABLE or
 * PRINTER_CERTIFICATE_CHANGED; nothing was sent then.
 */
export function connectToPrinter(
  address: IppAddress,
  known: string | null,
  milliseconds: number,
): Promise<Result<Connection>> {
  return new Promise((resolve) => {
    const { host, port, encrypted } = address;
    const socket = encrypted
      ? connectEncrypted({ host, port, rejectUnauthorized: false })
      : connectPlain({ host, port });
    const end = (result: Result<Connection>): void => {
      clearTimeout(timer);
      socket.off('error', onError);
      if (!result.ok) socket.destroy();
      // A socket that breaks between two listeners would end the process.
      socket.on('error', () => {});
      resolve(result);
    };
    const onError = (): void => end(failure('PRINTER_UNREACHABLE', { retryable: true }));
    const timer = setTimeout(onError, milliseconds);
    socket.on('error', onError);
    socket.once(encrypted ? 'secureConnect' : 'connect', () => {
      const fingerprint = encrypted ? ((socket as TLSSocket).getPeerCertificate().fingerprint256 ?? '') : null;
      const changed = known !== null && fingerprint !== known;
      end(changed ? failure('PRINTER_CERTIFICATE_CHANGED') : success({ socket, fingerprint }));
    });
  });
}
