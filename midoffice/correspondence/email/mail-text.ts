import { escaped } from '../../server/citizen-pages.ts';

function linked(text: string): string {
  return escaped(text).replaceAll(/https:\/\/[^\s<]+/g, (address) => `<a href="${address}">${address}</a>`);
}

/** The text of a mail as plain HTML that every mail reader and screen reader shows well: its paragraphs, lines and links. */
export function mailHtml(subject: string, body: string, language: string): string {
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => `<p>${linked(paragraph).replaceAll('\n', '<br>')}</p>`);
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;max-width:40em">',
    ...paragraphs,
    '</body></html>',
  ].join('\n');
}
