import Type from 'typebox';

// What is asked of the answers of Qmatic: only what is used. Around each there are `meta` and `notifications`.
const Service = Type.Object({
  publicId: Type.String(),
  name: Type.Optional(Type.String()),
  duration: Type.Number(),
  additionalCustomerDuration: Type.Number(),
});
const Branch = Type.Object({
  publicId: Type.String(),
  name: Type.Optional(Type.String()),
  timeZone: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
/** A moment in UTC, with an offset that has no colon (`+0000`) in some answers. */
const moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}' });

export const Services = Type.Object({ serviceList: Type.Array(Service) });
export const Branches = Type.Object({ branchList: Type.Array(Branch) });
export const OneBranch = Type.Object({ branch: Branch });
export const Dates = Type.Object({ dates: Type.Array(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}' })) });
export const Times = Type.Object({ times: Type.Array(Type.String({ pattern: '^\\d{2}:\\d{2}' })) });
export const Booked = Type.Object({ publicId: Type.String() });
export const Appointment = Type.Object({
  publicId: Type.String(),
  start: moment,
  end: moment,
  status: Type.Number(),
  notes: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  branch: Type.Object({ publicId: Type.String() }),
  services: Type.Array(Type.Object({ publicId: Type.String() })),
  customers: Type.Array(Type.Object({ externalId: Type.Optional(Type.Union([Type.String(), Type.Null()])) })),
});
export const OneAppointment = Type.Object({ appointment: Appointment });
export const Appointments = Type.Object({ appointmentList: Type.Array(Appointment) });
