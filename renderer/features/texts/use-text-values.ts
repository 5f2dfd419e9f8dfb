import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { TextValues } from '@onthaal/contract/rules/texts/index.ts';
import { skipToken } from '@reduxjs/toolkit/query';
import { selectRoute } from '../../app/navigation-slice.ts';
import { useAppSelector } from '../../app/store.ts';
import { useDossierCardQuery, usePersonSummaryQuery } from '../../bridge/store-api.ts';
import { dayOf, makeFormats } from '../../i18n/formats.ts';
import { currentOf, useOpenVisits } from '../visit/use-open-visits.ts';

/** Whom and what a text is about, as far as the place where it is written knows; the visitor and the screen say the rest. */
export interface TextSubject {
  readonly personId?: string | undefined;
  readonly dossierId?: string | undefined;
  /** In which it is written, where that was chosen; else the citizen's. */
  readonly language?: Language | undefined;
}

const localeOf: Readonly<Record<Language, string>> = { nl: 'nl-BE', fr: 'fr-BE', de: 'de-BE', en: 'en-BE' };

/** The dossier that is meant: the one of the form or the screen, else the only open one of the person. More than one is not guessed at. */
function useDossierOf(
  { dossierId }: TextSubject,
  open: readonly { readonly number: string; readonly typeName: string }[],
) {
  const route = useAppSelector(selectRoute);
  const shown = dossierId ?? (route.name === 'dossier' ? route.dossierId : undefined);
  const { data: card } = useDossierCardQuery(shown === undefined ? skipToken : { dossierId: shown });
  if (shown !== undefined) {
    return card?.dossier.id === shown ? { number: card.dossier.number, typeName: card.type.name } : undefined;
  }
  return open.length === 1 ? open[0] : undefined;
}

/** What can be filled in now, and in which language the citizen is spoken to. Only what who is logged in may see anyway. */
export function useTextValues(subject: TextSubject): {
  readonly language: Language;
  readonly valuesIn: (language: Language) => TextValues;
} {
  const visit = currentOf(useOpenVisits());
  const personId = subject.personId ?? visit?.personId;
  const isOfVisit = visit !== undefined && visit.personId === personId;
  const { data: summary } = usePersonSummaryQuery(personId ? { personId } : skipToken);
  const person = summary?.person.id === personId ? summary?.person : undefined;
  const dossier = useDossierOf(
    subject,
    person === undefined ? [] : (summary?.dossiers ?? []).filter((one) => !one.closed),
  );
  const member = useAppSelector(({ session }) => session.member?.name);
  return {
    language: subject.language ?? person?.language ?? 'nl',
    valuesIn: (language) => {
      const formats = makeFormats(localeOf[language]);
      return {
        ...(person === undefined ? {} : { 'person.displayName': person.displayName }),
        today: formats.day(dayOf(new Date())),
        ...(dossier === undefined ? {} : { 'dossier.number': dossier.number, 'dossier.typeName': dossier.typeName }),
        ...(isOfVisit && visit.appointmentAt ? { 'appointment.time': formats.time(visit.appointmentAt) } : {}),
        ...(isOfVisit ? { 'visit.ticket': visit.ticket } : {}),
        ...(member === undefined ? {} : { 'member.name': member }),
      };
    },
  };
}
