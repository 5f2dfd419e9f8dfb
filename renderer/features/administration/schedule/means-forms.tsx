import { useText } from '../../../i18n/use-text.ts';
import { CheckboxField } from '../../../ui/checkbox-field.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { useReferences } from '../../dossier/use-references.ts';
import { CodesField } from '../fields/codes-field.tsx';
import { orNothing } from '../fields/reference-fields.tsx';
import type { FormProps } from '../form-props.ts';
import { RowFields, TimeField } from '../rows/row-fields.tsx';

interface Days {
  readonly from: string;
  readonly until: string;
}

/** The last day goes with the first until it is another: the first is a wrong day while its year is being typed. */
export function withFirstDay({ from, until }: Days, day: string): Days {
  return { from: day, until: until === '' || until === from ? day : until };
}

/** When a member is away, and what they can do beyond what their team does. */
export function MemberForm({ data, set, errorAt }: FormProps<'member'>) {
  const t = useText();
  const named = useReferences('product').flatMap((product) => product.data.skill ?? []);
  const skills = [...new Set([...named, ...(data.skills ?? [])])];
  return (
    <>
      <RowFields
        label={t('schedule.absences')}
        rows={data.absences ?? []}
        fresh={{ from: '', until: '' }}
        addLabel={t('schedule.addAbsence')}
        set={(absences) => set({ absences })}
        errorAt={(index) => errorAt(`absences.${index}`)}
      >
        {({ from, until, start, end }, change) => (
          <>
            <DateField
              label={t('schedule.firstDay')}
              isRequired
              value={from}
              onChange={(day) => change(withFirstDay({ from, until }, day))}
            />
            <DateField
              label={t('schedule.lastDay')}
              isRequired
              value={until}
              onChange={(day) => change({ until: day })}
            />
            <TimeField
              label={t('schedule.start')}
              isRequired={false}
              value={start ?? ''}
              onChange={(time) => change({ start: orNothing(time) })}
            />
            <TimeField
              label={t('schedule.end')}
              isRequired={false}
              value={end ?? ''}
              onChange={(time) => change({ end: orNothing(time) })}
            />
          </>
        )}
      </RowFields>
      <CodesField
        label={t('schedule.skills')}
        help={t('schedule.skillsHelp')}
        options={skills.map((skill) => ({ id: skill, label: skill }))}
        value={data.skills ?? []}
        onChange={(chosen) => set({ skills: [...chosen] })}
      />
    </>
  );
}

/** Which teams receive at a desk. */
export function DeskForm({ data, set }: FormProps<'desk'>) {
  const t = useText();
  const teams = useReferences('team').map(({ id, name }) => ({ id, label: name }));
  return (
    <CodesField
      label={t('schedule.deskTeams')}
      options={teams}
      value={data.teamIds}
      onChange={(teamIds) => set({ teamIds: [...teamIds] })}
    />
  );
}

/** For how many a room is, and whether others can join from elsewhere. */
export function RoomForm({ data, set }: FormProps<'room'>) {
  const t = useText();
  return (
    <>
      <NumberField
        label={t('schedule.seats')}
        isRequired
        value={data.seats}
        onChange={(seats = 0) => set({ seats })}
        minValue={0}
        maxValue={1000}
      />
      <CheckboxField label={t('schedule.hybrid')} value={data.hybrid} onChange={(hybrid) => set({ hybrid })} />
    </>
  );
}
