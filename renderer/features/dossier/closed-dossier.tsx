import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useEffect, useState } from 'react';
import { useCommand } from '../../bridge/run-command.ts';
import { useText } from '../../i18n/use-text.ts';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Glass } from '../glass/glass.tsx';
import { TypedTextsCard } from '../interaction/typed-texts-card.tsx';

interface ClosedDossierProps {
  readonly dossierId: string;
  /** Why it is closed, and which dossier it is: its number, type and team, and nobody's name. */
  readonly closed: OnthaalError;
  /** The look is written down: the card may be asked again. */
  readonly onOpened: () => void;
}

/**
 * Instead of the card of a dossier of another team, or about a protected person: the reason is written down before anything is shown, and
 * the team hears of it.
 */
export function ClosedDossier({ dossierId, closed, onOpened }: ClosedDossierProps) {
  const t = useText();
  const [run] = useCommand('consultDossier', { quiet: true });
  const [error, setError] = useState<OnthaalError>();
  const open = async (reason: string) => {
    const result = await run({ dossierId, reason });
    setError(result.ok ? undefined : result.error);
    if (result.ok) onOpened();
  };
  const { number = '', type = '', team = '', cause } = closed.details ?? {};
  const isProtected = cause === 'protected';
  return (
    <Glass
      eyebrow={
        <>
          <span>{type}</span>
          <strong className="number">{number}</strong>
        </>
      }
      title={t(isProtected ? 'dossier.protected.title' : 'dossier.otherTeam.title')}
      warning={t(isProtected ? 'dossier.protected.warning' : 'dossier.otherTeam.warning')}
      text={t('dossier.otherTeam.text', { team })}
      help={t('dossier.otherTeam.help')}
      onReason={(reason) => void open(reason)}
    >
      {error && <ErrorMessage error={error} />}
      <TypedTextsCard documentId={dossierId} />
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
