import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { MessagePurpose } from '@onthaal/contract/entities/correspondence.ts';

/** A text with fields between double braces; a stretch between {{#field}} and {{/field}} stands there only when the field is known. */
export interface MessageTemplate {
  readonly subject: string;
  readonly body: string;
}

type Texts = Readonly<Record<Language, MessageTemplate>>;
type Purpose = Exclude<MessagePurpose, 'other'>;

const facts: Readonly<Record<Language, string>> = {
  nl: 'Wanneer: {{when}}\n{{#place}}Waar: {{place}}\n{{/place}}{{#meeting}}Meedoen: {{meeting}}\n{{/meeting}}Waarvoor: {{subject}}\nCode: {{code}}\n{{#bring}}\n\nBreng mee:\n{{bring}}\n{{/bring}}',
  fr: 'Quand : {{when}}\n{{#place}}Où : {{place}}\n{{/place}}{{#meeting}}Participer : {{meeting}}\n{{/meeting}}Objet : {{subject}}\nCode : {{code}}\n{{#bring}}\n\nÀ apporter :\n{{bring}}\n{{/bring}}',
  de: 'Wann: {{when}}\n{{#place}}Wo: {{place}}\n{{/place}}{{#meeting}}Teilnehmen: {{meeting}}\n{{/meeting}}Worum es geht: {{subject}}\nCode: {{code}}\n{{#bring}}\n\nBringen Sie mit:\n{{bring}}\n{{/bring}}',
  en: 'When: {{when}}\n{{#place}}Where: {{place}}\n{{/place}}{{#meeting}}Join: {{meeting}}\n{{/meeting}}What for: {{subject}}\nCode: {{code}}\n{{#bring}}\n\nPlease bring:\n{{bring}}\n{{/bring}}',
};
const greeting: Readonly<Record<Language, string>> = {
  nl: 'Beste {{name}}',
  fr: 'Bonjour {{name}}',
  de: 'Guten Tag {{name}}',
  en: 'Dear {{name}}',
};
const closing: Readonly<Record<Language, string>> = {
  nl: 'Vriendelijke groeten\n{{sender}}',
  fr: 'Bien à vous\n{{sender}}',
  de: 'Freundliche Grüße\n{{sender}}',
  en: 'Kind regards\n{{sender}}',
};

function mails(sentences: Readonly<Record<Language, readonly [subject: string, sentence: string, isAgreed: boolean]>>) {
  const made = Object.entries(sentences).map(([name, [subject, sentence, isAgreed]]) => {
    const language = name as Language;
    const parts = [greeting[language], sentence, ...(isAgreed ? [facts[language].trimEnd()] : []), closing[language]];
    return [language, { subject, body: parts.join('\n\n') }] as const;
  });
  return Object.fromEntries(made) as Texts;
}

function texts(nl: string, fr: string, de: string, en: string): Texts {
  const one = (body: string): MessageTemplate => ({ subject: 'sms', body });
  return { nl: one(nl), fr: one(fr), de: one(de), en: one(en) };
}

/** What the mid-office writes by e-mail when the reference data says nothing else. */
const emailTemplates: Readonly<Record<Purpose, Texts>> = {
  confirmation: mails({
    nl: ['Uw afspraak op {{when}}', 'Uw afspraak is vastgelegd.', true],
    fr: ['Votre rendez-vous du {{when}}', 'Votre rendez-vous est fixé.', true],
    de: ['Ihr Termin am {{when}}', 'Ihr Termin ist festgelegt.', true],
    en: ['Your appointment on {{when}}', 'Your appointment is booked.', true],
  }),
  reminder: mails({
    nl: [
      'Herinnering: uw afspraak op {{when}}',
      'Wij verwachten u binnenkort. Kunt u niet komen? Laat het ons weten.',
      true,
    ],
    fr: [
      'Rappel : votre rendez-vous du {{when}}',
      'Nous vous attendons bientôt. Un empêchement ? Prévenez-nous.',
      true,
    ],
    de: [
      'Erinnerung: Ihr Termin am {{when}}',
      'Wir erwarten Sie bald. Sind Sie verhindert? Sagen Sie uns Bescheid.',
      true,
    ],
    en: ['Reminder: your appointment on {{when}}', 'We expect you soon. You cannot come? Please tell us.', true],
  }),
  change: mails({
    nl: ['Uw afspraak is veranderd: {{when}}', 'Uw afspraak is veranderd. Dit geldt nu:', true],
    fr: [
      'Votre rendez-vous a changé : {{when}}',
      'Votre rendez-vous a changé. Voici ce qui est valable maintenant :',
      true,
    ],
    de: ['Ihr Termin hat sich geändert: {{when}}', 'Ihr Termin hat sich geändert. Jetzt gilt:', true],
    en: ['Your appointment has changed: {{when}}', 'Your appointment has changed. This now counts:', true],
  }),
  cancellation: mails({
    nl: [
      'Uw afspraak op {{when}} gaat niet door',
      'Uw afspraak op {{when}} ({{subject}}) gaat niet door. U hoeft niet te komen.',
      false,
    ],
    fr: [
      'Votre rendez-vous du {{when}} est annulé',
      'Votre rendez-vous du {{when}} ({{subject}}) est annulé. Vous ne devez pas venir.',
      false,
    ],
    de: [
      'Ihr Termin am {{when}} entfällt',
      'Ihr Termin am {{when}} ({{subject}}) entfällt. Sie brauchen nicht zu kommen.',
      false,
    ],
    en: [
      'Your appointment on {{when}} is cancelled',
      'Your appointment on {{when}} ({{subject}}) is cancelled. You need not come.',
      false,
    ],
  }),
  delay: mails({
    nl: [
      'Uw afspraak begint later',
      'Wij lopen ongeveer {{minutes}} minuten later. Uw afspraak van {{when}} begint dus later. Onze excuses.',
      false,
    ],
    fr: [
      'Votre rendez-vous commencera plus tard',
      'Nous avons environ {{minutes}} minutes de retard. Votre rendez-vous du {{when}} commencera donc plus tard. Veuillez nous excuser.',
      false,
    ],
    de: [
      'Ihr Termin beginnt später',
      'Wir sind etwa {{minutes}} Minuten später dran. Ihr Termin am {{when}} beginnt also später. Wir bitten um Entschuldigung.',
      false,
    ],
    en: [
      'Your appointment will start later',
      'We are running about {{minutes}} minutes late. Your appointment on {{when}} will start later. We apologise.',
      false,
    ],
  }),
  link: mails({
    nl: ['Uw plaats in de wachtrij', 'Volg uw beurt hier: {{link}}', false],
    fr: ['Votre place dans la file', 'Suivez votre tour ici : {{link}}', false],
    de: ['Ihr Platz in der Warteschlange', 'Verfolgen Sie hier, wann Sie an der Reihe sind: {{link}}', false],
    en: ['Your place in the queue', 'Follow your turn here: {{link}}', false],
  }),
};

/** The same by text message: short, and without what makes it dear. */
const smsTemplates: Readonly<Record<Purpose, Texts>> = {
  confirmation: texts(
    'Uw afspraak: {{when}}, {{place}}. Code {{code}}. {{sender}}',
    'Votre rendez-vous: {{when}}, {{place}}. Code {{code}}. {{sender}}',
    'Ihr Termin: {{when}}, {{place}}. Code {{code}}. {{sender}}',
    'Your appointment: {{when}}, {{place}}. Code {{code}}. {{sender}}',
  ),
  reminder: texts(
    'Herinnering: uw afspraak {{when}}, {{place}}. Code {{code}}. {{sender}}',
    'Rappel: votre rendez-vous {{when}}, {{place}}. Code {{code}}. {{sender}}',
    'Erinnerung: Ihr Termin {{when}}, {{place}}. Code {{code}}. {{sender}}',
    'Reminder: your appointment {{when}}, {{place}}. Code {{code}}. {{sender}}',
  ),
  change: texts(
    'Uw afspraak is veranderd. Nu: {{when}}, {{place}}. Code {{code}}. {{sender}}',
    'Votre rendez-vous a changé. Maintenant: {{when}}, {{place}}. Code {{code}}. {{sender}}',
    'Ihr Termin ist geändert. Jetzt: {{when}}, {{place}}. Code {{code}}. {{sender}}',
    'Your appointment has changed. Now: {{when}}, {{place}}. Code {{code}}. {{sender}}',
  ),
  cancellation: texts(
    'Uw afspraak {{when}} gaat niet door. U hoeft niet te komen. {{sender}}',
    'Votre rendez-vous {{when}} est annulé. Vous ne devez pas venir. {{sender}}',
    'Ihr Termin {{when}} entfällt. Sie brauchen nicht zu kommen. {{sender}}',
    'Your appointment {{when}} is cancelled. You need not come. {{sender}}',
  ),
  delay: texts(
    'Wij lopen ongeveer {{minutes}} minuten later. Uw afspraak {{when}} begint later. {{sender}}',
    'Nous avons environ {{minutes}} minutes de retard. Votre rendez-vous {{when}} commencera plus tard. {{sender}}',
    'Wir sind etwa {{minutes}} Minuten später dran. Ihr Termin {{when}} beginnt später. {{sender}}',
    'We run about {{minutes}} minutes late. Your appointment {{when}} will start later. {{sender}}',
  ),
  link: texts(
    'Volg uw beurt hier: {{link}}',
    'Suivez votre tour ici: {{link}}',
    'Verfolgen Sie hier Ihren Platz: {{link}}',
    'Follow your turn here: {{link}}',
  ),
};

/** The text that is built in. Paper has the words of an e-mail. */
export function builtInTemplate(
  purpose: Exclude<MessagePurpose, 'other'>,
  channel: 'email' | 'sms' | 'paper',
  language: Language,
): MessageTemplate {
  return (channel === 'sms' ? smsTemplates : emailTemplates)[purpose][language];
}
