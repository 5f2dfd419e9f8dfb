import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { dayOf } from '../../../i18n/formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useReferences } from '../../dossier/use-references.ts';
import { CodesField } from '../fields/codes-field.tsx';
import { ValidityFields } from '../fields/reference-fields.tsx';
import type { FormProps } from '../form-props.ts';
import { RowFields, TimeField, WeekdayField } from '../rows/row-fields.tsx';

type BlackoutChanges = { readonly [Field in keyof ReferenceData['blackout']]?: unknown };

/** Days on which all locations are closed. */
export function CalendarForm({ data, set, errorAt }: FormProps<'calendar'>) {
  const t = useText();
  return (
    <RowFields
      label={t('schedule.days')}
      rows={data.days}
      fresh={{ date: '', name: '' }}
      addLabel={t('schedule.addDay')}
      isOver={({ date }) => date !== '' && date < dayOf(new Date())}
      set={(days) => set({ days })}
      errorAt={(index) => errorAt(`days.${index}`)}
    >
      {({ date, name }, change) => (
        <>
          <DateField label={t('planner.day')} isRequired value={date} onChange={(day) => change({ date: day })} />
          <TextField
            label={t('schedule.dayName')}
            isRequired
            value={name}
            onChange={(text) => change({ name: text })}
            maxLength={120}
          />
        </>
      )}
    </RowFields>
  );
}

/** Whom or what a blackout concerns. */
function ConcernsFields({ data, set, errorAt }: FormProps<'blackout'>) {
  const t = useText();
  const asOptions = (rows: readonly { readonly id: string; readonly name: string }[]) =>
    rows.map(({ id, name }) => ({ id, label: name }));
  const options = {
    locationIds: asOptions(useReferences('location')),
    placeIds: asOptions([...useReferences('desk'), ...useReferences('room')]),
    teamIds: asOptions(useReferences('team')),
    memberIds: asOptions(useReferences('member')),
  };
  const fields = ['locationIds', 'placeIds', 'teamIds', 'memberIds'] as const;
  return (
    <>
      <p className="muted">{errorAt('concerns') ?? t('schedule.concerns')}</p>
      {fields.map((field) => (
        <CodesField
          key={field}
          label={t(`schedule.${field}`)}
          options={options[field]}
          value={data[field] ?? []}
          onChange={(ids) => set({ [field]: ids.length === 0 ? undefined : [...ids] } as BlackoutChanges as never)}
        />
      ))}
    </>
  );
}

/** Hours of every week without appointments. */
export function BlackoutForm(props: FormProps<'blackout'>) {
  const t = useText();
  const { data, set, errorAt } = props;
  return (
    <>
      <CodesField
        label={t('schedule.weekdays')}
        isRequired
        options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ id: String(day), label: t.word('weekday', day) }))}
        value={data.weekdays.map(String)}
        onChange={(days) => set({ weekdays: days.map(Number).sort() })}
        error={errorAt('weekdays')}
      />
      <div className="form-pair">
        <TimeField
          label={t('schedule.from')}
          value={data.from}
          onChange={(from) => set({ from })}
          error={errorAt('from')}
        />
        <TimeField
          label={t('schedule.until')}
          value={data.until}
          onChange={(until) => set({ until })}
          error={errorAt('until')}
        />
      </div>
      <ConcernsFields {...props} />
      <ValidityFields data={data} set={(changes) => set(changes as never)} errorAt={errorAt} />
    </>
  );
}

/** When a location gives appointments, in which rhythm, and how many at once. */
export function LocationForm({ data, set, errorAt }: FormProps<'location'>) {
  const t = useText();
  const number = (field: 'slotMinutes' | 'mostAtOnce', minValue: number, maxValue: number) => (
    <NumberField
      label={t(`schedule.${field}`)}
      isRequired={false}
      value={data[field]}
      onChange={(value) => set({ [field]: value } as never)}
      minValue={minValue}
      maxValue={maxValue}
    />
  );
  return (
    <>
      <RowFields
        label={t('schedule.openingHours')}
        rows={data.openingHours ?? []}
        fresh={{ weekday: 1, from: '09:00', until: '12:00' }}
        addLabel={t('schedule.addHours')}
        set={(openingHours) => set({ openingHours })}
        errorAt={(index) => errorAt(`openingHours.${index}`)}
      >
        {({ weekday, from, until }, change) => (
          <>
            <WeekdayField value={weekday} onChange={(day) => change({ weekday: day })} />
            <TimeField label={t('schedule.from')} value={from} onChange={(time) => change({ from: time })} />
            <TimeField label={t('schedule.until')} value={until} onChange={(time) => change({ until: time })} />
          </>
        )}
      </RowFields>
      <div className="form-pair">
        {number('slotMinutes', 5, 240)}
        {number('mostAtOnce', 0, 1000)}
      </div>
    </>
  );
}
