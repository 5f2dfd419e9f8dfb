import type { LetterStyle, LetterValues, PageTemplate } from '@onthaal/contract/letters/letters.ts';
import mustache from 'mustache';
import type { AppointmentView } from './appointment-paper.ts';
import type { DayPaperView } from './day-paper.ts';
import type { InvitationView } from './invitation.ts';
import { type LetterWords, wordsWith } from './letter-words.ts';

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

/** Values of a page. */
export type PageValues = LetterValues | InvitationView | AppointmentView | DayPaperView;

/** What a page is called in the words of its language: the title of the PDF, which the viewer and the reader of a screen say. */
export function titleOf(template: PageTemplate | 'test-page', words: LetterWords): string {
  if (template === 'test-page') return 'Testpagina';
  return words[`${template}Title`] ?? '';
}

/** In which words a page is, and whether it says that it is a translation. */
export interface TemplateLanguage {
  readonly words: LetterWords;
  readonly isTranslation: boolean;
}

/**
 * Fills a template: a whole page of HTML. Everything that comes from data is escaped; a template that asks for unescaped text gets none
 * all the same.
 */
export function fillTemplate(
  files: TemplateFiles,
  title: string,
  { words, isTranslation }: TemplateLanguage,
  style: LetterStyle,
  values: PageValues | TestPageValues,
): string {
  const hasDocuments = 'documents' in values && values.documents.length > 0;
  const recipient = 'recipient' in values ? values.recipient : '';
  const amount = 'amount' in values ? values.amount : '';
  const own = wordsWith(words, { municipality: style.municipality, recipient, today: values.today, amount });
  const view = { ...values, title, style, hasDocuments, isTranslation, words: own };
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
