import type { LetterStyle, LetterValues, PageTemplate } from '@onthaal/contract/letters/letters.ts';
import mustache from 'mustache';

/** The parts of a page, as they lie in resources/letter-templates. */
export interface TemplateFiles {
  readonly page: string;
  readonly css: string;
  readonly content: string;
}

/** Values of a page that has no dossier. */
export interface TestPageValues {
  readonly printerName: string;
  readonly today: string;
}

/** What the pages are called: the title of the PDF, which the viewer and the reader of a screen say. */
export const pageTitles: Readonly<Record<PageTemplate | 'test-page', string>> = {
  receipt: 'Ontvangstbewijs',
  letter: 'Brief',
  'test-page': 'Testpagina',
};

/**
 * Fills a template: a whole page of HTML. Everything that comes from data is escaped; a template that asks for unescaped text gets none
 * all the same.
 */
export function fillTemplate(
  files: TemplateFiles,
  title: string,
  style: LetterStyle,
  values: LetterValues | TestPageValues,
): string {
  const hasDocuments = 'documents' in values && values.documents.length > 0;
  const view = { ...values, title, style, hasDocuments };
  return mustache.render(withoutRawText(files.page), view, {
    css: files.css,
    content: withoutRawText(files.content),
  });
}

/** Triple braces and ampersands would let data in as markup. */
function withoutRawText(template: string): string {
  return template
    .replaceAll('{{{', '{{')
    .replaceAll('}}}', '}}')
    .replaceAll(/\{\{\s*&\s*/g, '{{');
}
