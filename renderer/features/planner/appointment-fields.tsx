import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useReferences } from '../dossier/use-references.ts';
import { TreeQuestions } from './tree-questions.tsx';
import type { AppointmentForm } from './use-appointment-form.ts';

interface FieldsProps {
  readonly form: AppointmentForm;
  /** What an appointment that moves is for stays as it is. */
  readonly isMoving: boolean;
}

/** What for, how many, how, where, and from which day on. */
export function AppointmentFields({ form, isMoving }: FieldsProps) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  // Read with the dialog: whoever asks for the questions and answers at once is not too early.
  const trees = useReferences('decisionTree');
  // After the questions the focus is on the button again that asked them.
  const hasProduct = form.productCode !== '';
  const isTooMany = form.persons !== undefined && form.persons > form.most;
  return (
    <>
      {isAsking ? (
        <TreeQuestions
          trees={trees}
          onClose={() => setAsking(false)}
          onAnswer={(answer) => {
            form.take(answer);
            setAsking(false);
          }}
        />
      ) : isMoving ? (
        <p className="planned-product">{form.product?.name}</p>
      ) : (
        <ComboBoxField
          label={t('planner.product')}
          isRequired
          autoFocus={!hasProduct}
          options={form.products.map(({ code, name, data }) => ({ id: code, label: name, description: data.theme }))}
          value={form.productCode}
          onChange={form.setProductCode}
        />
      )}
      {!isAsking && !isMoving && (
        <Button
          size="small"
          icon={CircleHelp}
          keyAction="askTree"
          autoFocus={hasProduct}
          onPress={() => setAsking(true)}
        >
          {t('planner.tree')}
        </Button>
      )}
      <NumberField
        label={t('planner.persons')}
        minValue={1}
        maxValue={20}
        autoFocus={isMoving}
        value={form.persons}
        onChange={form.setPersons}
        error={isTooMany ? t('planner.tooMany', { most: form.most }) : undefined}
      />
      {form.modes.length > 1 && (
        <RadioGroupField
          label={t('planner.mode')}
          options={form.modes.map((id) => ({ id, label: t.word('appointmentMode', id) }))}
          value={form.mode ?? ''}
          onChange={(mode) => form.setMode(mode as Appointment['mode'])}
        />
      )}
      {form.locations.length > 1 && (
        <SelectField
          label={t('planner.location')}
          options={form.locations.map(({ id, name }) => ({ id, label: name }))}
          value={form.locationId ?? ''}
          onChange={form.setLocation}
        />
      )}
      <DateField label={t('planner.fromDay')} value={form.day} onChange={form.setDay} />
    </>
  );
}
