import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import { CloudOff } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';

interface LoginErrorProps {
  readonly error: OnthaalError;
  /** Who tried; undefined when there is no list of people to choose from. */
  readonly person?: DemoPerson;
  readonly onRetry?: () => void;
}

function useWords({ error, person }: LoginErrorProps): readonly [title: string, next: string] | undefined {
  const t = useText();
  switch (error.code) {
    case 'MIDOFFICE_UNREACHABLE':
      return person
        ? [t('login.neverHere.title', { name: person.name }), t('login.neverHere.text')]
        : [t('error.MIDOFFICE_UNREACHABLE.text'), t('login.unreachable')];
    case 'DISK_FULL':
    case 'DISK_READ_ONLY':
      return [t(`error.${error.code}.text`), t('login.diskNext')];
    default:
      return undefined;
  }
}

/** Why logging in did not work. The usual advice is for somebody at work: "work on", "your text stays" do not hold here. */
export function LoginError(props: LoginErrorProps) {
  const t = useText();
  const { error, onRetry } = props;
  const words = useWords(props);
  if (words === undefined) return <ErrorMessage error={error} onRetry={onRetry} />;
  const [title, next] = words;
  return (
    <Banner
      tone="caution"
      live="alert"
      title={title}
      {...(error.code === 'MIDOFFICE_UNREACHABLE' ? { icon: CloudOff } : {})}
      actions={
        onRetry && (
          <Button size="small" onPress={onRetry}>
            {t('action.tryAgain')}
          </Button>
        )
      }
    >
      {next}
    </Banner>
  );
}
