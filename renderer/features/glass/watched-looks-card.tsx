import { useNavigate } from '../../app/use-navigate.ts';
import { useWatchedLooksQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { LinkButton } from '../dossier/lists/link-button.tsx';
import '../dossier/lists/record-lists.css';

function PersonLink({ person }: { readonly person: { readonly id: string; readonly name: string } }) {
  const navigate = useNavigate();
  return <LinkButton onPress={() => navigate.open({ name: 'person', personId: person.id })}>{person.name}</LinkButton>;
}

function DossierLink({ dossierId, children }: { readonly dossierId: string; readonly children: string }) {
  const navigate = useNavigate();
  return <LinkButton onPress={() => navigate.open({ name: 'dossier', dossierId })}>{children}</LinkButton>;
}

/** Who of other teams looked into this team's dossiers, when and why; nothing at all when nobody did. */
export function WatchedLooksCard({ dossierId }: { readonly dossierId?: string }) {
  const t = useText();
  const formats = useFormats();
  const { data: looks = [] } = useWatchedLooksQuery(dossierId === undefined ? {} : { dossierId });
  if (looks.length === 0) return null;
  return (
    <Card title={t('glass.looks')} count={looks.length} isFlush>
      <ul className="lines">
        {looks.map((look) => (
          <li key={look.id} className="line">
            <div className="line-text">
              <p className="line-title">{look.memberName}</p>
              <p className="line-meta">{formats.moment(look.at)}</p>
              {look.person && (
                <p className="line-meta">
                  <PersonLink person={look.person} />
                </p>
              )}
              {dossierId === undefined && look.dossierId && look.dossierNumber && (
                <p className="line-meta">
                  <DossierLink dossierId={look.dossierId}>{look.dossierNumber}</DossierLink> {look.subject}
                </p>
              )}
              <p className="line-body">{t('glass.because', { reason: look.reason })}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
