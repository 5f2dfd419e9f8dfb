import { type Channel, channels } from '@onthaal/contract/entities/building-blocks.ts';
import { assuranceLevels, interactionResults } from '@onthaal/contract/entities/contact.ts';
import { skipToken } from '@reduxjs/toolkit/query/react';
import { useDossierCardQuery, usePersonSummaryQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { openFirst } from '../dossier/lists/record-order.ts';
import { useSubjectOf } from '../glass/use-subject-of.ts';
import { PersonPicker } from '../person/person-picker.tsx';
import { WritingArea } from '../texts/writing-area.tsx';
import type { InteractionForm } from './interaction-form.ts';
import type { FormErrors } from './use-form-errors.ts';

export interface InteractionFieldsProps {
  readonly values: InteractionForm;
  readonly set: (changes: Partial<InteractionForm>) => void;
  readonly errors: FormErrors;
  /** The dossier that the form was opened from: always offered. */
  readonly dossierId: string | undefined;
}

/** Who it was with: a person, or somebody who did not say. */
export function WhoFields({ values, set, errors }: InteractionFieldsProps) {
  const t = useText();
  return (
    <div className="stack-small">
      {!values.isAnonymous && (
        <PersonPicker
          label={t('interaction.person')}
          value={values.personId}
          onChange={(personId) => set({ personId, dossierIds: [] })}
          error={errors.person}
        />
      )}
      {values.personId === '' && (
        <CheckboxField
          label={t('interaction.anonymous')}
          help={t('interaction.anonymousHelp')}
          value={values.isAnonymous}
          onChange={(isAnonymous) => set({ isAnonymous })}
        />
      )}
    </div>
  );
}

/** The dossiers it was about: the open ones of the person, and the one that we came from. */
export function DossierChoices({ values, set, dossierId }: InteractionFieldsProps) {
  const t = useText();
  const { data: person } = usePersonSummaryQuery(values.personId ? { personId: values.personId } : skipToken);
  const { data: card } = useDossierCardQuery(dossierId ? { dossierId } : skipToken);
  const own = card && card.dossier.id === dossierId ? [{ ...card.dossier, typeName: card.type.name }] : [];
  const subjectOf = useSubjectOf();
  const open = openFirst(person?.dossiers ?? []).filter((row) => !row.closed && row.id !== dossierId);
  const rows = [...own, ...open];
  if (rows.length === 0) return null;
  const toggle = (id: string, isOn: boolean) => {
    const others = values.dossierIds.filter((known) => known !== id);
    set({ dossierIds: isOn ? [...others, id] : others });
  };
  return (
    <fieldset className="form-group">
      <legend className="form-legend">{t('interaction.dossiers')}</legend>
      <div className="stack-small">
        {rows.map((row) => (
          <CheckboxField
            key={row.id}
            label={subjectOf(row)}
            help={`${row.number} · ${row.typeName}`}
            value={values.dossierIds.includes(row.id)}
            onChange={(isOn) => toggle(row.id, isOn)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** How it went, what it was about and what came of it. */
export function ContactFields({ values, set, errors, dossierId }: InteractionFieldsProps) {
  const t = useText();
  return (
    <>
      <RadioGroupField
        label={t('interaction.channel')}
        options={channels.map((id) => ({ id, label: t.word('channel', id) }))}
        value={values.channel}
        onChange={(channel) => set({ channel: channel as Channel })}
      />
      <RadioGroupField
        label={t('interaction.direction')}
        options={(['incoming', 'outgoing'] as const).map((id) => ({ id, label: t.word('direction', id) }))}
        value={values.direction}
        onChange={(direction) => set({ direction: direction as InteractionForm['direction'] })}
      />
      <TextField
        label={t('interaction.subject')}
        isRequired
        autoFocus={values.personId !== ''}
        value={values.subject}
        onChange={(subject) => set({ subject })}
        error={errors.subject}
        maxLength={300}
      />
      <WritingArea
        subject={{
          personId: values.personId || undefined,
          dossierId: values.dossierIds.length === 1 ? values.dossierIds[0] : dossierId,
        }}
        label={t('interaction.text')}
        help={t('interaction.textHelp')}
        isRequired={false}
        value={values.text}
        onChange={(text) => set({ text })}
        maxLength={20_000}
        rows={6}
      />
    </>
  );
}

/** What came of it, and how sure one is who it was. */
export function OutcomeFields({ values, set }: InteractionFieldsProps) {
  const t = useText();
  return (
    <div className="form-pair">
      <SelectField
        label={t('interaction.result')}
        isRequired={false}
        options={interactionResults.map((id) => ({ id, label: t.word('interactionResult', id) }))}
        value={values.result}
        onChange={(result) => set({ result: result as InteractionForm['result'] })}
      />
      {values.personId !== '' && (
        <SelectField
          label={t('interaction.assurance')}
          isRequired={false}
          options={assuranceLevels.map((id) => ({ id, label: t.word('assuranceLevel', id) }))}
          value={values.assurance}
          onChange={(assurance) => set({ assurance: assurance as InteractionForm['assurance'] })}
        />
      )}
    </div>
  );
}
