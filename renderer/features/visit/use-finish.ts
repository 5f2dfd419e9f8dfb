import { exceptionKinds } from '@onthaal/contract/entities/visit.ts';
import type { Result } from '@onthaal/contract/result.ts';
import type { OpenVisit, VisitFinish } from '@onthaal/contract/store/visits.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { readNow, useVisitFinishQuery } from '../../bridge/store-api.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { useCardAtDesk } from '../card/card-context.tsx';
import { useVisitEvent } from '../queue/use-visit-event.ts';
import { begunQuestions, contactsOf, emptyFinish, type FinishForm, isEmptyVisit, unsavedForms } from './finish-form.ts';
import { keepNotes } from './notepad-keeper.ts';

type Hold = (typeof exceptionKinds)[number];

const nothing: VisitFinish = { touched: [], handedOver: [] };

/** What holds a visit back: the citizen would leave without their card, or without paying. */
function useHolds({ touched }: VisitFinish): readonly Hold[] {
  const { state } = useCardAtDesk();
  const holds = {
    cardInReader: state.kind === 'read' || state.kind === 'reading',
    unpaid: touched.some(({ isUnpaid }) => isUnpaid),
  };
  return exceptionKinds.filter((kind) => holds[kind]);
}

/** Writes the contact moments; the first failure, or nothing. */
function useWriteContacts() {
  const dispatch = useAppDispatch();
  return async (visit: OpenVisit, form: FinishForm, questionId: string, holds: readonly Hold[]) => {
    const visitId = visit.id;
    const steps: (() => Promise<Result<unknown>>)[] = [];
    if (form.label !== '') {
      const begun = { visitId, questionId, productCode: form.label };
      steps.push(() => dispatch(runCommand('beginQuestion', begun)));
    }
    const exceptions = holds.map((kind) => ({ kind, reason: form.reason.trim() }));
    if (exceptions.length > 0 || form.notReliable.length > 0) {
      const kept = { visitId, timeNotReliable: [...form.notReliable], exceptions };
      steps.push(() => dispatch(runCommand('keepVisit', kept)));
    }
    for (const step of steps) {
      const result = await step();
      if (!result.ok) return result.error;
    }
    // What was typed a moment ago is in the store, and perhaps not on the screen yet.
    const now = await dispatch(readNow('openVisits', {}));
    const proposal = await dispatch(readNow('visitFinish', { visitId }));
    if (!now.ok) return now.error;
    if (!proposal.ok) return proposal.error;
    const latest = now.value.find(({ id }) => id === visitId) ?? visit;
    for (const contact of contactsOf(latest, proposal.value, form)) {
      const result = await dispatch(runCommand('recordVisitContact', contact));
      if (!result.ok) return result.error;
    }
    return undefined;
  };
}

/** The form at the end of a visit, and the end itself. */
export function useFinish(visit: OpenVisit) {
  const tell = useErrorNotice();
  const happens = useVisitEvent();
  const write = useWriteContacts();
  const { data: proposal = nothing } = useVisitFinishQuery({ visitId: visit.id });
  const [form, setForm] = useState(emptyFinish);
  const [questionId] = useState(() => v7());
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const holds = useHolds(proposal);
  const needsLabel = begunQuestions(visit).length === 0 && !isEmptyVisit(visit, proposal);
  const unsaved = unsavedForms(useAppSelector(({ drafts }) => drafts));
  const missing = {
    forms: unsaved > 0 && !form.dropsForms,
    label: needsLabel && form.label === '',
    reason: holds.length > 0 && form.reason.trim() === '',
  };
  const finish = async () => {
    await keepNotes();
    const error = await write(visit, form, questionId, holds);
    if (error === undefined) await happens(visit, 'finished');
    else tell(error);
  };
  const save = async () => {
    if (isPending) return;
    setTried(true);
    if (missing.label || missing.reason || missing.forms) return;
    setPending(true);
    await finish().finally(() => setPending(false));
  };
  const set = (changes: Partial<FinishForm>) => setForm((before) => ({ ...before, ...changes }));
  return {
    form,
    set,
    proposal,
    holds,
    needsLabel,
    unsaved,
    missing: isTried ? missing : { forms: false, label: false, reason: false },
    isPending,
    save,
  };
}
