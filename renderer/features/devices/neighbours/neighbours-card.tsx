import { Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAppSelector } from '../../../app/store.ts';
import { type Translate, useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useDeskDevices } from '../use-devices.ts';

function withWord(device: string, fails: boolean, t: Translate): string {
  return fails ? t('devices.neighbour.fails', { device }) : device;
}

/** Under which name this desk shares its devices, and what the other desks in the building share. */
export function NeighboursCard() {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const neighbours = useAppSelector(({ devices }) => devices.neighbours);
  const [name, setName] = useState('');
  const kept = settings?.name ?? '';
  useEffect(() => setName(kept), [kept]);
  return (
    <Card title={t('devices.neighbours')}>
      <div className="stack">
        <TextField
          label={t('devices.neighbour.name')}
          help={t('devices.neighbour.nameHelp')}
          isRequired={false}
          value={name}
          onChange={setName}
          maxLength={40}
        />
        <div className="row">
          <Button onPress={() => void change({ name: name.trim() === '' ? undefined : name.trim() })}>
            {t('devices.neighbour.save')}
          </Button>
        </div>
        <ul className="lines">
          {neighbours.map(({ deviceId, name: desk, printers, terminal, scanner, failing = [], terminalInUse }) => (
            <li key={deviceId} className="line">
              <Users className="line-icon" aria-hidden size={16} />
              <div className="line-text">
                <p className="line-title">{desk}</p>
                <p className="line-meta">
                  {[
                    ...printers.map(({ kind, place }) =>
                      withWord(`${t(`devices.printer.kind.${kind}`)}: ${place.name}`, failing.includes(kind), t),
                    ),
                    ...(terminal
                      ? [
                          withWord(t('deviceHealth.device.terminal'), failing.includes('terminal'), t),
                          ...(terminalInUse ? [t('devices.neighbour.inUse')] : []),
                        ]
                      : []),
                    ...(scanner ? [t('deviceHealth.device.scanner')] : []),
                  ].join(' · ')}
                </p>
              </div>
            </li>
          ))}
        </ul>
        {neighbours.length === 0 && <p className="line-meta">{t('devices.neighbour.none')}</p>}
      </div>
    </Card>
  );
}
