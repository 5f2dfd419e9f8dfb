import { orderFor, printerFor } from '@onthaal/contract/devices/desk-devices.ts';
import type { RequestChannel } from '@onthaal/contract/ipc/channels.ts';
import type { GivenNumber, KioskCheckInAnswer } from '@onthaal/contract/ipc/kiosk-channels.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { KioskPrinterState, KioskProof, KioskTicket } from '@onthaal/contract/session/kiosk-hall.ts';
import type { WebContents } from 'electron';
import type { RequestHandlers } from '../ipc/door.ts';
import type { KioskService } from '../session/kiosk/kiosk-service.ts';
import type { Desk } from './desk.ts';
import type { DeskDeviceParts } from './devices.ts';
import type { HandlersOf } from './handlers.ts';
import { newPositionLink, type PositionLink } from './position-link.ts';
import { numberOnCard } from './read-eid.ts';

/** What a page on a kiosk may ask: nothing that logs somebody in, opens data, or shows more of this computer. */
const onKiosk: ReadonlySet<string> = new Set<RequestChannel>([
  'application:information',
  'application:restart',
  'preferences:read',
  'preferences:write',
  'session:current',
  'session:lockState',
  'store:restart',
  'performance:mark',
  'devices:readers',
  'printing:visitTicket',
  'kiosk:state',
  'kiosk:register',
  'kiosk:look',
  'kiosk:takeTicket',
  'kiosk:checkIn',
  'kiosk:checkInByCard',
]);

/** The same handlers, of which a kiosk answers a few. */
export function onlyForKiosk(handlers: RequestHandlers<WebContents>): RequestHandlers<WebContents> {
  const refuse = () => Promise.resolve(failure('NOT_ALLOWED'));
  const all = Object.entries(handlers).map(([name, handler]) => [name, onKiosk.has(name) ? handler : refuse]);
  return Object.fromEntries(all) as RequestHandlers<WebContents>;
}

/** How the ticket printer of a kiosk is, as an administrator sees it from afar. */
export function kioskPrinter({ choices, health }: Pick<DeskDeviceParts, 'choices' | 'health'>): KioskPrinterState {
  const chosen = choices.read();
  if (printerFor(chosen, 'visitTicket') === undefined) return 'none';
  const used = orderFor(chosen, 'visitTicket');
  const printer = health.last.printers.find(({ kind, order }) => kind === 'ticket' && order === used);
  if (printer === undefined || printer.reach === 'notYet') return 'good';
  if (printer.problems.includes('noPaper')) return 'paperOut';
  return printer.reach === 'away' || printer.state === 'stopped' ? 'trouble' : 'good';
}

function withPage({ pages }: KioskService, ticket: KioskTicket, link: PositionLink | undefined): GivenNumber {
  if (link === undefined) return ticket;
  pages.keep(ticket.visitId, link.url);
  return { ...ticket, positionUrl: link.url };
}

async function checkIn(
  desk: Desk,
  kiosk: KioskService,
  operationId: string,
  proof: KioskProof,
): Promise<Result<KioskCheckInAnswer>> {
  const link = await newPositionLink(desk);
  const result = await kiosk.checkIn(operationId, proof, link?.tokenHash);
  if (!result.ok) return result;
  const { ticket, ...said } = result.value;
  return success(ticket === undefined ? said : { ...said, ticket: withPage(kiosk, ticket, link) });
}

/** Registers a kiosk; its printer is kept first, so that a wrong address does not cost the code. */
async function register(
  { devices }: Desk,
  kiosk: KioskService,
  code: string,
  ticketPrinter: string | undefined,
): Promise<Result<null>> {
  if (ticketPrinter !== undefined) {
    const address = ticketPrinter.trim();
    if (!/^[a-z0-9[][a-z0-9.:[\]-]{0,254}$/i.test(address)) return failure('PRINTER_ADDRESS_INVALID');
    const { printers, ...others } = devices.choices.read();
    const first = { name: 'Ticketprinter', address, fingerprint: null };
    const kept = await devices.choices.write({ ...others, printers: { ...printers, ticket: { first } } });
    if (!kept.ok) return kept;
  }
  return kiosk.register(code);
}

/** What the screen of a kiosk asks main. */
export function kioskHandlers(desk: Desk): HandlersOf<'kiosk'> {
  const { kiosk } = desk;
  return {
    'kiosk:state': async () => success(kiosk?.state ?? null),
    'kiosk:register': async ({ code, ticketPrinter }) =>
      kiosk === undefined ? failure('NOT_ALLOWED') : register(desk, kiosk, code, ticketPrinter),
    'kiosk:look': async () => {
      await kiosk?.look();
      return success(null);
    },
    'kiosk:takeTicket': async ({ operationId, productCode }) => {
      if (kiosk === undefined) return failure('NOT_ALLOWED');
      const link = await newPositionLink(desk);
      const given = await kiosk.takeTicket(operationId, productCode, link?.tokenHash);
      return given.ok ? success(withPage(kiosk, given.value, link)) : given;
    },
    'kiosk:checkIn': async ({ operationId, proof }) =>
      kiosk === undefined ? failure('NOT_ALLOWED') : checkIn(desk, kiosk, operationId, proof),
    'kiosk:checkInByCard': async ({ operationId, ...card }) => {
      if (kiosk === undefined) return failure('NOT_ALLOWED');
      const nationalNumber = await numberOnCard(desk, card);
      if (!nationalNumber.ok) return nationalNumber;
      return checkIn(desk, kiosk, operationId, { nationalNumber: nationalNumber.value });
    },
  };
}
