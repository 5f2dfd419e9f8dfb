import type { ExportFormat } from '@onthaal/contract/graphql/export-pages.ts';
import type { LogExported } from '@onthaal/contract/ipc/channels.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { useMemberOptions } from '../dossier/use-references.ts';

interface ExportLogDialogProps {
  readonly personId: string;
  readonly onClose: () => void;
}

interface Choice {
  readonly about: 'person' | 'member';
  readonly memberId: string;
  readonly format: ExportFormat;
}

function useExport() {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const [written, setWritten] = useState<LogExported>();
  const run = async (id: string, { about, format }: Choice) => {
    setPending(true);
    setError(undefined);
    setWritten(undefined);
    const result = await desktop()
      .request('oversight:exportLog', { about, id, format })
      .catch(() => failure('UNEXPECTED'));
    setPending(false);
    if (!result.ok) setError(result.error);
    else if (result.value !== null) setWritten(result.value);
  };
  return { isPending, error, written, run };
}

/** Takes the log of consultations of a person or of a member out into a file; who did so is written down at the centre. */
export function ExportLogDialog({ personId, onClose }: ExportLogDialogProps) {
  const t = useText();
  const me = useAppSelector((state) => state.session.member?.memberId ?? '');
  const [choice, setChoice] = useState<Choice>({ about: 'person', memberId: me, format: 'csv' });
  const [isTried, setTried] = useState(false);
  const members = useMemberOptions(undefined);
  const { isPending, error, written, run } = useExport();
  const set = (changes: Partial<Choice>) => setChoice({ ...choice, ...changes });
  const isMissing = choice.about === 'member' && choice.memberId === '';
  const save = () => {
    setTried(true);
    if (!isMissing && !isPending) void run(choice.about === 'person' ? personId : choice.memberId, choice);
  };
  return (
    <Dialog
      isOpen
      keepOpenOutside
      title={t('oversight.export.title')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" keyAction="save" icon={Download} isPending={isPending} onPress={save}>
            {t('oversight.export.save')}
          </Button>
          <Button onPress={onClose}>{t('action.close')}</Button>
        </>
      }
    >
      <div className="stack">
        {error && <ErrorMessage error={error} onRetry={save} />}
        {written && (
          <Banner tone="information" live="status" title={t('oversight.export.done', { count: written.rows })}>
            {t(written.rows === 0 ? 'oversight.export.empty' : 'oversight.export.file', { file: written.fileName })}
          </Banner>
        )}
        <p>{t('oversight.export.explain')}</p>
        <RadioGroupField
          label={t('oversight.export.about')}
          isRequired
          isVertical
          options={[
            { id: 'person', label: t('oversight.export.person') },
            { id: 'member', label: t('oversight.export.member') },
          ]}
          value={choice.about}
          onChange={(about) => set({ about: about as Choice['about'] })}
        />
        {choice.about === 'member' && (
          <ComboBoxField
            key={`member:${members.length}`}
            label={t('oversight.export.who')}
            isRequired
            options={members}
            value={choice.memberId}
            onChange={(memberId) => set({ memberId })}
            error={isTried && isMissing ? t('field.required') : undefined}
          />
        )}
        <RadioGroupField
          label={t('oversight.export.format')}
          isRequired
          options={[
            { id: 'csv', label: t('oversight.export.csv') },
            { id: 'json', label: t('oversight.export.json') },
          ]}
          value={choice.format}
          onChange={(format) => set({ format: format as ExportFormat })}
        />
      </div>
    </Dialog>
  );
}
