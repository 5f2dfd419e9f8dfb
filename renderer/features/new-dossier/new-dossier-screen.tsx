import { type Channel, channels } from '@onthaal/contract/entities/building-blocks.ts';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Section } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AddressFields } from '../person/address-fields.tsx';
import { addressOf } from '../person/address-form.ts';
import '../person/person-forms.css';
import { PersonPicker } from '../person/person-picker.tsx';
import { QuestionFields } from './questions/question-fields.tsx';
import { RoutingCard } from './routing-card.tsx';
import { TypePicker } from './type-picker.tsx';
import { useNewDossier } from './use-new-dossier.ts';

type FormState = ReturnType<typeof useNewDossier>;
type FieldsProps = { readonly state: FormState; readonly set: FormState['draft']['set'] };

function WhatFields({ state, set }: FieldsProps) {
  const t = useText();
  const { values } = state.draft;
  return (
    <>
      <TextField
        label={t('newDossier.subject')}
        help={t('newDossier.subjectHelp')}
        isRequired
        autoFocus={values.applicantId !== ''}
        value={values.subject}
        onChange={(subject) => set({ subject })}
        error={state.errors.subject}
        maxLength={300}
      />
      <TextArea
        label={t('newDossier.description')}
        isRequired={false}
        value={values.description}
        onChange={(description) => set({ description })}
        maxLength={20_000}
      />
      <RadioGroupField
        label={t('newDossier.channel')}
        options={channels.map((id) => ({ id, label: t.word('channel', id) }))}
        value={values.channel}
        onChange={(channel) => set({ channel: channel as Channel })}
      />
    </>
  );
}

function DetailFields({ state, set }: FieldsProps) {
  const t = useText();
  const { type, questions, address, errors, answerFaults } = state;
  const { values } = state.draft;
  return (
    <>
      <AddressFields
        legend={t('newDossier.address')}
        value={address}
        onChange={(next) => set({ address: next })}
        errors={errors}
        isRequired={type?.data.addressRequired ?? false}
      />
      {questions.length > 0 && (
        <Section title={t('newDossier.questions')}>
          <div className="stack">
            <QuestionFields
              questions={questions}
              answers={values.answers}
              errors={answerFaults}
              onChange={(answers) => set({ answers })}
            />
          </div>
        </Section>
      )}
    </>
  );
}

function Side({ state, set }: FieldsProps) {
  const t = useText();
  const { type, questions, address } = state;
  const { values } = state.draft;
  if (!type) {
    return (
      <Card title={t('newDossier.routing')}>
        <EmptyState isCompact title={t('newDossier.routing.first')} />
      </Card>
    );
  }
  return (
    <RoutingCard
      type={type}
      questions={questions}
      address={addressOf(address)}
      answers={values.answers}
      text={`${values.subject}\n${values.description}`}
      teamId={values.teamId}
      onTeam={(teamId) => set({ teamId })}
    />
  );
}

/** Opens a dossier: its type, for whom, where, the questions of the type, and where it goes. */
export function NewDossierScreen({ route }: { readonly route: RouteOf<'newDossier'> }) {
  const t = useText();
  const state = useNewDossier(route.personId);
  const { draft, types, errors, form } = state;
  const { values } = draft;
  const set: typeof draft.set = (changes) => draft.set({ id: values.id, ...changes });
  return (
    <Screen title={t('screen.newDossier')} keepFocus>
      <div className="form-with-side">
        <form ref={form} className="form" onSubmit={(event) => event.preventDefault()}>
          {state.error && <ErrorMessage error={state.error} />}
          <TypePicker
            types={types}
            value={values.typeCode}
            error={errors.typeCode}
            onChange={(typeCode) => set({ typeCode })}
          />
          {state.type && (
            <>
              <PersonPicker
                label={t('newDossier.applicant')}
                isRequired
                autoFocus
                value={values.applicantId}
                onChange={(applicantId) => set({ applicantId })}
                error={errors.applicantId}
              />
              <WhatFields state={state} set={set} />
              <DetailFields state={state} set={set} />
            </>
          )}
          <div className="form-actions">
            <Button variant="primary" keyAction="save" isPending={state.isPending} onPress={() => void state.save()}>
              {t('newDossier.save')}
            </Button>
            <Button onPress={state.cancel}>{t('action.cancel')}</Button>
            {draft.isTouched && <span className="muted">{t('interaction.kept')}</span>}
          </div>
        </form>
        <div className="form-side">
          <Side state={state} set={set} />
        </div>
      </div>
    </Screen>
  );
}
