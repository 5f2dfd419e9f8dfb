import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useEffect, useState } from 'react';
import { useCommand } from '../../bridge/run-command.ts';
import { useText } from '../../i18n/use-text.ts';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Glass } from '../glass/glass.tsx';

interface DossierOfOtherTeamProps {
  readonly dossierId: string;
  /** The look is written down: the card may be asked again. */
  readonly onOpened: () => void;
}

/** Instead of the card of another team's dossier: the reason is written down before anything is shown, and the team hears of it. */
export function DossierOfOtherTeam({ dossierId, onOpened }: DossierOfOtherTeamProps) {
  const t = useText();
  const [run] = useCommand('consultDossier', { quiet: true });
  const [error, setError] = useState<OnthaalError>();
  const open = async (reason: string) => {
    const result = await run({ dossierId, reason });
    setError(result.ok ? undefined : result.error);
    if (result.ok) onOpened();
  };
  return (
    <Glass
      title={t('dossier.otherTeam.title')}
      warning={t('dossier.otherTeam.warning')}
      text={t('dossier.otherTeam.text')}
      help={t('dossier.otherTeam.help')}
      onReason={(reason) => void open(reason)}
    >
      {error && <ErrorMessage error={error} />}
    </Glass>
  );
}

/** Asks the card again when what a reason opened closes. */
export function useClosingGlass(openUntil: string | undefined, ask: () => void): void {
  useEffect(() => {
    if (openUntil === undefined) return undefined;
    const closing = setTimeout(ask, Math.max(0, Date.parse(openUntil) - Date.now()) + 1000);
    return () => clearTimeout(closing);
  }, [openUntil, ask]);
}
