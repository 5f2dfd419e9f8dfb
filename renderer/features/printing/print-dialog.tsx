import { printerInUse } from '@onthaal/contract/devices/desk-devices.ts';
import {
  kindOfTemplate,
  type LetterTemplate,
  letterTemplates,
  type MadeLetter,
  type SmallPaper,
} from '@onthaal/contract/letters/letters.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { Eye, Printer } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useDeskDevices } from '../devices/use-devices.ts';
import { useDraft } from '../interaction/use-draft.ts';
import { statusForCitizen } from './letter-values.ts';
import { PaperPreview } from './paper-preview.tsx';
import { useMakeLetter } from './use-letter.ts';
import { usePrintActions } from './use-print-actions.ts';

interface PrintForm {
  readonly template: LetterTemplate;
  readonly body: string;
}

/** The letter of this form: made once for what stands in it, so that what was seen is what is printed. */
function useLetterOf(card: DossierCard, { template, body }: PrintForm) {
  const make = useMakeLetter(card);
  const made = useRef<MadeLetter & { readonly key: string }>(undefined);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const drop = () => {
    if (made.current) void desktop().request('printing:forget', { letterId: made.current.letterId });
    made.current = undefined;
  };
  const letter = async (): Promise<MadeLetter | undefined> => {
    const key = JSON.stringify([template, body, card.dossier.updatedAt]);
    if (made.current?.key === key) return made.current;
    if (isPending) return undefined;
    setPending(true);
    const result = await make(template, body);
    setPending(false);
    setError(result.ok ? undefined : result.error);
    if (!result.ok) return undefined;
    drop();
    made.current = { key, ...result.value };
    return result.value;
  };
  const handOver = () => {
    made.current = undefined;
  };
  return { letter, drop, handOver, isPending, error };
}

function PrinterLine({ template }: { readonly template: LetterTemplate }) {
  const t = useText();
  const { settings } = useDeskDevices();
  if (settings === undefined) return null;
  const printer = printerInUse(settings, kindOfTemplate(template));
  return (
    <p className="row">
      <Printer aria-hidden size={16} />
      {printer ? t('printing.onPrinter', { printer: printer.name }) : t('printing.noPrinter')}
    </p>
  );
}

/** Makes something of a dossier for the citizen: choose, look, print. */
export function PrintDialog({ card, onClose }: { readonly card: DossierCard; readonly onClose: () => void }) {
  const t = useText();
  const { id: dossierId, number: dossierNumber, applicantId } = card.dossier;
  const initial = useMemo<PrintForm>(() => ({ template: 'receipt', body: statusForCitizen(card) }), [card]);
  const { values, set, drop: dropDraft } = useDraft(`print:${dossierId}`, initial);
  const { letter, drop, handOver, isPending, error } = useLetterOf(card, values);
  const actions = usePrintActions();
  const close = () => {
    drop();
    onClose();
  };
  const [seen, setSeen] = useState<SmallPaper>();
  const preview = async () => {
    const made = await letter();
    if (made?.paper) setSeen(made.paper);
    else if (made) await desktop().request('printing:preview', { letterId: made.letterId });
  };
  const print = async () => {
    const letterId = (await letter())?.letterId;
    if (letterId === undefined) return;
    const { template } = values;
    if (!(await actions.print({ letterId, template, dossierId, dossierNumber, applicantId, order: 'first' }))) return;
    handOver();
    dropDraft();
    onClose();
  };
  return (
    <Dialog
      isOpen
      keepOpenOutside
      title={t('printing.title')}
      onClose={close}
      actions={
        <>
          <Button variant="primary" icon={Printer} keyAction="save" isPending={isPending} onPress={() => void print()}>
            {t('printing.print')}
          </Button>
          <Button icon={Eye} keyAction="previewLetter" isPending={isPending} onPress={() => void preview()}>
            {t('printing.preview')}
          </Button>
          <Button onPress={close}>{t('action.cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        {error && <ErrorMessage error={error} />}
        <RadioGroupField
          label={t('printing.what')}
          isVertical
          options={letterTemplates.map((id) => ({
            id,
            label: t(`printing.template.${id}`),
            description: t(`printing.template.${id}.help`),
          }))}
          value={values.template}
          onChange={(template) => set({ template: template as LetterTemplate })}
        />
        {values.template === 'letter' && (
          <TextArea
            label={t('printing.body')}
            isRequired={false}
            value={values.body}
            onChange={(body) => set({ body })}
            maxLength={20_000}
            rows={6}
          />
        )}
        {seen?.kind === values.template && <PaperPreview paper={seen} />}
        <PrinterLine template={values.template} />
      </div>
    </Dialog>
  );
}
