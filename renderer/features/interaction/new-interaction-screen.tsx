import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useMemo, useState } from 'react';
import { v7 } from 'uuid';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { useCommand } from '../../bridge/run-command.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { useCardAtDesk } from '../card/card-context.tsx';
import '../person/person-forms.css';
import { useSaySaved } from '../sync-pill/use-say-saved.ts';
import { ContactFields, DossierChoices, OutcomeFields, WhoFields } from './interaction-fields.tsx';
import {
  emptyInteraction,
  type InteractionForm,
  interactionArguments,
  missingInInteraction,
} from './interaction-form.ts';
import { useDraft } from './use-draft.ts';
import { useFormErrors } from './use-form-errors.ts';

type NewInteractionRoute = RouteOf<'newInteraction'>;

function useInteractionForm({ personId, dossierId }: NewInteractionRoute) {
  const t = useText();
  const navigate = useNavigate();
  const key = `interaction:${personId ?? ''}:${dossierId ?? ''}`;
  const { wasIdentified } = useCardAtDesk();
  const [assurance] = useState<InteractionForm['assurance']>(() =>
    personId !== undefined && wasIdentified(personId) ? 'eIdRead' : '',
  );
  const initial = useMemo(
    () => ({ ...emptyInteraction(v7(), new Date().toISOString(), personId, dossierId), assurance }),
    [personId, dossierId, assurance],
  );
  const draft = useDraft(key, initial);
  const { values } = draft;
  const missing = missingInInteraction(values);
  const sentences = { person: t('interaction.personMissing'), subject: t('field.required') };
  const form = useFormErrors(Object.fromEntries(missing.map((field) => [field, sentences[field]])));
  const [run, { isPending }] = useCommand('registerInteraction', { quiet: true });
  const [error, setError] = useState<OnthaalError>();
  const saySaved = useSaySaved();
  const leave = () => {
    draft.drop();
    if (dossierId) navigate.replace({ name: 'dossier', dossierId });
    else if (values.personId && !values.isAnonymous)
      navigate.replace({ name: 'person', personId: values.personId, purpose: 'counterService' });
    else navigate.replace({ name: 'today' });
  };
  const save = async () => {
    if (!form.attempt()) return;
    const result = await run(interactionArguments(values, new Date()));
    setError(result.ok ? undefined : result.error);
    if (!result.ok) return;
    saySaved();
    leave();
  };
  const cancel = () => {
    draft.drop();
    navigate.back();
  };
  return { ...form, draft, isPending, error, save, cancel };
}

/** Registers a contact moment; what is typed is kept while one looks something up. */
export function NewInteractionScreen({ route }: { readonly route: NewInteractionRoute }) {
  const t = useText();
  const { draft, errors, form, isPending, error, save, cancel } = useInteractionForm(route);
  const { values, set } = draft;
  // The id and the time of opening belong to the draft from the first letter on.
  const keep = (changes: Partial<typeof values>) => set({ id: values.id, openedAt: values.openedAt, ...changes });
  const fields = { values, set: keep, errors, dossierId: route.dossierId };
  return (
    <Screen title={t('screen.newInteraction')} layout="narrow" keepFocus={route.personId !== undefined}>
      <form ref={form} className="form" onSubmit={(event) => event.preventDefault()}>
        {error && <ErrorMessage error={error} />}
        <WhoFields {...fields} />
        <DossierChoices {...fields} />
        <ContactFields {...fields} />
        <OutcomeFields {...fields} />
        <div className="form-actions">
          <Button variant="primary" keyAction="save" isPending={isPending} onPress={() => void save()}>
            {t('interaction.save')}
          </Button>
          <Button onPress={cancel}>{t('action.cancel')}</Button>
          {draft.isTouched && <span className="muted">{t('interaction.kept')}</span>}
        </div>
      </form>
    </Screen>
  );
}
