import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import { languageOf } from '../../server/citizen-pages.ts';

type Sentences = readonly [title: string, text: string, next: string];
type Catalogue = Readonly<Record<Language, Sentences>>;

/** What a browser shows when there is no desk to send it back to, in the languages of the country and English. */
const deadEndSentences: Catalogue = {
  nl: [
    'Aanmelden lukt zo niet',
    'Deze aanmelding is verlopen of begon in een andere browser.',
    'Begin opnieuw in Onthaal.',
  ],
  fr: [
    'La connexion a échoué',
    'Cette connexion a expiré ou a commencé dans un autre navigateur.',
    'Recommencez dans Onthaal.',
  ],
  de: [
    'Die Anmeldung ist nicht möglich',
    'Diese Anmeldung ist abgelaufen oder begann in einem anderen Browser.',
    'Beginnen Sie neu in Onthaal.',
  ],
  en: ['This login does not work', 'It took too long, or began in another browser.', 'Start again in Onthaal.'],
};

const tooOftenSentences: Catalogue = {
  nl: [
    'Even wachten',
    'Er is te vaak na elkaar geprobeerd aan te melden.',
    'Wacht een minuut en begin opnieuw in Onthaal.',
  ],
  fr: [
    'Un instant',
    'Il y a eu trop d’essais de connexion à la suite.',
    'Attendez une minute, puis recommencez dans Onthaal.',
  ],
  de: [
    'Einen Augenblick',
    'Es wurde zu oft hintereinander versucht, sich anzumelden.',
    'Warten Sie eine Minute und beginnen Sie neu in Onthaal.',
  ],
  en: ['One moment', 'There were too many tries to log in.', 'Wait a minute, then start again in Onthaal.'],
};

function pageOf(catalogue: Catalogue, acceptLanguage: string | undefined): string {
  const language = languageOf(null, acceptLanguage);
  const [title, text, next] = catalogue[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${text}</p><p>${next}</p></main></body></html>`;
}

/** The page for a login that cannot go on. */
export function deadEndPage(acceptLanguage: string | undefined): string {
  return pageOf(deadEndSentences, acceptLanguage);
}

/** The page for who tries to log in too often. */
export function tooOftenPage(acceptLanguage: string | undefined): string {
  return pageOf(tooOftenSentences, acceptLanguage);
}

/** What the hidden frame of a front-channel logout shows. */
export const emptyPage = '<!doctype html><html lang="nl"><head><title>Onthaal</title></head><body></body></html>';
