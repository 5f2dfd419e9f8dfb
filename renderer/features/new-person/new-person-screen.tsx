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
import { useDraft } from '../interaction/use-draft.ts';
import { useFormErrors } from '../interaction/use-form-errors.ts';
import { useFaultTexts } from '../person/use-fault-texts.ts';
import '../person/person-forms.css';
import { useSearchState } from '../search/search-context.tsx';
import { useSaySaved } from '../sync-pill/use-say-saved.ts';
import { LookAlikes } from './look-alikes.tsx';
import { NewPersonFields } from './new-person-fields.tsx';
import {
  createPersonArguments,
  emptyPerson,
  newPersonDraftKey,
  newPersonFaults,
  prefillFrom,
} from './new-person-form.ts';

function useNewPerson({ personId }: RouteOf<'newPerson'>) {
  const saySaved = useSaySaved();
  const navigate = useNavigate();
  const { text } = useSearchState();
  // What stood in the search box when the form opened; later typing there is another search.
  const [searched] = useState(text);
  const initial = useMemo(() => ({ ...emptyPerson, ...prefillFrom(searched) }), [searched]);
  const draft = useDraft(newPersonDraftKey, initial);
  const [id] = useState(() => personId ?? v7());
  const form = useFormErrors(useFaultTexts(newPersonFaults(draft.values)));
  const [run, { isPending }] = useCommand('createPerson', { quiet: true });
  const [error, setError] = useState<OnthaalError>();
  const save = async () => {
    if (!form.attempt()) return;
    const result = await run(createPersonArguments(draft.values, id));
    setError(result.ok ? undefined : result.error);
    if (!result.ok) return;
    draft.drop();
    saySaved();
    navigate.replace({ name: 'person', personId: id, purpose: 'counterService' });
  };
  const cancel = () => {
    draft.drop();
    navigate.back();
  };
  return { ...form, draft, save, cancel, isPending, error };
}

/** Makes a person whom nobody found. Look-alikes stand beside the form, never in its way. */
export function NewPersonScreen({ route }: { readonly route: RouteOf<'newPerson'> }) {
  const t = useText();
  const { draft, form, errors, save, cancel, isPending, error } = useNewPerson(route);
  const { values, set } = draft;
  const name = values.kind === 'citizen' ? `${values.givenName} ${values.familyName}` : values.organisationName;
  const wanted = values.nationalNumber.trim() || values.enterpriseNumber.trim() || name.trim();
  return (
    <Screen title={t('screen.newPerson')} keepFocus>
      <div className="form-with-side">
        <form ref={form} className="form" onSubmit={(event) => event.preventDefault()}>
          {error && <ErrorMessage error={error} />}
          <NewPersonFields values={values} set={set} errors={errors} refused={error} />
          <div className="form-actions">
            <Button variant="primary" keyAction="save" isPending={isPending} onPress={() => void save()}>
              {t('newPerson.save')}
            </Button>
            <Button onPress={cancel}>{t('action.cancel')}</Button>
          </div>
        </form>
        <div className="form-side">
          <LookAlikes text={wanted} onUse={draft.drop} />
        </div>
      </div>
    </Screen>
  );
}
