import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import type { ScheduleKind } from '@onthaal/contract/rules/administration/index.ts';
import type { FormProps } from '../form-props.ts';
import { DeskForm, MemberForm, RoomForm } from './means-forms.tsx';
import { BlackoutForm, CalendarForm, LocationForm } from './time-forms.tsx';

interface ScheduleFormProps {
  readonly kind: ScheduleKind;
  readonly data: unknown;
  readonly set: (changes: object) => void;
  readonly errorAt: FormProps<'desk'>['errorAt'];
}

/** When, where and with whom appointments can be: the form of a kind. */
export function ScheduleForm({ kind, data, ...props }: ScheduleFormProps) {
  if (kind === 'calendar') return <CalendarForm {...props} data={data as ReferenceData['calendar']} />;
  if (kind === 'blackout') return <BlackoutForm {...props} data={data as ReferenceData['blackout']} />;
  if (kind === 'location') return <LocationForm {...props} data={data as ReferenceData['location']} />;
  if (kind === 'member') return <MemberForm {...props} data={data as ReferenceData['member']} />;
  if (kind === 'desk') return <DeskForm {...props} data={data as ReferenceData['desk']} />;
  return <RoomForm {...props} data={data as ReferenceData['room']} />;
}
