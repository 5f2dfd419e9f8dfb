import type { Channel } from '@onthaal/contract/entities/building-blocks.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';

type Arguments = CommandArguments['registerInteraction'];

/** A contact moment while it is typed. */
export interface InteractionForm {
  /** Made once per form, so that saving twice registers one contact. */
  readonly id: string;
  readonly personId: string;
  /** The citizen did not say who they are. */
  readonly isAnonymous: boolean;
  readonly dossierIds: readonly string[];
  readonly channel: Channel;
  readonly direction: Arguments['direction'];
  readonly subject: string;
  readonly text: string;
  readonly result: NonNullable<Arguments['result']> | '';
  readonly assurance: NonNullable<Arguments['assurance']> | '';
  /** When the form was opened, ISO instant: the contact lasted from then. */
  readonly openedAt: string;
}

/** An empty form for a person and dossier, when they are known already. */
export function emptyInteraction(
  id: string,
  openedAt: string,
  personId: string | undefined,
  dossierId: string | undefined,
): InteractionForm {
  return {
    id,
    personId: personId ?? '',
    isAnonymous: false,
    dossierIds: dossierId === undefined ? [] : [dossierId],
    channel: 'counter',
    direction: 'incoming',
    subject: '',
    text: '',
    result: '',
    assurance: '',
    openedAt,
  };
}

/** The fields that still miss. */
export function missingInInteraction(form: InteractionForm): readonly ('person' | 'subject')[] {
  const needsPerson = form.personId === '' && !form.isAnonymous && form.dossierIds.length === 0;
  return [...(needsPerson ? (['person'] as const) : []), ...(form.subject.trim() === '' ? (['subject'] as const) : [])];
}

const longestContact = 4 * 3600;

/** The command that registers it. A form that stood open for hours says nothing about the contact: no duration then. */
export function interactionArguments(form: InteractionForm, now: Date): Arguments {
  const seconds = Math.round((now.getTime() - new Date(form.openedAt).getTime()) / 1000);
  const isKnown = form.personId !== '' && !form.isAnonymous;
  return {
    id: form.id,
    ...(isKnown ? { personId: form.personId } : {}),
    dossierIds: [...form.dossierIds],
    channel: form.channel,
    direction: form.direction,
    subject: form.subject.trim(),
    text: form.text.trim(),
    ...(form.result === '' ? {} : { result: form.result }),
    ...(form.assurance === '' || !isKnown ? {} : { assurance: form.assurance }),
    ...(seconds >= 0 && seconds <= longestContact ? { durationSeconds: seconds } : {}),
  };
}
