import type { OnthaalError } from '@onthaal/contract/result.ts';
import { skipToken } from '@reduxjs/toolkit/query/react';
import { useMemo, useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { awaitAnswer, useCommand } from '../../bridge/run-command.ts';
import { storeApi, usePersonSummaryQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';
import { useReferences } from '../dossier/use-references.ts';
import { useDraft } from '../interaction/use-draft.ts';
import { useFormErrors } from '../interaction/use-form-errors.ts';
import { useSaySaved } from '../sync-pill/use-say-saved.ts';
import {
  createDossierArguments,
  emptyDossier,
  missingInDossier,
  type NewDossierForm,
  shownAddress,
} from './new-dossier-form.ts';
import { answerErrors, questionsOf } from './questions/questions.ts';

/** The values of the form with everything that follows from them. */
function useNewDossierValues(personId: string | undefined) {
  const initial = useMemo(() => emptyDossier(v7(), personId), [personId]);
  const draft = useDraft<NewDossierForm>(`dossier:${personId ?? ''}`, initial);
  const { values } = draft;
  const types = useReferences('dossierType');
  const type = types.find((known) => known.code === values.typeCode);
  const questions = useMemo(() => questionsOf(type?.data.questionSchema), [type]);
  const { data: applicant } = usePersonSummaryQuery(values.applicantId ? { personId: values.applicantId } : skipToken);
  const address = shownAddress(values, type, values.applicantId ? applicant?.person.address : undefined);
  return { draft, types, type, questions, address };
}

/** So long after the clerk went on a refusal is still told by itself; later it stands in the list and on the card. */
const ANSWER_MILLISECONDS = 120_000;

/**
 * Says which number the dossier got; without the number when it cannot be read at once. The citizen leaves with that number, so
 * a refusal by the centre is told wherever the clerk is by then.
 */
function useAnnounce() {
  const t = useText();
  const dispatch = useAppDispatch();
  const saySaved = useSaySaved();
  return async (dossierId: string, operationId: string) => {
    const read = storeApi.endpoints.dossierCard.initiate({ dossierId }, { subscribe: false, forceRefetch: true });
    const { data } = await dispatch(read);
    saySaved(data && t('newDossier.saved', { number: data.dossier.number }));
    const answer = await dispatch(awaitAnswer(operationId, AbortSignal.timeout(ANSWER_MILLISECONDS)));
    if (!answer.ok || answer.value.state !== 'rejected') return;
    const { error } = answer.value;
    showNotice({
      tone: 'danger',
      title: t('newDossier.refused', { number: data?.dossier.number ?? '' }),
      detail: error ? t(`error.${error.code}.text`, error.details) : t('dossier.rejected.text'),
    });
  };
}

/** Everything behind the form of a new dossier. */
export function useNewDossier(personId: string | undefined) {
  const t = useText();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const form = useNewDossierValues(personId);
  const { draft, type, questions, address } = form;
  const { values } = draft;
  const answerFaults = answerErrors(questions, values.answers);
  const missing = missingInDossier(values, address, type);
  const sentence = (field: string) => (field === 'typeCode' ? t('newDossier.pickType') : t('field.required'));
  const checked = useFormErrors(
    {
      ...Object.fromEntries(missing.map((field) => [field, sentence(field)])),
      ...Object.fromEntries(Object.keys(answerFaults).map((name) => [`answers.${name}`, t('field.required')])),
    },
    values.typeCode,
  );
  const [run, { isPending }] = useCommand('createDossier', { quiet: true });
  const [error, setError] = useState<OnthaalError>();
  const save = async () => {
    if (!checked.attempt()) return;
    const result = await run(createDossierArguments(values, address, questions));
    setError(result.ok ? undefined : result.error);
    if (!result.ok) return;
    draft.drop();
    navigate.replace({ name: 'dossier', dossierId: values.id });
    void announce(values.id, result.value.operationId);
  };
  const cancel = () => {
    draft.drop();
    navigate.back();
  };
  const shownFaults = Object.keys(checked.errors).length > 0 ? answerFaults : {};
  return { ...form, ...checked, answerFaults: shownFaults, save, cancel, isPending, error };
}
