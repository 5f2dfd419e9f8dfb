import type { WaitingRoomSettings } from '@onthaal/contract/ipc/waiting-room.ts';
import { MonitorOff, MonitorUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { useDeskDevices } from '../devices/use-devices.ts';
import { useDesk } from '../queue/use-queue.ts';

const usual: WaitingRoomSettings = { isOpen: false, sound: true, speech: true };

function hasDutch(): boolean {
  return speechSynthesis.getVoices().some(({ lang, localService }) => localService && /^nl\b/i.test(lang));
}

/** Whether this computer has a Dutch voice; voices are found a moment after the start. */
function useHasDutchVoice(): boolean {
  const [has, setHas] = useState(hasDutch);
  useEffect(() => {
    const look = () => setHas(hasDutch());
    speechSynthesis.addEventListener('voiceschanged', look);
    return () => speechSynthesis.removeEventListener('voiceschanged', look);
  }, []);
  return has;
}

/** The screen of the waiting room: opened on the second screen of this computer, and what one hears there. */
export function WaitingRoomCard() {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const { desk } = useDesk();
  const hasVoice = useHasDutchVoice();
  const chosen = settings?.waitingRoom ?? usual;
  const choose = (changes: Partial<WaitingRoomSettings>) => void change({ waitingRoom: { ...chosen, ...changes } });
  return (
    <Card title={t('waiting.room')}>
      <div className="stack">
        <p className="line-meta">{t('waiting.room.help')}</p>
        <CheckboxField label={t('waiting.room.sound')} value={chosen.sound} onChange={(sound) => choose({ sound })} />
        <CheckboxField
          label={t('waiting.room.speech')}
          help={t(hasVoice ? 'waiting.room.voice' : 'waiting.room.noVoice')}
          value={chosen.speech}
          onChange={(speech) => choose({ speech })}
        />
        {desk === undefined && <p>{t('waiting.room.noDesk')}</p>}
        <div className="row">
          <Button
            icon={chosen.isOpen ? MonitorOff : MonitorUp}
            isDisabled={desk === undefined && !chosen.isOpen}
            onPress={() => choose({ isOpen: !chosen.isOpen })}
          >
            {t(chosen.isOpen ? 'waiting.room.close' : 'waiting.room.open')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
