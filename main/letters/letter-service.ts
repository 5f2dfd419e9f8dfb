import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TicketContent } from '@onthaal/contract/devices/printing.ts';
import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { AppointmentPaper, AppointmentTemplate } from '@onthaal/contract/letters/appointment-paper.ts';
import type { DayPaper } from '@onthaal/contract/letters/day-paper.ts';
import type { InvitationTemplate, InvitationValues } from '@onthaal/contract/letters/invitation.ts';
import type {
  LetterTemplate,
  LetterValues,
  MadeLetter,
  PageTemplate,
  PrintTemplate,
  SmallPaper,
} from '@onthaal/contract/letters/letters.ts';
import type { VisitTicket } from '@onthaal/contract/letters/visit-ticket.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { letterStanding, officialLetterLanguage } from '@onthaal/contract/rules/letters/letter-language.ts';
import type { Log } from '../logging/log.ts';
import { appointmentTicket, appointmentView, paperLanguages } from './appointment-paper.ts';
import { dayPaperView } from './day-paper.ts';
import { fillTemplate, type PageValues, type TestPageValues, titleOf } from './fill-template.ts';
import { invitationTicket, invitationView } from './invitation.ts';
import { labelOf } from './label-of.ts';
import { letterStyle } from './letter-style.ts';
import { type LetterWords, letterWords } from './letter-words.ts';
import { renderPdf } from './render-pdf.ts';
import { ticketOf } from './ticket-of.ts';
import { visitTicketOf } from './visit-ticket-of.ts';

/** A letter in memory. */
export type Letter =
  | { readonly template: Exclude<PrintTemplate, PageTemplate>; readonly paper: SmallPaper }
  | {
      readonly template: PageTemplate;
      readonly fileName: string;
      /** The page of which the PDF was made, in UTF-8: what the queue of the operating system prints. */
      readonly html: Uint8Array;
      readonly pdf: Uint8Array;
    };

export interface LetterServiceOptions {
  readonly templates: string;
  readonly userData: string;
  readonly log: Log;
}

/** So many letters may be under way at one desk; the oldest is forgotten first. */
const MOST_LETTERS = 5;

/**
 * Makes letters of what a page gives, and keeps them in memory only: until they are printed and somebody said so, until others
 * need their place, or until whoever made them goes.
 */
export class LetterService {
  readonly #options: LetterServiceOptions;
  readonly #letters = new Map<string, Letter>();

  constructor(options: LetterServiceOptions) {
    this.#options = options;
  }

  /** Fills a template. Fails with UNEXPECTED when Chromium cannot make its PDF. */
  async make(template: LetterTemplate, language: Language, values: LetterValues): Promise<Result<MadeLetter>> {
    return this.#keep(await this.#letterOf(template, language, values));
  }

  /** An invitation to pay. Fails with FIELD_INVALID when no bank could take it, UNEXPECTED when Chromium cannot make its PDF. */
  async makeInvitation(
    template: InvitationTemplate,
    language: Language,
    values: InvitationValues,
  ): Promise<Result<MadeLetter>> {
    const { templates, userData, log } = this.#options;
    const words = await letterWords(templates, language);
    const view = invitationView(values, words);
    if (!view.ok) return view;
    if (template === 'invitation') return this.#keep(await this.#pdfLetter(template, language, view.value));
    const ticket = invitationTicket(await letterStyle(userData, templates, log), view.value, words);
    return this.#keep({ template, paper: { kind: 'ticket', ticket } });
  }

  /** What a citizen is told of an appointment. Fails with UNEXPECTED when Chromium cannot make its PDF. */
  async makeAppointment(template: AppointmentTemplate, paper: AppointmentPaper): Promise<Result<MadeLetter>> {
    const { templates, userData, log } = this.#options;
    const style = await letterStyle(userData, templates, log);
    const languages = paperLanguages(paper.language, style);
    const words = await Promise.all(languages.map((language) => letterWords(templates, language)));
    if (template === 'appointmentTicket') {
      return this.#keep({ template, paper: { kind: 'ticket', ticket: appointmentTicket(style, paper, words) } });
    }
    const [first = officialLetterLanguage] = languages;
    return this.#keep(await this.#pdfLetter(template, first, appointmentView(style, paper, words)));
  }

  /** The report of a day. Fails with UNEXPECTED when Chromium cannot make its PDF. */
  async makeDayReport(paper: DayPaper): Promise<Result<MadeLetter>> {
    return this.#keep(await this.#pdfLetter('dayReport', paper.language, dayPaperView(paper)));
  }

  #keep(letter: Letter | undefined): Result<MadeLetter> {
    if (letter === undefined) return failure('UNEXPECTED', { retryable: true });
    const { template } = letter;
    const letterId = randomUUID();
    this.#letters.set(letterId, letter);
    const [oldest] = this.#letters.keys();
    if (this.#letters.size > MOST_LETTERS && oldest !== undefined) this.forget(oldest);
    return success({ letterId, template, ...('paper' in letter ? { paper: letter.paper } : {}) });
  }

  /** The ticket of a visitor: made and forgotten at once, as it can always be made again. */
  async visitTicket(ticket: VisitTicket, positionUrl: string | undefined): Promise<TicketContent> {
    const { templates, userData, log } = this.#options;
    const style = await letterStyle(userData, templates, log);
    return visitTicketOf(style, ticket, await letterWords(templates, officialLetterLanguage), positionUrl);
  }

  find(letterId: string): Letter | undefined {
    return this.#letters.get(letterId);
  }

  /** A page without anything of anybody. */
  testPage(values: TestPageValues): Promise<string> {
    return this.#pageOf('test-page', officialLetterLanguage, values);
  }

  /** The PDF of a page; undefined when Chromium cannot make it. */
  async pdfOf(html: string): Promise<Uint8Array | undefined> {
    try {
      return await renderPdf(html);
    } catch (error) {
      // What Chromium says may hold what is in the page.
      this.#options.log.write('error', 'letters', 'the PDF of a letter could not be made', {
        name: (error as Error).name,
      });
      return undefined;
    }
  }

  forget(letterId: string): void {
    const letter = this.#letters.get(letterId);
    if (letter !== undefined && 'pdf' in letter) {
      letter.pdf.fill(0);
      letter.html.fill(0);
    }
    this.#letters.delete(letterId);
  }

  forgetAll(): void {
    for (const letterId of [...this.#letters.keys()]) this.forget(letterId);
  }

  async #letterOf(template: LetterTemplate, language: Language, values: LetterValues): Promise<Letter | undefined> {
    const { templates, userData, log } = this.#options;
    if (template === 'ticket' || template === 'label') {
      const style = await letterStyle(userData, templates, log);
      const kind = template;
      const paper =
        kind === 'ticket'
          ? { kind, ticket: ticketOf(style, values, await letterWords(templates, language)) }
          : { kind, label: labelOf(style, values) };
      return { template, paper };
    }
    return this.#pdfLetter(template, language, values);
  }

  async #pdfLetter(template: PageTemplate, language: Language, values: PageValues): Promise<Letter | undefined> {
    const html = await this.#pageOf(template, language, values);
    const pdf = await this.pdfOf(html);
    if (pdf === undefined) return undefined;
    const { templates } = this.#options;
    const title = titleFor(template, await letterWords(templates, language), values);
    const fileName = `${title.replaceAll(/[^\p{L}\p{N} .-]/gu, '-')}.pdf`;
    return { template, pdf, html: Buffer.from(html, 'utf8'), fileName };
  }

  async #pageOf(
    template: PageTemplate | 'test-page',
    language: Language,
    values: PageValues | TestPageValues,
  ): Promise<string> {
    const { templates, userData, log } = this.#options;
    const read = (name: string): Promise<string> => readFile(join(templates, name), 'utf8');
    const names = ['page.mustache', 'page.css', `${template}.mustache`];
    const [page = '', css = '', content = ''] = await Promise.all(names.map(read));
    const style = await letterStyle(userData, templates, log);
    const words = await letterWords(templates, language);
    // Nothing official is said to nobody: the report of a day is in the language of who reads it.
    const isTranslation =
      template !== 'dayReport' && letterStanding(language, style.languagesAtRequest) === 'translation';
    const title = titleFor(template, words, values);
    return fillTemplate({ page, css, content }, title, { words, isTranslation }, style, values);
  }
}

function titleFor(
  template: PageTemplate | 'test-page',
  words: LetterWords,
  values: PageValues | TestPageValues,
): string {
  if ('title' in values) return values.title;
  const title = titleOf(template, words);
  return 'dossierNumber' in values && values.dossierNumber ? `${title} ${values.dossierNumber}` : title;
}
