import Type from 'typebox';

// What is asked of the answers of JCC: only what is used. "Null" in its documentation means that the field is not there at all.
const localTime = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}' });

export const Token = Type.Object({ access_token: Type.String(), expires_in: Type.Optional(Type.Number()) });
export const Activities = Type.Array(Type.Object({ id: Type.String(), description: Type.Optional(Type.String()) }));
export const Locations = Type.Array(
  Type.Object({
    id: Type.String(),
    description: Type.Optional(Type.String()),
    isActive: Type.Optional(Type.Boolean()),
  }),
);
export const DateRange = Type.Object({ minDate: localTime, maxDate: localTime });
export const TimeList = Type.Object({
  availableTimesList: Type.Array(localTime),
  /** In seconds, where the call that computes a duration answers in minutes. */
  appointmentDuration: Type.Number({ minimum: 1 }),
});
/** Per field: 0 may, 1 hidden, 2 must. */
export const RequiredFields = Type.Record(Type.String(), Type.Unknown());
export const Acknowledged = Type.Object({
  id: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  acknowledgeIsSuccess: Type.Boolean(),
});
export const Existing = Type.Object({
  id: Type.String(),
  startDateTime: localTime,
  endDateTime: localTime,
  activityList: Type.Array(Type.Object({ amount: Type.Number(), activity: Type.Object({ id: Type.String() }) })),
  location: Type.Object({ id: Type.String() }),
  message: Type.Optional(Type.String()),
});
export const Problem = Type.Object({ type: Type.String(), status: Type.Number() });
