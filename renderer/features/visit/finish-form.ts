import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import type { OpenVisit, VisitFinish, VisitQuestion, VisitTouchRow } from '@onthaal/contract/store/visits.ts';
import { administrationDrafts, type Drafts } from '../interaction/drafts-slice.ts';
import type { InteractionForm } from '../interaction/interaction-form.ts';

type Contact = CommandArguments['recordVisitContact'];
type ContactResult = Exclude<InteractionForm['result'], ''>;

/** What a clerk says at the end of a visit. What is not said is what was proposed. */
export interface FinishForm {
  readonly results: Readonly<Record<string, ContactResult>>;
  /** Ticks that are not as they were proposed. */
  readonly ticks: Readonly<Record<string, boolean>>;
  readonly notReliable: readonly string[];
  /** What it was about, when no question was begun. */
  readonly label: string;
  readonly nextStep: string;
  readonly channel: Contact['answerChannel'] | undefined;
  /** What was typed in forms and not saved may go. */
  readonly dropsForms: boolean;
  /** Why it is finished although something holds it back. */
  readonly reason: string;
}

export const emptyFinish: FinishForm = {
  ...{ results: {}, ticks: {}, notReliable: [], label: '', nextStep: '', channel: undefined },
  ...{ dropsForms: false, reason: '' },
};

/** What may become a link: not the visitor, who is in the contact moment already. */
export function linkable(visit: OpenVisit, finish: VisitFinish): readonly VisitTouchRow[] {
  return finish.touched.filter(({ id }) => id !== visit.personId);
}

/** Whether a link is ticked: what was written, and dossiers; who was only looked at is not. */
export function isTicked(form: FinishForm, { id, collection, isWritten }: VisitTouchRow): boolean {
  return form.ticks[id] ?? (isWritten || collection === 'dossiers');
}

/** Questions that were begun: those for which the visitor still waits are not over. */
export function begunQuestions({ questions }: OpenVisit): readonly VisitQuestion[] {
  return questions.filter(({ startedAt }) => startedAt !== undefined);
}

/** What came of a question: as it was said, else handed over when it was, else answered. */
export function resultOf(form: FinishForm, { handedOver }: VisitFinish, questionId: string): ContactResult {
  return form.results[questionId] ?? (handedOver.includes(questionId) ? 'handedOver' : 'answered');
}

/** Whether nothing was said, typed or done: such a visit leaves no contact moment. */
export function isEmptyVisit(visit: OpenVisit, finish: VisitFinish): boolean {
  return begunQuestions(visit).length === 0 && visit.draft.trim() === '' && linkable(visit, finish).length === 0;
}

/** The contact moments of a visit, one per question, each with what was touched for it. The notepad goes with the first. */
export function contactsOf(visit: OpenVisit, finish: VisitFinish, form: FinishForm): readonly Contact[] {
  const questions = begunQuestions(visit);
  const ids = new Set(questions.map(({ id }) => id));
  const ticked = linkable(visit, finish).filter((row) => isTicked(form, row));
  const channel = form.channel ?? finish.preferredChannel;
  return questions.map(({ id, name }, place) => {
    const own = ticked.filter(({ serviceId = '' }) => serviceId === id || (place === 0 && !ids.has(serviceId)));
    return {
      visitId: visit.id,
      questionId: id,
      subject: name.slice(0, 300),
      text: place === 0 ? visit.draft.trim() : '',
      result: resultOf(form, finish, id),
      dossierIds: own.filter(({ collection }) => collection === 'dossiers').map((row) => row.id),
      links: own.flatMap(({ collection, id: linked }) =>
        collection === 'dossiers' ? [] : [{ collection, id: linked }],
      ),
      ...(form.nextStep.trim() === '' ? {} : { nextStep: form.nextStep.trim() }),
      ...(channel === undefined ? {} : { answerChannel: channel }),
    };
  });
}

/** Forms that are about the work of the desk itself, or that only choose: they say nothing of the visitor. */
const elsewhere = ['conflict:', 'correction:', 'print:', administrationDrafts];

/** How many forms of a visit hold text that was typed and not saved: it goes with the visit. */
export function unsavedForms(drafts: Drafts): number {
  const isTyped = (value: unknown) => typeof value === 'string' && value.trim() !== '';
  return Object.entries(drafts).filter(
    ([key, values]) => !elsewhere.some((start) => key.startsWith(start)) && Object.values(values).some(isTyped),
  ).length;
}
