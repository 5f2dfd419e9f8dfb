import { crc32 } from 'node:zlib';

/** What else a PDF may say of itself, in its own words. */
interface PdfExtras {
  readonly catalog?: string;
  readonly trailer?: string;
}

/** A real PDF of one page with one line of text. */
export function onePagePdf(text: string, { catalog = '', trailer: more = '' }: PdfExtras = {}): Buffer {
  const drawing = `BT /F1 24 Tf 60 700 Td (${text}) Tj ET`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const place = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${more} >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, 'latin1');
}

/** A picture of one black point. */
export const onePointPng: Buffer = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/** Opens with a password that nobody has. */
export function lockedPdf(): Buffer {
  const key = `<${'5a'.repeat(32)}>`;
  const encryption = `<< /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >>`;
  return onePagePdf('Geheim', { trailer: `/Encrypt ${encryption} /ID [<01> <01>]` });
}

/** Wants to run, to start a program and to go somewhere as soon as it opens, and brings a file along. */
export function restlessPdf(text: string, address: string): Buffer {
  const script = `<< /S /JavaScript /JS (app.launchURL\\("${address}"\\)) >>`;
  const launch = `<< /S /Launch /F (/bin/sh) /Next << /S /URI /URI (${address}) >> >>`;
  const file = '<< /Type /Filespec /F (virus.exe) /EF << /F 4 0 R >> >>';
  const names = `/Names << /JavaScript << /Names [(a) ${script}] >> /EmbeddedFiles << /Names [(virus.exe) ${file}] >> >>`;
  return onePagePdf(text, { catalog: `/OpenAction ${script} /AA << /WC ${launch} >> ${names}` });
}

/** A picture of a few bytes that says that it is 60 000 by 60 000 points: fourteen gigabytes once it is decoded. */
export function hugePng(): Buffer {
  const picture = Buffer.from(onePointPng);
  picture.writeUInt32BE(60_000, 16);
  picture.writeUInt32BE(60_000, 20);
  picture.writeUInt32BE(crc32(picture.subarray(12, 29)), 29);
  return picture;
}

/** Ends in the middle of its pages. */
export function brokenPdf(): Buffer {
  return onePagePdf('Half').subarray(0, 60);
}
