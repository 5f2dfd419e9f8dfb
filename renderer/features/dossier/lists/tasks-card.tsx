import type { TaskRow } from '@onthaal/contract/store/rows.ts';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { NothingHere, useKnownCount } from '../../../app/nothing-here.tsx';
import { useCommand } from '../../../bridge/run-command.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { useDraft } from '../../interaction/use-draft.ts';
import { useFormErrors } from '../../interaction/use-form-errors.ts';
import { useSaySaved } from '../../sync-pill/use-say-saved.ts';
import { nextTaskSteps, type TaskStep, urgentFirst } from './record-order.ts';
import { useShowMore } from './show-more.tsx';
import './record-lists.css';

const noReason = { reason: '' };

function ReturnDialog({ task, onClose }: { readonly task: TaskRow; readonly onClose: () => void }) {
  const t = useText();
  const [run, { isPending }] = useCommand('changeTaskState');
  const saySaved = useSaySaved();
  const draft = useDraft(`returnTask:${task.id}`, noReason);
  const { errors, form, attempt } = useFormErrors(draft.values.reason.trim() ? {} : { reason: t('field.required') });
  const save = async () => {
    if (!attempt()) return;
    const result = await run({ taskId: task.id, state: 'returned', returnReason: draft.values.reason.trim() });
    if (!result.ok) return;
    draft.drop();
    saySaved();
    onClose();
  };
  return (
    <Dialog
      isOpen
      size="small"
      keepOpenOutside
      title={t('dossier.task.return')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" keyAction="save" isPending={isPending} onPress={save}>
            {t('dossier.task.returnNow')}
          </Button>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
        </>
      }
    >
      <form ref={form} onSubmit={(event) => event.preventDefault()} className="stack">
        <p>{task.title}</p>
        <TextArea
          label={t('dossier.task.returnReason')}
          isRequired
          autoFocus
          value={draft.values.reason}
          onChange={(reason) => draft.set({ reason })}
          error={errors.reason}
          maxLength={2000}
        />
      </form>
    </Dialog>
  );
}

interface TaskLineProps {
  readonly task: TaskRow;
  readonly onReturn: (task: TaskRow) => void;
}

function TaskLine({ task, onReturn }: TaskLineProps) {
  const t = useText();
  const formats = useFormats();
  const [run, { isPending }] = useCommand('changeTaskState');
  const saySaved = useSaySaved();
  const step = (state: TaskStep) => {
    if (state === 'returned') return onReturn(task);
    void run({ taskId: task.id, state }).then((result) => result.ok && saySaved());
  };
  const who = [task.teamName, task.memberName ?? ''].filter(Boolean).join(', ');
  const due = task.dueOn ? t('dossier.task.due', { day: formats.day(task.dueOn) }) : '';
  return (
    <li className={`line ${task.overdue ? 'line-late' : ''}`}>
      <div className="line-text">
        <p className="line-title">{task.title}</p>
        <p className="line-meta">{[t.word('taskKind', task.kind), who, due].filter(Boolean).join(' · ')}</p>
        {task.text && <p className="line-body">{task.text}</p>}
      </div>
      <div className="line-end">
        {task.overdue && (
          <Tag tone="danger" icon={CircleAlert}>
            {t('dossier.task.late')}
          </Tag>
        )}
        <StatusBadge status={task.state} label={t.word('taskState', task.state)} />
      </div>
      {nextTaskSteps(task.state).length > 0 && (
        <div className="row">
          {nextTaskSteps(task.state).map((state) => (
            <Button key={state} size="small" variant="quiet" isPending={isPending} onPress={() => step(state)}>
              {t(`dossier.task.step.${state}`)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

interface TasksCardProps {
  readonly tasks: readonly TaskRow[];
  readonly actions?: ReactNode;
}

/** Tasks with the steps they may take; late ones first and marked with a word. */
export function TasksCard({ tasks, actions }: TasksCardProps) {
  const t = useText();
  const [returning, setReturning] = useState<TaskRow>();
  const [shown, more] = useShowMore(urgentFirst(tasks), 5);
  return (
    <Card title={t('dossier.tasks')} count={useKnownCount(tasks.length)} actions={actions} isFlush>
      {tasks.length === 0 && <NothingHere isCompact title={t('dossier.noTasks')} />}
      <ul className="lines">
        {shown.map((task) => (
          <TaskLine key={task.id} task={task} onReturn={setReturning} />
        ))}
      </ul>
      {more}
      {returning && <ReturnDialog task={returning} onClose={() => setReturning(undefined)} />}
    </Card>
  );
}
