import {
  type PrintContent,
  type PrinterPlace,
  type PrintJob,
  type PrintKind,
  queueOf,
} from '@onthaal/contract/devices/printing.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { Letter } from '../letters/letter-service.ts';
import { describeQueue, queuesOfComputer } from '../system-queue/found-queues.ts';
import type { Desk } from './desk.ts';
import type { HandlersOf } from './handlers.ts';
import { addressForTicket } from './position-link.ts';
import { showInViewer } from './show-in-viewer.ts';

/** What a page may ask of letters and printers. */
export function printingHandlers(desk: Desk): HandlersOf<'printing'> {
  const { link, printing } = desk.devices;
  const { letters } = printing;
  return {
    'printing:make': ({ template, language, values }) => letters.make(template, language, values),
    'printing:makeInvitation': ({ template, language, values }) => letters.makeInvitation(template, language, values),
    'printing:makeAppointment': ({ template, paper }) => letters.makeAppointment(template, paper),
    'printing:preview': async ({ letterId }) => {
      const letter = letters.find(letterId);
      if (letter === undefined || 'paper' in letter) return failure('DOCUMENT_UNKNOWN');
      const { fileName, pdf } = letter;
      showInViewer(desk, () => ({ fileName, mediaType: 'application/pdf', bytes: streamOf(pdf) }));
      return success(null);
    },
    'printing:print': async ({ letterId, order }) => {
      const letter = letters.find(letterId);
      if (letter === undefined) return failure('DOCUMENT_UNKNOWN');
      const content = contentOf(letter);
      const place = printing.printerFor(letter.template, order);
      if (place === undefined) return failure('PRINTER_NOT_CHOSEN');
      const queue = queueOf(place.address);
      if (queue === null) return print(desk, place, content);
      if ('paper' in letter) return failure('PRINTER_ADDRESS_INVALID');
      return success(printing.queue.print({ queue, printerName: place.name, html: textOf(letter.html) }));
    },
    'printing:visitTicket': async (ticket) => {
      const place = printing.printerFor('visitTicket');
      if (place === undefined) return failure('PRINTER_NOT_CHOSEN');
      const positionUrl = await addressForTicket(desk, ticket.visitId);
      return print(desk, place, { kind: 'ticket', ticket: await letters.visitTicket(ticket, positionUrl) });
    },
    'printing:cancel': async ({ jobId }) => printing.queue.cancel(jobId) ?? link.ask('printers:cancel', { jobId }),
    'printing:keep': async ({ letterId, dossierId }) => {
      const letter = letters.find(letterId);
      if (letter === undefined || 'paper' in letter) return failure('DOCUMENT_UNKNOWN');
      return desk.store.addLetter(dossierId, letter.fileName, letter.pdf);
    },
    'printing:forget': async ({ letterId }) => {
      letters.forget(letterId);
      return success(null);
    },
    'printing:find': (question) => link.ask('printers:find', question),
    'printing:queues': async (_args, page) => success(await queuesOfComputer(page)),
    'printing:describe': (question, page) => {
      const queue = question.kind === 'a4' ? queueOf(question.place.address) : null;
      return queue === null ? link.ask('printers:describe', question) : describeQueue(page, queue);
    },
    'printing:testPage': async ({ kind, place }) => {
      const queue = kind === 'a4' ? queueOf(place.address) : null;
      if (queue !== null) {
        const html = await letters.testPage({ printerName: place.name, today: momentWords() });
        return success(printing.queue.print({ queue, printerName: place.name, html }));
      }
      const content = await testContent(desk, kind, place);
      return content === undefined ? failure('UNEXPECTED', { retryable: true }) : print(desk, place, content);
    },
  };
}

async function print(desk: Desk, place: PrinterPlace, content: PrintContent): Promise<Result<PrintJob>> {
  const begun = await desk.devices.link.ask('printers:print', { place, content });
  // What is asked of a process that ends may have happened.
  if (begun.ok) desk.log.write('info', 'printing', 'a print job began', { kind: content.kind });
  return begun;
}

function contentOf(letter: Letter): PrintContent {
  return 'paper' in letter ? letter.paper : { kind: 'a4', pdf: letter.pdf };
}

async function testContent(desk: Desk, kind: PrintKind, { name }: PrinterPlace): Promise<PrintContent | undefined> {
  const lines = [name, momentWords(), 'é è ë ï ç ü ß €'];
  if (kind === 'ticket') return { kind, ticket: { heading: desk.say('desktop.printing.test'), large: 'A042', lines } };
  if (kind === 'label')
    return { kind, label: { lines: [desk.say('desktop.printing.test'), ...lines], barcode: '0042' } };
  const { letters } = desk.devices.printing;
  const pdf = await letters.pdfOf(await letters.testPage({ printerName: name, today: momentWords() }));
  return pdf === undefined ? undefined : { kind, pdf };
}

function momentWords(): string {
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Brussels' } as const;
  return new Intl.DateTimeFormat('nl-BE', format).format(new Date());
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

/** The bytes of a letter that is in memory. */
function streamOf(pdf: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(Uint8Array.from(pdf));
      controller.close();
    },
  });
}
