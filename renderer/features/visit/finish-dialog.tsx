import { messageChannels } from '@onthaal/contract/entities/building-blocks.ts';
import { interactionResults } from '@onthaal/contract/entities/contact.ts';
import { questionSeconds } from '@onthaal/contract/rules/visits/index.ts';
import type { OpenVisit } from '@onthaal/contract/store/visits.ts';
import { TriangleAlert } from 'lucide-react';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNow } from '../queue/use-queue.ts';
import { begunQuestions, isTicked, linkable, resultOf } from './finish-form.ts';
import { useFinish } from './use-finish.ts';
import { useQuestionLabels } from './use-question-labels.ts';

type Finish = ReturnType<typeof useFinish>;
interface PartProps {
  readonly visit: OpenVisit;
  readonly finish: Finish;
}

/** What holds the visit back, and why it may be finished all the same. */
function Holds({ finish: { holds, form, set, missing } }: PartProps) {
  const t = useText();
  if (holds.length === 0) return null;
  return (
    <div className="stack-small">
      <Banner
        tone="caution"
        icon={TriangleAlert}
        live="alert"
        title={holds.map((kind) => t(`visit.hold.${kind}` as MessageKey)).join(' ')}
      />
      <TextField
        label={t('visit.reason')}
        isRequired
        autoFocus
        value={form.reason}
        onChange={(reason) => set({ reason })}
        maxLength={500}
        error={missing.reason ? t('field.required') : undefined}
      />
    </div>
  );
}

/** What was typed in a form and not saved goes with the visit: only when the clerk says so. */
function UnsavedForms({ finish: { unsaved, form, set, missing } }: PartProps) {
  const t = useText();
  if (unsaved === 0) return null;
  return (
    <div className="stack-small">
      <Banner tone="caution" icon={TriangleAlert} live="alert" title={t('visit.unsavedForms', { count: unsaved })}>
        {t('visit.unsavedFormsNext')}
      </Banner>
      <CheckboxField
        label={t('visit.dropForms')}
        value={form.dropsForms}
        onChange={(dropsForms) => set({ dropsForms })}
        isInvalid={missing.forms}
        help={missing.forms ? t('field.required') : undefined}
      />
    </div>
  );
}

/** What came of each question, and whether its time says anything. */
function Questions({ visit, finish }: PartProps) {
  const t = useText();
  const now = new Date(useNow()).toISOString();
  const labels = useQuestionLabels();
  const { form, set, needsLabel, missing } = finish;
  if (needsLabel) {
    return (
      <ComboBoxField
        label={t('visit.about')}
        isRequired
        autoFocus={finish.holds.length === 0}
        options={labels}
        value={form.label}
        onChange={(label) => set({ label })}
        error={missing.label ? t('field.required') : undefined}
      />
    );
  }
  return begunQuestions(visit).map((question) => {
    const isNotReliable = form.notReliable.includes(question.id);
    const others = form.notReliable.filter((id) => id !== question.id);
    const minutes = Math.floor((questionSeconds(question, now) ?? 0) / 60);
    return (
      <div key={question.id} className="stack-small">
        <SelectField
          label={t('visit.resultOf', { question: question.name })}
          options={interactionResults.map((id) => ({ id, label: t.word('interactionResult', id) }))}
          value={resultOf(form, finish.proposal, question.id)}
          onChange={(id) => {
            const result = interactionResults.find((known) => known === id);
            if (result !== undefined) set({ results: { ...form.results, [question.id]: result } });
          }}
        />
        <CheckboxField
          label={t('visit.timeNotReliable', { minutes })}
          value={isNotReliable}
          onChange={(isOn) => set({ notReliable: isOn ? [...others, question.id] : others })}
        />
      </div>
    );
  });
}

/** Everything that was touched, with a tick. */
function Links({ visit, finish: { proposal, form, set } }: PartProps) {
  const t = useText();
  const rows = linkable(visit, proposal);
  if (rows.length === 0) return null;
  return (
    <fieldset className="form-group">
      <legend className="form-legend">{t('visit.links')}</legend>
      <div className="stack-small">
        {rows.map((row) => (
          <CheckboxField
            key={row.id}
            label={row.title ?? t('visit.untitled')}
            help={[
              t(`visit.touched.${row.collection}` as MessageKey),
              t(row.isWritten ? 'visit.written' : 'visit.opened'),
              row.isUnpaid && t('visit.unpaid'),
            ]
              .filter(Boolean)
              .join(' · ')}
            value={isTicked(form, row)}
            onChange={(isOn) => set({ ticks: { ...form.ticks, [row.id]: isOn } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** What happens after, and how the citizen hears of it. */
function After({ finish: { proposal, form, set } }: PartProps) {
  const t = useText();
  return (
    <>
      <TextField
        label={t('visit.nextStep')}
        isRequired={false}
        value={form.nextStep}
        onChange={(nextStep) => set({ nextStep })}
        maxLength={500}
      />
      <SelectField
        label={t('visit.answerChannel')}
        isRequired={false}
        options={messageChannels.map((id) => ({ id, label: t.word('messageChannel', id) }))}
        value={form.channel ?? proposal.preferredChannel ?? ''}
        onChange={(id) => set({ channel: messageChannels.find((known) => known === id) })}
      />
    </>
  );
}

/** The end of a visit: everything is proposed, so that the same key twice finishes a usual one. */
export function FinishDialog({ visit, onClose }: { readonly visit: OpenVisit; readonly onClose: () => void }) {
  const t = useText();
  const finish = useFinish(visit);
  const part = { visit, finish };
  return (
    <SaveDialog
      title={t('visit.finishTitle', { ticket: visit.ticket })}
      saveLabel={t(finish.holds.length > 0 ? 'visit.finishAnyway' : 'visit.finish')}
      isPending={finish.isPending}
      isSaveFocused={finish.holds.length === 0 && !finish.needsLabel}
      onSave={() => void finish.save()}
      onClose={onClose}
    >
      <div className="stack">
        <Holds {...part} />
        <UnsavedForms {...part} />
        <Questions {...part} />
        <Links {...part} />
        <After {...part} />
      </div>
    </SaveDialog>
  );
}
