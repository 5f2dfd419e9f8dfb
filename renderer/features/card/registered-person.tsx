import type { ConsultedEid } from '@onthaal/contract/devices/eid-reading.ts';
import type { Address } from '@onthaal/contract/entities/building-blocks.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import type { PersonCard } from '@onthaal/contract/store/reads.ts';
import { skipToken } from '@reduxjs/toolkit/query';
import { Check } from 'lucide-react';
import { useCommand } from '../../bridge/run-command.ts';
import { readError, usePersonCardQuery } from '../../bridge/store-api.ts';
import { addressText } from '../../i18n/address-text.ts';
import { dayOf } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AppointmentsCard } from '../dossier/lists/appointments-card.tsx';
import { PersonDossiersCard } from '../person/person-dossiers-card.tsx';
import { PersonWarnings } from '../person/person-header.tsx';
import { useConsultation } from '../person/use-consultation.ts';
import { useSaySaved } from '../sync-pill/use-say-saved.ts';
import { type CardDifference, differences } from './card-words.ts';

function useValueText() {
  const formats = useFormats();
  return ({ field }: CardDifference, value: string | Address | undefined): string => {
    if (value === undefined || value === '') return '';
    if (typeof value !== 'string') return addressText(value);
    return field === 'birthDate' ? formats.day(value) : value;
  };
}

interface WithCard {
  readonly card: ConsultedEid;
  /** The card was checked and nothing about it is wrong. */
  readonly mayTake: boolean;
}

interface DifferenceRowProps {
  readonly person: Person;
  readonly difference: CardDifference;
  readonly mayTake: boolean;
}

function DifferenceRow({ person, difference, mayTake }: DifferenceRowProps) {
  const t = useText();
  const textOf = useValueText();
  const saySaved = useSaySaved();
  const [run, { isPending }] = useCommand('updatePerson');
  const name = t.word('fieldName', difference.field);
  const take = async () => {
    const result = await run({ personId: person.id, changes: difference.changes });
    if (result.ok) saySaved(t('card.taken', { field: name }));
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{textOf(difference, difference.ours) || <span className="muted">{t('person.unknown')}</span>}</td>
      <td>{textOf(difference, difference.card)}</td>
      <td>
        <Button
          size="small"
          icon={Check}
          isPending={isPending}
          isDisabled={!mayTake}
          aria-label={t('card.takeField', { field: name })}
          onPress={() => void take()}
        >
          {t('card.take')}
        </Button>
      </td>
    </tr>
  );
}

function Differences({ person, card, mayTake }: WithCard & { readonly person: Person }) {
  const t = useText();
  const found = differences(person, card.holder);
  if (found.length === 0) return null;
  return (
    <Card title={t('card.differences')} count={found.length}>
      <div className="card-differences">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('card.field')}</th>
              <th scope="col">{t('card.ours')}</th>
              <th scope="col">{t('card.onCard')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('card.take')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((difference) => (
              <DifferenceRow key={difference.field} person={person} difference={difference} mayTake={mayTake} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Known({ shown, card, mayTake }: WithCard & { readonly shown: PersonCard }) {
  const t = useText();
  const today = dayOf(new Date());
  const appointments = shown.appointments.filter(({ startsAt }) => dayOf(new Date(startsAt)) === today);
  return (
    <>
      <PersonWarnings person={shown.person} />
      <Differences person={shown.person} card={card} mayTake={mayTake} />
      {appointments.length > 0 ? (
        <AppointmentsCard appointments={appointments} withDossier />
      ) : (
        <p className="muted">{t('card.noAppointment')}</p>
      )}
      <PersonDossiersCard personId={shown.person.id} dossiers={shown.dossiers} />
    </>
  );
}

/** What the register here knows of the card's holder: warnings, differences, today's appointment, open dossiers. */
export function RegisteredPerson({ card, mayTake }: WithCard) {
  const t = useText();
  const { personId } = card;
  const look = useConsultation({ personId, purpose: 'counterService' });
  const { consultationId } = look;
  const { data, error } = usePersonCardQuery(consultationId === undefined ? skipToken : { personId, consultationId });
  const found = look.error ?? readError(error);
  if (found?.code === 'REASON_REQUIRED') {
    return (
      <Banner tone="caution" title={t('card.protected')}>
        {t('card.protectedNext')}
      </Banner>
    );
  }
  if (found !== undefined) return <ErrorMessage error={found} onRetry={look.retry} />;
  return data === undefined ? <Skeleton lines={6} /> : <Known shown={data} card={card} mayTake={mayTake} />;
}
