import { type Language, languages } from '@onthaal/contract/entities/building-blocks.ts';
import { escaped } from '../../server/citizen-pages.ts';
import type { Position } from './position.ts';
import { positionWords } from './position-words.ts';

/** Where its style and its script are. */
export const pageParts = { style: '/position/page.css', script: '/position/page.js' } as const;

/** Without JavaScript the browser looks again by itself. */
const refreshSeconds = 20;

function clockTime(now: Date, language: Language): string {
  const format = { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Europe/Brussels' } as const;
  return new Intl.DateTimeFormat(`${language}-BE`, format).format(now);
}

function page(language: Language, title: string, main: string): string {
  const words = positionWords[language];
  const links = languages.map((code) =>
    code === language
      ? `<li><span aria-current="true" lang="${code}">${positionWords[code].name}</span></li>`
      : `<li><a href="?lang=${code}" hreflang="${code}" lang="${code}">${positionWords[code].name}</a></li>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${pageParts.style}">
<noscript><meta http-equiv="refresh" content="${refreshSeconds}"></noscript>
<script src="${pageParts.script}" defer></script>
</head>
<body>
<main data-stale="${escaped(words.stale)}">${main}</main>
<nav aria-label="${words.languages}"><ul>${links.join('')}</ul></nav>
</body>
</html>
`;
}

function waitWords(position: Extract<Position, { state: 'waiting' }>, language: Language): string {
  const words = positionWords[language];
  if (position.wait === undefined) return words.unknown;
  return position.wait.to <= 1 ? words.soon : words.wait(position.wait);
}

/** The page of somebody who waits, is called or is served. */
export function positionHtml(position: Position, language: Language, now: Date): string {
  const words = positionWords[language];
  const lines =
    position.state === 'waiting'
      ? [words.ahead(position.ahead), waitWords(position, language)]
      : [words[position.state](position.desk)];
  const isTurn = position.state === 'called';
  return page(
    language,
    words.title,
    `<h1>${words.title}</h1>
<p class="number"><span>${words.number}</span> <strong>${escaped(position.ticket)}</strong></p>
<div role="status"${isTurn ? ' class="turn"' : ''}>${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</div>
<p class="time">${words.updated(clockTime(now, language))} <a href="?lang=${language}">${words.refresh}</a></p>
`,
  );
}

/** The page of a visit that is over, or of an address that somebody made up: nobody can tell which. */
export function overHtml(language: Language): string {
  const { over, overNext } = positionWords[language];
  return page(language, over, `<h1>${over}</h1><p>${overNext}</p>`);
}

/** Asked too often. */
export function busyHtml(language: Language): string {
  const { busy, title } = positionWords[language];
  return page(language, title, `<h1>${title}</h1><p>${busy}</p>`);
}
