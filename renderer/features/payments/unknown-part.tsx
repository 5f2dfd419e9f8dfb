import type { TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface UnknownPartProps {
  /** What the last look-up brought. */
  readonly outcome: TerminalOutcome | undefined;
  readonly isManual: boolean;
  readonly isPending: boolean;
  readonly onSeen: (event: 'foundPaid' | 'foundCancelled', reason: string) => void;
}

/** Nobody knows whether the money was taken: first ask the terminal, and only then decide by what one sees oneself. */
export function UnknownPart({ outcome, isManual, isPending, onSeen }: UnknownPartProps) {
  const t = useText();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = reason.trim() === '';
  const seen = (event: 'foundPaid' | 'foundCancelled') => {
    setTried(true);
    if (!isMissing) onSeen(event, reason.trim());
  };
  return (
    <>
      <p>{t(isManual ? 'payments.unknownByHand' : 'payments.unknownNext')}</p>
      {outcome?.state === 'unknown' && outcome.reason !== undefined && (
        <Banner tone="caution" live="status" title={t(`payments.reason.${outcome.reason}`)} />
      )}
      <TextField
        label={t('payments.seenHow')}
        help={t('payments.seenHowHelp')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        error={isTried && isMissing ? t('field.required') : undefined}
      />
      <div className="row">
        <Button size="small" isDisabled={isPending} onPress={() => seen('foundPaid')}>
          {t('payments.seenPaid')}
        </Button>
        <Button size="small" isDisabled={isPending} onPress={() => seen('foundCancelled')}>
          {t('payments.seenNotPaid')}
        </Button>
      </div>
    </>
  );
}
