import type { HandoverEvent } from '@onthaal/contract/entities/contact.ts';
import { handoverChoices, unreadEnd } from '@onthaal/contract/rules/tasks/index.ts';
import type { HandoverRow } from '@onthaal/contract/store/tasks.ts';
import { FolderOpen, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNavigate } from '../../app/use-navigate.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useDraft } from '../interaction/use-draft.ts';
import { useFormErrors } from '../interaction/use-form-errors.ts';
import { useHandoverStep } from './use-handover-step.ts';
import { useHandoverTitle, useStepWords } from './use-receipt-words.ts';
import { type HandoverWhom, WhomFields } from './whom-fields.tsx';
import './handover.css';

interface DetailsProps {
  readonly row: HandoverRow;
  readonly onClose: () => void;
}

/** What was asked, promised and checked, and what happened since. */
function Facts({ row }: { readonly row: HandoverRow }) {
  const t = useText();
  const formats = useFormats();
  const words = useStepWords();
  const facts = [
    ['handover.text', row.text],
    ['handover.promised', row.promised],
    ['handover.dueOn', row.dueOn && formats.day(row.dueOn)],
    ['handover.checked', row.checked],
    ['handover.citizenMayKnow', row.citizenMayKnow],
    ['handover.returnReason', row.state === 'returned' ? row.returnReason : undefined],
    ['handover.answer', row.answer],
  ] as const;
  return (
    <>
      <dl className="handover-facts">
        {facts.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <ol className="handover-steps" aria-label={t('handover.steps')}>
        {row.steps.map((step) => (
          <li key={step.id}>{words(step)}</li>
        ))}
      </ol>
    </>
  );
}

/** Opens the dossier and the person that it is about. */
function Links({ row: { dossierId, dossierNumber, personId, personName }, onClose }: DetailsProps) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <div className="row">
      {dossierId && (
        <Button
          size="small"
          icon={FolderOpen}
          onPress={() => {
            onClose();
            navigate.open({ name: 'dossier', dossierId });
          }}
        >
          {t('handover.dossier', { number: dossierNumber ?? '' })}
        </Button>
      )}
      {personId && (
        <Button
          size="small"
          icon={UserRound}
          onPress={() => {
            onClose();
            navigate.open({ name: 'person', personId, purpose: 'dossierHandling' });
          }}
        >
          {personName ?? t('queue.openPerson')}
        </Button>
      )}
    </div>
  );
}

interface Said extends HandoverWhom {
  readonly answer: string;
  readonly reason: string;
}

/** What is typed about a handover, kept until it is said. */
function useSaid(row: HandoverRow) {
  const [initial] = useState<Said>(() => ({ answer: '', reason: '', teamId: '', memberId: '' }));
  return useDraft(`handoverStep:${row.id}`, initial);
}

/** Who got it hears the question, and says that they have it, that it is not theirs, or what came of it. */
function useReceiver(row: HandoverRow, onClose: () => void) {
  const t = useText();
  const step = useHandoverStep();
  const said = useSaid(row);
  const [isReturning, setReturning] = useState(false);
  const { id: taskId } = row;
  const reason = said.values.reason.trim();
  const missing = isReturning && reason === '';
  const { errors, form, attempt } = useFormErrors(missing ? { reason: t('field.required') } : {}, String(isReturning));
  const choices = handoverChoices(row.state, false);
  const canRead = choices.includes('read');
  useEffect(() => {
    if (canRead) void step({ taskId, event: 'read' });
  }, [canRead, taskId, step]);
  const end = async (event: 'returned' | 'done') => {
    const answer = said.values.answer.trim();
    const more = event === 'returned' ? { reason } : answer === '' ? {} : { answer };
    if (!(await step({ taskId, event, ...more }))) return;
    said.drop();
    onClose();
  };
  const giveBack = () => {
    if (!isReturning) setReturning(true);
    else if (attempt()) void end('returned');
  };
  return { choices, said, isReturning, setReturning, giveBack, end, step, errors, form };
}

function ReceiverDialog({ row, onClose }: DetailsProps) {
  const t = useText();
  const titleOf = useHandoverTitle();
  const { choices, said, isReturning, setReturning, giveBack, end, step, errors, form } = useReceiver(row, onClose);
  const has = (event: HandoverEvent) => choices.includes(event);
  const take = (event: 'received' | 'started') => void step({ taskId: row.id, event });
  const actions = isReturning ? (
    <>
      <Button variant="primary" keyAction="save" onPress={giveBack}>
        {t('handover.giveBack')}
      </Button>
      <Button onPress={() => setReturning(false)}>{t('action.cancel')}</Button>
    </>
  ) : (
    <>
      {has('received') ? (
        <Button variant="primary" keyAction="save" autoFocus onPress={() => take('received')}>
          {t('handover.receive')}
        </Button>
      ) : (
        has('done') && (
          <Button variant="primary" keyAction="save" onPress={() => void end('done')}>
            {t('handover.done')}
          </Button>
        )
      )}
      {has('started') && <Button onPress={() => take('started')}>{t('handover.start')}</Button>}
      {has('returned') && (
        <Button keyAction="handOver" onPress={giveBack}>
          {t('handover.giveBack')}
        </Button>
      )}
    </>
  );
  return (
    <Dialog isOpen keepOpenOutside size="large" title={titleOf(row)} onClose={onClose} actions={actions}>
      <form ref={form} className="stack" onSubmit={(event) => event.preventDefault()}>
        <Links row={row} onClose={onClose} />
        <Facts row={row} />
        {isReturning && (
          <TextArea
            label={t('handover.whyBack')}
            isRequired
            autoFocus
            value={said.values.reason}
            onChange={(reason) => said.set({ reason })}
            error={errors.reason}
            maxLength={2000}
            rows={2}
          />
        )}
        {!isReturning && !has('received') && has('done') && (
          <TextArea
            label={t('handover.answer')}
            help={t('handover.answerHelp')}
            isRequired={false}
            value={said.values.answer}
            onChange={(answer) => said.set({ answer })}
            maxLength={20_000}
            rows={3}
          />
        )}
      </form>
    </Dialog>
  );
}

/** Who sent it sees what became of it, and sends on or takes back what came back. */
function SenderDialog({ row, onClose }: DetailsProps) {
  const t = useText();
  const titleOf = useHandoverTitle();
  const step = useHandoverStep();
  const said = useSaid(row);
  const choices = handoverChoices(row.state, true);
  const canSend = choices.includes('sentAgain');
  const isUnread = unreadEnd(row.state, row.steps) !== undefined;
  const { id: taskId } = row;
  useEffect(() => {
    if (isUnread) void step({ taskId, event: 'read' });
  }, [isUnread, taskId, step]);
  const { teamId, memberId } = said.values;
  const { errors, form, attempt } = useFormErrors(
    canSend && teamId === '' ? { teamId: t('field.required') } : {},
    row.state,
  );
  const happens = async (event: 'seen' | 'cancelled' | 'sentAgain') => {
    if (event === 'sentAgain' && !attempt()) return;
    const whom = event === 'sentAgain' ? { teamId, ...(memberId === '' ? {} : { memberId }) } : {};
    if (!(await step({ taskId: row.id, event, ...whom }))) return;
    said.drop();
    onClose();
  };
  const actions = (
    <>
      {choices.includes('seen') && (
        <Button variant="primary" keyAction="save" autoFocus onPress={() => void happens('seen')}>
          {t('handover.seen')}
        </Button>
      )}
      {canSend && (
        <Button variant="primary" keyAction="save" onPress={() => void happens('sentAgain')}>
          {t('handover.sendAgain')}
        </Button>
      )}
      {choices.includes('cancelled') && (
        <Button onPress={() => void happens('cancelled')}>{t('handover.takeBack')}</Button>
      )}
      <Button onPress={onClose}>{t('action.close')}</Button>
    </>
  );
  return (
    <Dialog isOpen keepOpenOutside size="large" title={titleOf(row)} onClose={onClose} actions={actions}>
      <form ref={form} className="stack" onSubmit={(event) => event.preventDefault()}>
        <p className="muted">
          {t('handover.isWith', { whom: [row.teamName, row.memberName].filter(Boolean).join(', ') })}
        </p>
        <Links row={row} onClose={onClose} />
        <Facts row={row} />
        {canSend && <WhomFields values={said.values} set={(whom) => said.set(whom)} error={errors.teamId} />}
      </form>
    </Dialog>
  );
}

/** One handover, for the side on which who looks stands. */
export function HandoverDetails(props: DetailsProps & { readonly asSender: boolean }) {
  const { asSender, ...rest } = props;
  return asSender ? <SenderDialog {...rest} /> : <ReceiverDialog {...rest} />;
}
