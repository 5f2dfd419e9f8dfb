import type { InteractionRow } from '@onthaal/contract/store/rows.ts';
import type { ReactNode } from 'react';
import { NothingHere, useKnownCount } from '../../../app/nothing-here.tsx';
import { useNavigate } from '../../../app/use-navigate.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { inSentence } from '../../conflicts/in-sentence.ts';
import { ChannelIcon } from './channel-icon.tsx';
import { LinkButton } from './link-button.tsx';
import { useShowMore } from './show-more.tsx';
import './record-lists.css';

interface InteractionsCardProps {
  readonly interactions: readonly InteractionRow[];
  readonly actions?: ReactNode;
  /** Leave out the link to this dossier: we are on it. */
  readonly dossierId?: string;
}

/** Contact moments, newest first, each with its channel. */
export function InteractionsCard({ interactions, actions, dossierId }: InteractionsCardProps) {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const [shown, more] = useShowMore(interactions, 6);
  return (
    <Card title={t('dossier.interactions')} count={useKnownCount(interactions.length)} actions={actions} isFlush>
      {interactions.length === 0 && <NothingHere isCompact title={t('dossier.noInteractions')} />}
      <ul className="lines">
        {shown.map((row) => (
          <li key={row.id} className="line">
            <ChannelIcon channel={row.channel} />
            <div className="line-text">
              <p className="line-title">{row.subject}</p>
              <p className="line-meta">
                {`${t.word('channel', row.channel)}, ${inSentence(t.word('direction', row.direction), t)} · ${formats.dayTime(row.at)} · ${row.byName}`}
              </p>
              {row.text && <p className="line-body">{row.text}</p>}
              {row.dossiers
                .filter((dossier) => dossier.id !== dossierId)
                .map((dossier) => (
                  <p key={dossier.id} className="line-meta">
                    <LinkButton onPress={() => navigate.open({ name: 'dossier', dossierId: dossier.id })}>
                      {dossier.number}
                    </LinkButton>
                  </p>
                ))}
            </div>
            {row.result && <Tag>{t.word('interactionResult', row.result)}</Tag>}
          </li>
        ))}
      </ul>
      {more}
    </Card>
  );
}
