import { skipToken } from '@reduxjs/toolkit/query';
import { useState } from 'react';
import { standingAnswer } from '../../../bridge/standing-answer.ts';
import { useCalendarQuery } from '../../../bridge/store-api.ts';
import { dayOf } from '../../../i18n/formats.ts';
import { usePlannedLocations } from '../use-usual-location.ts';

export const calendarViews = ['place', 'member', 'week'] as const;
export type CalendarBy = (typeof calendarViews)[number];

/** A day so many days later; noon keeps clear of the nights on which the clock changes. */
function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Which location, day and view the calendar shows, and what it shows. */
export function useCalendar() {
  const { locations, usual } = usePlannedLocations();
  const [chosenLocation, setLocation] = useState<string>();
  const [day, setDay] = useState(() => dayOf(new Date()));
  const [by, setBy] = useState<CalendarBy>('place');
  const [onlyId, setOnlyId] = useState('');
  const location = locations.find(({ id }) => id === chosenLocation) ?? usual;
  const asked = location && { locationId: location.id, day, by, ...(by === 'week' && onlyId ? { onlyId } : {}) };
  const answer = useCalendarQuery(asked ?? skipToken);
  const { latest, isComing, wrong } = standingAnswer(answer);
  const shown = { view: wrong ? undefined : latest, isComing, wrong, readAgain: () => void answer.refetch() };
  const move = (direction: number) => setDay((shown) => daysLater(shown, direction * (by === 'week' ? 7 : 1)));
  return { locations, location, setLocation, day, setDay, by, setBy, onlyId, setOnlyId, ...shown, move };
}
