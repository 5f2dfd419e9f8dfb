import type { Person } from '@onthaal/contract/entities/person.ts';
import { Check, Heart, Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataList } from '../../ui/data-list.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ChannelIcon } from '../dossier/lists/channel-icon.tsx';
import { PersonEdit } from './person-edit.tsx';
import { PersonAddress } from './person-header.tsx';
import './person-screen.css';

function PreferredChannel({ person }: { readonly person: Person }) {
  const t = useText();
  const channel = person.preferredChannel;
  if (!channel) {
    return (
      <p className="preferred">
        <Heart aria-hidden size={18} className="line-icon" />
        <span className="muted">{t('person.noPreference')}</span>
      </p>
    );
  }
  return (
    <p className="preferred preferred-known">
      <ChannelIcon channel={channel} size={18} />
      <strong>{t(`person.prefers.${channel}`)}</strong>
    </p>
  );
}

function OptIns({ optIns }: { readonly optIns: Person['optIns'] }) {
  const t = useText();
  const formats = useFormats();
  if (optIns.length === 0) return null;
  return (
    <ul className="row">
      {optIns.map((optIn) => (
        <li key={optIn.id}>
          <Tag tone={optIn.allowed ? 'positive' : 'neutral'} icon={optIn.allowed ? Check : X}>
            {t(optIn.allowed ? 'person.optIn.yes' : 'person.optIn.no', {
              channel: t.word('messageChannel', optIn.channel),
              day: formats.day(optIn.since),
            })}
          </Tag>
        </li>
      ))}
    </ul>
  );
}

/** How to reach this person: the way they like best first, and what they allow. */
export function PersonContactCard({ person }: { readonly person: Person }) {
  const t = useText();
  const [isEditing, setEditing] = useState(false);
  const lines = (values: readonly string[]) => (values.length === 0 ? undefined : values.join(', '));
  return (
    <Card
      title={t('person.contact')}
      actions={
        !isEditing && (
          <Button size="small" icon={Pencil} keyAction="edit" onPress={() => setEditing(true)}>
            {t('person.edit')}
          </Button>
        )
      }
    >
      {isEditing ? (
        <PersonEdit person={person} onDone={() => setEditing(false)} />
      ) : (
        <div className="stack">
          <PreferredChannel person={person} />
          <DataList
            empty={t('person.unknown')}
            items={[
              { label: t('person.phone'), value: lines(person.phoneNumbers.map((phone) => phone.number)) },
              { label: t('person.email'), value: lines(person.emailAddresses.map((email) => email.address)) },
              { label: t('person.address'), value: person.address && <PersonAddress person={person} /> },
              { label: t('person.language'), value: t.word('language', person.language) },
              {
                label: t('person.optIns'),
                value: person.optIns.length > 0 && <OptIns optIns={person.optIns} />,
              },
            ]}
          />
        </div>
      )}
    </Card>
  );
}
