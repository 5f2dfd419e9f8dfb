import { printerFor } from '@onthaal/contract/devices/desk-devices.ts';
import { type Language, languages } from '@onthaal/contract/entities/building-blocks.ts';
import { type LetterTemplate, letterTemplates, type SmallPaper } from '@onthaal/contract/letters/letters.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { officialLetterLanguage } from '@onthaal/contract/rules/letters/letter-language.ts';
import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { Eye, Printer } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useDeskDevices } from '../devices/use-devices.ts';
import { useDraft } from '../interaction/use-draft.ts';
import { WritingArea } from '../texts/writing-area.tsx';
import { statusForCitizen } from './letter-values.ts';
import { PaperPreview } from './paper-preview.tsx';
import { type AskedLetter, type LetterForPerson, useMakeLetter } from './use-letter.ts';
import { usePrintActions } from './use-print-actions.ts';

/** The letter of this form: made once for what stands in it, so that what was seen is what is printed. */
function useLetterOf(card: DossierCard, asked: AskedLetter) {
  const make = useMakeLetter(card);
  const made = useRef<LetterForPerson & { readonly key: string }>(undefined);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const drop = () => {
    if (made.current) void desktop().request('printing:forget', { letterId: made.current.letterId });
    made.current = undefined;
  };
  const letter = async (): Promise<LetterForPerson | undefined> => {
    const key = JSON.stringify([asked.template, asked.language, asked.body, card.dossier.updatedAt]);
    if (made.current?.key === key) return made.current;
    if (isPending) return undefined;
    setPending(true);
    const result = await make(asked);
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
  const printer = printerFor(settings, template);
  return (
    <p className="row">
      <Printer aria-hidden size={16} />
      {printer ? t('printing.onPrinter', { printer: printer.name }) : t('printing.noPrinter')}
    </p>
  );
}

interface LetterFieldsProps {
  readonly card: DossierCard;
  readonly values: AskedLetter;
  readonly set: (changes: Partial<AskedLetter>) => void;
  /** Of the applicant; unknown until somebody looked. */
  readonly preferred: Language | undefined;
}

function LetterFields({ card, values, set, preferred }: LetterFieldsProps) {
  const t = useText();
  return (
    <>
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
      {values.template !== 'label' && (
        <SelectField
          label={t('printing.language')}
          help={t('printing.languageHelp', { preferred: preferred ? t.word('language', preferred) : 'unknown' })}
          isRequired
          options={languages.map((id) => ({ id, label: t.word('language', id) }))}
          value={values.language}
          onChange={(language) => set({ language: language as Language })}
        />
      )}
      {values.template === 'letter' && (
        <WritingArea
          subject={{ personId: card.dossier.applicantId, dossierId: card.dossier.id, language: values.language }}
          label={t('printing.body')}
          isRequired={false}
          value={values.body}
          onChange={(body) => set({ body })}
          maxLength={20_000}
          rows={6}
        />
      )}
    </>
  );
}

/** Makes something of a dossier for the citizen: choose, look, print. */
export function PrintDialog({ card, onClose }: { readonly card: DossierCard; readonly onClose: () => void }) {
  const t = useText();
  const { id: dossierId, number, applicantId: personId } = card.dossier;
  const initial = useMemo<AskedLetter>(
    () => ({ template: 'receipt', language: officialLetterLanguage, body: statusForCitizen(card) }),
    [card],
  );
  const { values, set, drop: dropDraft } = useDraft(`print:${dossierId}`, initial);
  const { letter, drop, handOver, isPending, error } = useLetterOf(card, values);
  const actions = usePrintActions();
  const close = () => {
    drop();
    onClose();
  };
  const [seen, setSeen] = useState<SmallPaper>();
  const [preferred, setPreferred] = useState<Language>();
  const preview = async () => {
    const made = await letter();
    setPreferred(made?.preferred);
    if (made?.paper) setSeen(made.paper);
    else if (made) await desktop().request('printing:preview', { letterId: made.letterId });
  };
  const print = async () => {
    const letterId = (await letter())?.letterId;
    if (letterId === undefined) return;
    const { template } = values;
    if (!(await actions.print({ letterId, template, dossierId, number, personId }))) return;
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
        <LetterFields card={card} values={values} set={set} preferred={preferred} />
        {seen?.kind === values.template && <PaperPreview paper={seen} />}
        <PrinterLine template={values.template} />
      </div>
    </Dialog>
  );
}
