/** What a browser shows when there is no desk to send it back to, in the languages of the country and English. */
const sentences = {
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
} as const;
type Language = keyof typeof sentences;

/** The best of our languages for an Accept-Language header; Dutch when it names none of them. */
function languageOf(acceptLanguage: string | undefined): Language {
  const asked = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return (asked.find((language) => language in sentences) as Language | undefined) ?? 'nl';
}

/** The page for a login that cannot go on. */
export function deadEndPage(acceptLanguage: string | undefined): string {
  const language = languageOf(acceptLanguage);
  const [title, text, next] = sentences[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${text}</p><p>${next}</p></main></body></html>`;
}

/** What the hidden frame of a front-channel logout shows. */
export const emptyPage = '<!doctype html><html lang="nl"><head><title>Onthaal</title></head><body></body></html>';
