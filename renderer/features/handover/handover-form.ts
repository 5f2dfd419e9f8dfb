import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import type { HandoverDraft } from '@onthaal/contract/store/tasks.ts';

/** What a question is handed over from: the visitor at the desk, else what is on the screen. */
export interface HandoverSubject {
  readonly visitId?: string | undefined;
  readonly dossierId?: string | undefined;
  readonly personId?: string | undefined;
}

export interface HandoverForm {
  readonly title: string;
  readonly text: string;
  readonly teamId: string;
  readonly memberId: string;
  readonly promised: string;
  readonly dueOn: string;
  readonly checked: string;
  readonly citizenMayKnow: string;
}

/** What is known already: the notepad is the first draft, the team is the likely one. */
export function formOf({ title, text, proposal }: HandoverDraft): HandoverForm {
  return {
    ...{ title, text, teamId: proposal?.teamId ?? '' },
    ...{ memberId: '', promised: '', dueOn: '', checked: '', citizenMayKnow: '' },
  };
}

/** The command that hands over what the form says, about what it was begun from. */
export function taskOf(
  id: string,
  form: HandoverForm,
  draft: HandoverDraft,
  { visitId }: HandoverSubject,
): CommandArguments['createTask'] {
  const { title, teamId, dueOn, memberId } = form;
  const { personId, dossierId, questionId } = draft;
  const [text, promised, checked, citizenMayKnow] = [
    form.text.trim(),
    form.promised.trim(),
    form.checked.trim(),
    form.citizenMayKnow.trim(),
  ];
  const given = Object.entries({
    ...{ text, memberId, dueOn, promised, checked, citizenMayKnow },
    ...{ personId, dossierId, visitId, questionId: visitId === undefined ? undefined : questionId },
  }).filter(([, value]) => value !== undefined && value !== '');
  return { id, kind: 'handover', title: title.trim(), teamId, ...Object.fromEntries(given) };
}
