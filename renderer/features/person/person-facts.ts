import type { Person } from '@onthaal/contract/entities/person.ts';
import { parseInsz, parseKbo } from '@onthaal/contract/rules/identifiers/index.ts';

/** Whole years on a day; both `YYYY-MM-DD`. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The whole national number for reading. */
export function nationalNumberText(nationalNumber: string): string {
  const parsed = parseInsz(nationalNumber, { testMode: true });
  return parsed.ok ? parsed.value.formatted : nationalNumber;
}

/** The enterprise number with its dots. */
export function enterpriseNumberText(enterpriseNumber: string): string {
  const parsed = parseKbo(enterpriseNumber);
  return parsed.ok ? parsed.value.formatted : enterpriseNumber;
}

type Flag = Person['flags'][number];
const severity: readonly Flag['kind'][] = [
  'safetyMeasure',
  'deceased',
  'addressSecret',
  'guardianship',
  'mailReturned',
];

/** The warnings, the gravest first. */
export function warningsOf(flags: readonly Flag[]): readonly Flag[] {
  return [...flags].sort((one, other) => severity.indexOf(one.kind) - severity.indexOf(other.kind));
}

/** How loud a warning is. */
export function warningTone(kind: Flag['kind']): 'danger' | 'caution' {
  return kind === 'safetyMeasure' || kind === 'deceased' || kind === 'addressSecret' ? 'danger' : 'caution';
}
