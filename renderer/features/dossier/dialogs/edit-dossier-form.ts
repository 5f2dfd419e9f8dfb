import type { Dossier } from '@onthaal/contract/entities/dossier.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { type Answers, givenAnswers, type Question } from '../../new-dossier/questions/questions.ts';
import { type AddressForm, addressFormOf, addressOf } from '../../person/address-form.ts';

/** What one may change of what a dossier says. */
export interface EditDossierForm {
  readonly subject: string;
  readonly description: string;
  readonly parcel: string;
  readonly address: AddressForm;
  readonly answers: Answers;
}

/** The form as the dossier is now. */
export function editDossierFormOf(dossier: Dossier): EditDossierForm {
  return {
    subject: dossier.subject,
    description: dossier.description ?? '',
    parcel: dossier.parcel ?? '',
    address: addressFormOf(dossier.address),
    answers: dossier.answers,
  };
}

function same(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown) =>
    typeof value === 'object' && value !== null ? Object.entries(value).sort() : value;
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** Only what is different, so that a colleague's change of another field does not clash. */
export function dossierChanges(
  form: EditDossierForm,
  dossier: Dossier,
  questions: readonly Question[],
): CommandArguments['updateDossier']['changes'] {
  const known = questions.map((question) => question.name);
  const former = Object.fromEntries(Object.entries(dossier.answers).filter(([name]) => !known.includes(name)));
  const answers = { ...former, ...givenAnswers(questions, form.answers) };
  const address = addressOf(form.address, dossier.address);
  const [subject, description, parcel] = [form.subject.trim(), form.description.trim(), form.parcel.trim()];
  return {
    ...(subject !== dossier.subject ? { subject } : {}),
    ...(description !== (dossier.description ?? '') ? { description } : {}),
    ...(parcel !== (dossier.parcel ?? '') ? { parcel } : {}),
    ...(address && !same(address, dossier.address) ? { address } : {}),
    ...(same(answers, dossier.answers) ? {} : { answers }),
  };
}
