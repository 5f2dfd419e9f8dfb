import type { DossierStatus } from '@onthaal/contract/entities/dossier.ts';
import type { DossierType, Role, StatusDefinition } from '@onthaal/contract/entities/reference-kinds.ts';

type TermRule = NonNullable<DossierType['termRule']>;

const desk: readonly Role[] = ['clerk', 'caseHandler', 'teamLead', 'administrator'];
const handlers: readonly Role[] = ['caseHandler', 'teamLead', 'administrator'];

interface StatusDefault {
  readonly label: string;
  readonly termEffect: StatusDefinition['termEffect'];
  readonly phase: string;
  readonly code: string;
  readonly roles: readonly Role[];
  readonly templateId?: string;
}

/** What a status means unless a type says otherwise. Phases and codes are the words of DOSIS (spec section 1). */
const defaults: Readonly<Record<DossierStatus, StatusDefault>> = {
  registered: { label: 'Geregistreerd', termEffect: 'none', phase: 'Samenstelling', code: 'Geinitieerd', roles: desk },
  submitted: {
    label: 'Ingediend',
    termEffect: 'run',
    phase: 'Samenstelling',
    code: 'Ingediend',
    roles: desk,
    templateId: 'template-ontvangstmelding-nl',
  },
  incomplete: {
    label: 'Onvolledig',
    termEffect: 'pause',
    phase: 'Behandeling',
    code: 'DossierOnvolledig',
    roles: desk,
    templateId: 'template-onvolledig-nl',
  },
  complete: { label: 'Volledig', termEffect: 'run', phase: 'Behandeling', code: 'DossierVolledig', roles: desk },
  admissible: {
    label: 'Ontvankelijk',
    termEffect: 'run',
    phase: 'Behandeling',
    code: 'Ontvankelijk',
    roles: handlers,
    templateId: 'template-ontvankelijk-nl',
  },
  inadmissible: {
    label: 'Niet ontvankelijk',
    termEffect: 'stop',
    phase: 'Behandeling',
    code: 'OnOntvankelijk',
    roles: handlers,
    templateId: 'template-niet-ontvankelijk-nl',
  },
  inProgress: { label: 'In behandeling', termEffect: 'run', phase: 'Behandeling', code: 'InBehandeling', roles: desk },
  awaitingAdvice: {
    label: 'Wacht op advies',
    termEffect: 'run',
    phase: 'Behandeling',
    code: 'InBehandeling',
    roles: handlers,
  },
  readyForDecision: {
    label: 'Klaar voor beslissing',
    termEffect: 'run',
    phase: 'Behandeling',
    code: 'KlaarVoorBeslissing',
    roles: handlers,
  },
  decided: {
    label: 'Beslist',
    termEffect: 'stop',
    phase: 'Beslissing',
    code: 'Beslist',
    roles: handlers,
    templateId: 'template-beslissing-nl',
  },
  inExecution: { label: 'In uitvoering', termEffect: 'none', phase: 'Uitvoering', code: 'Uitgevoerd', roles: handlers },
  closed: {
    label: 'Afgehandeld',
    termEffect: 'stop',
    phase: 'Afgerond',
    code: 'Uitgevoerd',
    roles: handlers,
    templateId: 'template-afgehandeld-nl',
  },
  withdrawn: { label: 'Ingetrokken', termEffect: 'stop', phase: 'Afgerond', code: 'Stopgezet', roles: desk },
  reopened: { label: 'Heropend', termEffect: 'none', phase: 'Behandeling', code: 'InBehandeling', roles: handlers },
};

export interface StatusChoice {
  readonly label?: string;
  readonly termEffect?: StatusDefinition['termEffect'];
  readonly code?: string;
  /** `desk`: whoever works at the counter too. `handlers`: not the clerk. */
  readonly by?: 'desk' | 'handlers';
  readonly action?: string;
  readonly templateId?: string;
}

/**
 * One status of a type.
 *
 * @param citizenMeaning one plain sentence for the citizen
 */
export function status(
  name: DossierStatus,
  citizenMeaning: string,
  next: readonly DossierStatus[],
  choice: StatusChoice = {},
): StatusDefinition {
  const standard = defaults[name];
  const templateId = choice.templateId ?? standard.templateId;
  const roles = choice.by === undefined ? standard.roles : choice.by === 'desk' ? desk : handlers;
  return {
    status: name,
    label: choice.label ?? standard.label,
    citizenMeaning,
    ...(templateId === undefined ? {} : { messageTemplateId: templateId }),
    dosisPhase: standard.phase,
    dosisCode: choice.code ?? standard.code,
    termEffect: choice.termEffect ?? standard.termEffect,
    ...(choice.action === undefined ? {} : { actionAskedFromCitizen: choice.action }),
    next: [...next],
    roles: [...roles],
  };
}

type Property = Readonly<Record<string, unknown>>;

/** A short text question. */
export function textQuestion(title: string, description: string, maxLength = 200): Property {
  return { type: 'string', title, description, minLength: 1, maxLength };
}

/** A choice of one: the key that is kept, and the words on the screen. */
export function choiceQuestion(
  title: string,
  description: string,
  choices: Readonly<Record<string, string>>,
): Property {
  const oneOf = Object.entries(choices).map(([value, label]) => ({ const: value, title: label }));
  return { type: 'string', title, description, oneOf };
}

/** Yes or no. */
export function yesNoQuestion(title: string, description: string): Property {
  return { type: 'boolean', title, description };
}

/** A calendar day, `YYYY-MM-DD`. */
export function dateQuestion(title: string, description: string): Property {
  return { type: 'string', format: 'date', title, description };
}

/** A number within bounds; whole unless `step` is smaller than 1. */
export function numberQuestion(title: string, description: string, minimum: number, maximum: number): Property {
  return { type: 'integer', title, description, minimum, maximum };
}

/** The question set as JSON Schema; keys not named are refused. */
export function questions(
  properties: Readonly<Record<string, Property>>,
  required: readonly string[],
): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties,
    required: [...required],
    additionalProperties: false,
  };
}

/** A term in calendar days that ends on the next working day when its last day is none (DABM art. 16.1.3). */
export function calendarDays(code: string, length: number, choice: Partial<TermRule> = {}): TermRule {
  return {
    code,
    length,
    unit: 'calendarDay',
    startEvent: 'submitted',
    startDayCounts: false,
    shiftRule: 'nextWorkingDay',
    workingWeek: 'mondayToFriday',
    calendars: ['belgianLegalHolidays'],
    suspendable: true,
    warnAtPercent: 75,
    ...choice,
  };
}

/** A promise of our own in working days; days on which the town hall is closed do not count either. */
export function workingDays(code: string, length: number, choice: Partial<TermRule> = {}): TermRule {
  return {
    ...calendarDays(code, length),
    unit: 'workingDay',
    calendars: ['belgianLegalHolidays', 'closingDays'],
    warnAtPercent: 75,
    legalBasis: 'Servicebelofte van de gemeente Lindervelde',
    ...choice,
  };
}

/** Where the selection list for municipalities would put these dossiers (spec section 8); the series number is fictional. */
export function retention(series: number, years: number, destination: 'destroy' | 'keep'): DossierType['retention'] {
  return { series: `https://serieregister.vlaanderen.be/id/serie/${series}`, years, destination };
}
