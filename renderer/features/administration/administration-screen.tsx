import type { Reference } from '@onthaal/contract/entities/reference.ts';
import {
  type EditableKind,
  editableKinds,
  isMadeHere,
  isOnlyWorded,
  isScheduleKind,
  scheduleKinds,
  wordKinds,
} from '@onthaal/contract/rules/administration/index.ts';
import { foldText } from '@onthaal/contract/rules/search/index.ts';
import type { ReferenceDraft } from '@onthaal/contract/store/reference-drafts.ts';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { v7 } from 'uuid';
import { Screen } from '../../app/screen.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { RowContent, RowList } from '../../ui/row-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { isOnItsWay, useBroughtDrafts, useDraftsOf, useForgetArrived } from './reference-drafts.ts';
import { ReferenceEditor } from './reference-editor.tsx';
import { useAdministers, useAllOf } from './use-administration.ts';
import './administration.css';

/** What a line of the list says: of a row, or of one that was begun and not saved yet. */
type Listed = Pick<Reference, 'id' | 'name' | 'active' | 'data'>;

interface ListProps {
  readonly kind: EditableKind;
  /** Undefined until they are read. */
  readonly rows: readonly Reference[] | undefined;
  readonly onOpen: (id: string) => void;
}

/** What was typed of a row and is not here: not saved yet, or saved and on its way. */
function DraftTag({
  draft,
  row,
}: {
  readonly draft: Pick<ReferenceDraft, 'basedOn'>;
  readonly row: Reference | undefined;
}) {
  const t = useText();
  return isOnItsWay(draft, row) ? (
    <Tag tone="information">{t('administration.comingTag')}</Tag>
  ) : (
    <Tag tone="caution">{t('administration.draftTag')}</Tag>
  );
}

/** What tells two rows of one name apart. */
function useSubtitle(): (row: Listed) => string {
  const t = useText();
  return ({ data }) => {
    const language = typeof data.language === 'string' ? t.word('language', data.language) : undefined;
    return [data.theme, language].filter(Boolean).join(' · ');
  };
}

function ReferenceRows({ kind, rows, onOpen }: ListProps) {
  const t = useText();
  const subtitle = useSubtitle();
  const drafts = useDraftsOf(kind);
  const [typed, setTyped] = useState('');
  const begun = [...drafts]
    .filter(([id]) => rows?.some((row) => row.id === id) === false)
    .map(([id, { name, data }]): Listed => ({ id, name: name || t('administration.unnamed'), active: true, data }));
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  const shown = [...begun, ...(rows ?? [])].filter((row) => {
    const all = foldText(`${row.name} ${JSON.stringify(row.data)}`);
    return words.every((word) => all.includes(word));
  });
  return (
    <div className="stack-small">
      <TextField
        label={t('administration.search')}
        isRequired={false}
        value={typed}
        onChange={setTyped}
        maxLength={100}
      />
      <RowList
        label={t(`administration.kind.${kind}`)}
        rows={shown}
        rowKey={({ id }) => id}
        rowText={({ name }) => name}
        onOpen={({ id }) => onOpen(id)}
        empty={rows ? <EmptyState isCompact title={t('administration.none')} /> : <Skeleton lines={6} />}
      >
        {(row) => {
          const draft = drafts.get(row.id);
          return (
            <RowContent
              title={row.name}
              subtitle={subtitle(row)}
              end={
                <>
                  {draft && <DraftTag draft={draft} row={rows?.find(({ id }) => id === row.id)} />}
                  {!row.active && <Tag tone="neutral">{t('administration.withdrawnTag')}</Tag>}
                </>
              }
            />
          );
        }}
      </RowList>
    </div>
  );
}

function Administration() {
  const t = useText();
  const [kind, setKind] = useState<EditableKind>('standardText');
  const [open, setOpen] = useState<string>();
  const rows = useAllOf(kind);
  useForgetArrived(rows);
  // Days that count for statutory terms are set up with the mid-office.
  const shown = rows?.filter(({ data }) => kind !== 'calendar' || data.purpose === 'closing');
  const made = isOnlyWorded(kind) || (isScheduleKind(kind) && !isMadeHere(kind)) ? undefined : kind;
  const choose = (next: string) => {
    setKind(editableKinds.find((known) => known === next) ?? kind);
    setOpen(undefined);
  };
  return (
    <Screen
      title={t('screen.administration')}
      subtitle={t('administration.subtitle')}
      actions={
        made && (
          <Button variant="primary" icon={Plus} keyAction="edit" onPress={() => setOpen(`${made}-${v7()}`)}>
            {t(`administration.new.${made}`)}
          </Button>
        )
      }
    >
      <div className="administration-kinds">
        <RadioGroupField
          label={t('administration.words')}
          options={wordKinds.map((id) => ({ id, label: t(`administration.kind.${id}`) }))}
          value={kind}
          onChange={choose}
        />
        <RadioGroupField
          label={t('administration.schedule')}
          options={scheduleKinds.map((id) => ({ id, label: t(`administration.kind.${id}`) }))}
          value={kind}
          onChange={choose}
        />
      </div>
      <div className="administration">
        <ReferenceRows key={kind} kind={kind} rows={shown} onOpen={setOpen} />
        {open === undefined ? (
          <EmptyState title={t('administration.choose')} />
        ) : (
          <ReferenceEditor key={open} kind={kind} id={open} row={shown?.find(({ id }) => id === open)} />
        )}
      </div>
    </Screen>
  );
}

/** "Beheer": what clerks say, know and ask, written by an administrator. The mid-office keeps it; every desk gets it by the sync. */
export function AdministrationScreen() {
  const t = useText();
  const isBrought = useBroughtDrafts();
  if (useAdministers()) return isBrought ? <Administration /> : <Skeleton />;
  return (
    <Screen title={t('screen.administration')}>
      <EmptyState title={t('administration.notForYou')} />
    </Screen>
  );
}
