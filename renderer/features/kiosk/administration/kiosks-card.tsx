import type { KnownKiosk } from '@onthaal/contract/store/kiosks.ts';
import { MonitorSmartphone, Plus, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useAppSelector } from '../../../app/store.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { useReferences } from '../../dossier/use-references.ts';
import { NewKioskDialog } from './new-kiosk-dialog.tsx';
import { useKiosks } from './use-kiosks.ts';

function KioskLine({ kiosk, onTakeAway }: { readonly kiosk: KnownKiosk; readonly onTakeAway: () => void }) {
  const t = useText();
  const formats = useFormats();
  const { name, purpose, roomId, locationId, revoked, seenAt, printer } = kiosk;
  const places = [...useReferences('room'), ...useReferences('location')];
  const place = places.find(({ id }) => id === (roomId ?? locationId))?.name ?? '';
  const seen =
    seenAt === null
      ? t('kiosk.administration.neverSeen')
      : t('kiosk.administration.seen', { moment: formats.moment(seenAt) });
  const state = revoked ? t('kiosk.administration.revoked') : seen;
  const paper = revoked || printer === null ? '' : t(`kiosk.administration.printer.${printer}`);
  return (
    <li className="line">
      <MonitorSmartphone className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title">{name}</p>
        <p className="line-meta">
          {[t(`kiosk.administration.purpose.${purpose}`), place, state, paper].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className="line-end">
        {!revoked && (
          <Button size="small" aria-label={t('kiosk.administration.takeAwayOf', { name })} onPress={onTakeAway}>
            {t('kiosk.administration.takeAway')}
          </Button>
        )}
      </div>
    </li>
  );
}

function KiosksList() {
  const t = useText();
  const { kiosks, error, look, takeAway } = useKiosks();
  const [isNew, setNew] = useState(false);
  const [away, setAway] = useState<KnownKiosk>();
  const closeNew = (): void => {
    setNew(false);
    void look();
  };
  return (
    <Card title={t('kiosk.administration')}>
      <div className="stack">
        <p className="line-meta">{t('kiosk.administration.help')}</p>
        {error && <ErrorMessage error={error} />}
        {kiosks?.length === 0 && <p className="line-meta">{t('kiosk.administration.none')}</p>}
        <ul className="lines">
          {kiosks?.map((kiosk) => (
            <KioskLine key={kiosk.deviceId} kiosk={kiosk} onTakeAway={() => setAway(kiosk)} />
          ))}
        </ul>
        <div className="row">
          <Button icon={Plus} onPress={() => setNew(true)}>
            {t('kiosk.administration.new')}
          </Button>
          <Button icon={RefreshCw} onPress={() => void look()}>
            {t('kiosk.administration.look')}
          </Button>
        </div>
      </div>
      {isNew && <NewKioskDialog onClose={closeNew} />}
      {away && (
        <Dialog
          isOpen
          role="alertdialog"
          size="small"
          title={t('kiosk.administration.takeAwayOf', { name: away.name })}
          onClose={() => setAway(undefined)}
          actions={
            <>
              <Button
                variant="danger"
                onPress={() => {
                  setAway(undefined);
                  void takeAway(away.deviceId);
                }}
              >
                {t('kiosk.administration.takeAway')}
              </Button>
              <Button onPress={() => setAway(undefined)}>{t('action.cancel')}</Button>
            </>
          }
        >
          <p>{t('kiosk.administration.takeAwayText')}</p>
        </Dialog>
      )}
    </Card>
  );
}

/** The kiosks of the municipality, for an administrator alone: a code for a new one, and taking one away. */
export function KiosksCard() {
  const isAdministrator = useAppSelector(({ session }) => session.member?.role === 'administrator');
  return isAdministrator ? <KiosksList /> : null;
}
