import type { KeyboardEvent } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';
import { useText } from '../../i18n/use-text.ts';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import '../../ui/option-list.css';
import type { ReadingProgress } from './filing.ts';
import { type ScannedKind, scannedKinds } from './scanned-kinds.ts';
import { type TextLanguage, textLanguages } from './text/read-text.ts';

/** What the clerk says of the document before it is filed. */
export interface FilingChoices {
  readonly kind: ScannedKind | undefined;
  readonly title: string;
  readonly withText: boolean;
  readonly language: TextLanguage;
}

interface FileStepProps {
  readonly choices: FilingChoices;
  readonly set: (changes: Partial<FilingChoices>) => void;
  readonly titleError: string | undefined;
  /** False for what is filed as it is. */
  readonly isTextOffered?: boolean;
}

function KindList({
  choices,
  onChoose,
}: {
  readonly choices: FilingChoices;
  readonly onChoose: (kind: ScannedKind) => void;
}) {
  const t = useText();
  const choose = (kind: string | undefined): void => {
    const known = scannedKinds.find((candidate) => candidate === kind);
    if (known) onChoose(known);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    choose(scannedKinds[Number(event.key) - 1]);
  };
  return (
    <div role="presentation" onKeyDownCapture={onKeyDown}>
      <ListBox
        autoFocus="first"
        aria-label={t('scan.kind')}
        selectionMode="single"
        selectedKeys={choices.kind ? [choices.kind] : []}
        onSelectionChange={(keys) => choose(String([...(keys === 'all' ? [] : keys)][0]))}
      >
        {scannedKinds.map((kind, index) => (
          <ListBoxItem key={kind} id={kind} textValue={t.word('documentKind', kind)} className="option">
            <span className="option-text">
              <Text slot="label">{t.word('documentKind', kind)}</Text>
            </span>
            <Kbd keys={String(index + 1)} />
          </ListBoxItem>
        ))}
      </ListBox>
    </div>
  );
}

/** What it is (one key), what it is called, and whether its text is read. */
export function FileStep({ choices, set, titleError, isTextOffered = true }: FileStepProps) {
  const t = useText();
  return (
    <div className="scan-file">
      <KindList choices={choices} onChoose={(kind) => set({ kind, title: t.word('documentKind', kind) })} />
      <div className="stack">
        <TextField
          label={t('scan.title')}
          isRequired
          value={choices.title}
          onChange={(title) => set({ title })}
          error={titleError}
          maxLength={150}
        />
        {isTextOffered && (
          <CheckboxField
            label={t('scan.withText')}
            help={t('scan.withTextHelp')}
            value={choices.withText}
            onChange={(withText) => set({ withText })}
          />
        )}
        {choices.withText && (
          <SelectField
            label={t('scan.language')}
            isRequired
            options={textLanguages.map((id) => ({ id, label: t.word('textLanguage', id) }))}
            value={choices.language}
            onChange={(language) => set({ language: textLanguages.find((known) => known === language) ?? 'nld' })}
          />
        )}
      </div>
    </div>
  );
}

/** How far the reading of the text is, while the document waits for it. */
export function FilingProgress(props: { readonly progress: ReadingProgress | undefined; readonly pages: number }) {
  const t = useText();
  const { progress, pages } = props;
  if (progress === undefined) return <p role="status">{t('scan.filing')}</p>;
  return (
    <ProgressBar
      label={t('scan.reading')}
      value={100 * (progress.page - 1 + progress.part)}
      total={100 * pages}
      valueText={t('scan.pageOf', { page: progress.page, pages })}
    />
  );
}
