import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerEnvelope } from 'smtp-server';

/** A mail as it arrived, with the account that sent it. */
export interface ArrivedMail {
  readonly mail: ParsedMail;
  readonly user: string | undefined;
  readonly isEncrypted: boolean;
  readonly envelope: Envelope;
  /** The fields above the text, as they came. */
  readonly head: string;
}

/** What was said around the mail. */
export interface Envelope {
  readonly from: string;
  readonly to: string;
  /** Delivery status notifications (RFC 3461), of a server that knows them. */
  readonly id?: string | undefined;
  readonly return?: string | undefined;
  readonly notify?: readonly string[] | undefined;
  readonly originalRecipient?: string | undefined;
}

/** What the server does with a recipient, in place of taking the mail. */
export type Behaviour = 'refuse' | 'refuseContent' | 'greylist' | 'dropAtRecipient' | 'dropAfterData' | 'take';

export const mailAccount = { user: 'onthaal', password: 'a password that only tests use' };

function envelopeOf({ mailFrom, rcptTo: [recipient], dsn }: SMTPServerEnvelope): Envelope {
  return {
    from: mailFrom === false ? '' : mailFrom.address,
    to: recipient?.address ?? '',
    ...{ id: dsn?.envid ?? undefined, return: dsn?.ret ?? undefined },
    ...{ notify: recipient?.dsn?.notify, originalRecipient: recipient?.dsn?.orcpt },
  };
}

/** A real SMTP server that keeps what it takes. */
export class MailServer {
  readonly port: number;
  readonly arrived: ArrivedMail[];
  /** By address; the first is used up. */
  readonly behaviour: Map<string, Behaviour[]>;
  readonly #server: SMTPServer;
  #onMail: (() => void) | undefined;

  private constructor(server: SMTPServer, port: number, arrived: ArrivedMail[], behaviour: Map<string, Behaviour[]>) {
    this.#server = server;
    this.port = port;
    this.arrived = arrived;
    this.behaviour = behaviour;
  }

  /** Without a certificate everybody on this computer may send, as in the demo. */
  static async open(
    certificate?: { readonly key: string; readonly cert: string },
    security: 'starttls' | 'tls' | 'noTls' = certificate === undefined ? 'noTls' : 'starttls',
    reports: 'knowsReports' | 'noReports' = 'knowsReports',
  ): Promise<MailServer> {
    const arrived: ArrivedMail[] = [];
    const behaviour = new Map<string, Behaviour[]>();
    const told = { mail: () => {} };
    const next = (address: string): Behaviour => behaviour.get(address)?.shift() ?? 'take';
    const asked = new Map<string, Behaviour>();
    const server = new SMTPServer({
      ...{
        ...(certificate === undefined ? {} : { key: certificate.key, cert: certificate.cert }),
        secure: security === 'tls',
        disabledCommands: security === 'noTls' ? ['STARTTLS'] : [],
      },
      hideDSN: reports === 'noReports',
      allowInsecureAuth: security === 'noTls',
      authOptional: certificate === undefined,
      onAuth: ({ username, password }, _session, answer) => {
        const isRight = username === mailAccount.user && password === mailAccount.password;
        answer(isRight ? null : new Error('Wrong login'), isRight ? { user: username } : undefined);
      },
      onRcptTo: ({ address }, session, answer) => {
        const what = next(address);
        asked.set(session.id, what);
        if (what === 'refuse') answer(Object.assign(new Error('No such user'), { responseCode: 550 }));
        else if (what === 'greylist') answer(Object.assign(new Error('Try later'), { responseCode: 451 }));
        else if (what === 'dropAtRecipient') cut(server);
        else answer();
      },
      onData: (stream, session, answer) => {
        void buffer(stream).then(async (source) => {
          const mail = await simpleParser(source);
          const what = asked.get(session.id);
          if (what === 'refuseContent') return answer(Object.assign(new Error('Spam'), { responseCode: 554 }));
          const [head = ''] = source.toString('utf8').split('\r\n\r\n', 1);
          const envelope = envelopeOf(session.envelope);
          arrived.push({ mail, user: session.user, isEncrypted: session.secure, envelope, head });
          told.mail();
          if (what === 'dropAfterData') return cut(server);
          return answer();
        });
      },
    });
    server.on('error', () => {});
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as { readonly port: number };
    const made = new MailServer(server, port, arrived, behaviour);
    told.mail = () => made.#onMail?.();
    return made;
  }

  /** Resolves when a mail to the address has arrived. */
  async mailTo(address: string): Promise<ArrivedMail> {
    for (;;) {
      const found = this.arrived.find(({ mail }) => (mail.to as AddressObject | undefined)?.text === address);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#onMail = resolve;
      });
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }
}

/** The line is gone, without a word. */
function cut(server: SMTPServer): void {
  for (const connection of server.connections) {
    (connection as unknown as { readonly _socket: { readonly destroy: () => void } })._socket.destroy();
  }
}
