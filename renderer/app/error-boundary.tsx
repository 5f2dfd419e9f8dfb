import { Component, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { ErrorMessage } from '../ui/error-message.tsx';
import { Screen } from './screen.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** A change of it (another screen) tries again. */
  readonly resetKey: string;
}

function Broken({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText();
  return (
    <Screen title={t('broken.title')} layout="narrow">
      <ErrorMessage error={{ code: 'UNEXPECTED', retryable: false }} />
      <p>{t('broken.text')}</p>
      <div className="row">
        <Button variant="primary" onPress={onRetry}>
          {t('action.tryAgain')}
        </Button>
      </div>
    </Screen>
  );
}

/** Keeps a bug in one screen inside that screen: search, navigation and the sync pill go on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly brokenAt: string | undefined }> {
  override state: { readonly brokenAt: string | undefined } = { brokenAt: undefined };

  static getDerivedStateFromError() {
    return { brokenAt: 'now' };
  }

  override componentDidUpdate(previous: ErrorBoundaryProps) {
    if (this.state.brokenAt !== undefined && previous.resetKey !== this.props.resetKey) this.#reset();
  }

  readonly #reset = () => this.setState({ brokenAt: undefined });

  override render() {
    return this.state.brokenAt === undefined ? this.props.children : <Broken onRetry={this.#reset} />;
  }
}
