import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { Pencil } from 'lucide-react';
import { useNavigate } from '../../app/use-navigate.ts';
import { addressText } from '../../i18n/address-text.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeyAction } from '../../keys/key-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataList } from '../../ui/data-list.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { inSentence } from '../conflicts/in-sentence.ts';
import { questionsOf } from '../new-dossier/questions/questions.ts';
import { ShieldedTag } from '../person/shielded-tag.tsx';
import { LinkButton } from './lists/link-button.tsx';
import { routingReasons } from './routing-words.ts';

function Applicant({ card }: { readonly card: DossierCard }) {
  const navigate = useNavigate();
  const { applicantId } = card.dossier;
  const open = () =>
    navigate.open({
      name: 'person',
      personId: applicantId,
      purpose: 'dossierHandling',
      dossierId: card.dossier.id,
    });
  useKeyAction('openPerson', open);
  return (
    <span className="row">
      <LinkButton onPress={open}>{card.applicant?.displayName ?? applicantId}</LinkButton>
      {card.applicant?.shielded && <ShieldedTag />}
      <Kbd keys="Alt+O" />
    </span>
  );
}

function RoutingReason({ card }: { readonly card: DossierCard }) {
  const t = useText();
  const formats = useFormats();
  const { routing } = card.dossier;
  const questions = questionsOf(card.type.data.questionSchema);
  const reasons = routingReasons(routing?.evidence ?? [], questions, card.type.name, t);
  return t('dossier.routing.assignedBy', { rule: routing?.ruleName ?? '', reasons: formats.list(reasons) });
}

function TeamAndHandler({ card }: { readonly card: DossierCard }) {
  const t = useText();
  return (
    <>
      <p>{card.team?.name ?? card.dossier.teamId}</p>
      <p className={card.handler ? '' : 'muted'}>{card.handler?.name ?? t('dossier.noHandler')}</p>
    </>
  );
}

function OtherParties({ card }: { readonly card: DossierCard }) {
  const t = useText();
  const navigate = useNavigate();
  const others = card.parties.filter((party) => party.id !== card.dossier.applicantId);
  if (others.length === 0) return null;
  return (
    <ul>
      {others.map((party) => (
        <li key={`${party.id}:${party.role}`}>
          <LinkButton
            onPress={() =>
              navigate.open({
                name: 'person',
                personId: party.id,
                purpose: 'dossierHandling',
                dossierId: card.dossier.id,
              })
            }
          >
            {party.displayName}
          </LinkButton>{' '}
          {party.shielded && <ShieldedTag />}{' '}
          <span className="muted">{inSentence(t.word('partyRole', party.role), t)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Who, where and with whom of a dossier. */
export function DossierFactsCard({ card, onEdit }: { readonly card: DossierCard; readonly onEdit: () => void }) {
  const t = useText();
  const formats = useFormats();
  const { dossier } = card;
  const others = card.parties.some((party) => party.id !== dossier.applicantId);
  return (
    <Card
      title={t('dossier.facts')}
      actions={
        <Button size="small" icon={Pencil} keyAction="edit" onPress={onEdit}>
          {t('dossier.edit')}
        </Button>
      }
    >
      <DataList
        items={[
          { label: t('dossier.applicant'), value: <Applicant card={card} /> },
          { label: t('dossier.parties'), value: others && <OtherParties card={card} /> },
          { label: t('dossier.address'), value: dossier.address && addressText(dossier.address) },
          { label: t('dossier.parcel'), value: dossier.parcel },
          { label: t('dossier.team'), value: <TeamAndHandler card={card} /> },
          { label: t('dossier.why'), value: dossier.routing && <RoutingReason card={card} /> },
          { label: t('dossier.channel'), value: t.word('channel', dossier.channel) },
          { label: t('dossier.openedOn'), value: formats.day(dossier.openedOn) },
          { label: t('dossier.closedOn'), value: dossier.closedOn && formats.day(dossier.closedOn) },
          {
            label: t('dossier.description'),
            value: dossier.description && <p className="prose">{dossier.description}</p>,
          },
        ]}
      />
    </Card>
  );
}
