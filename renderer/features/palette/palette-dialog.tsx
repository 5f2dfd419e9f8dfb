import { Folder, User } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Header, Input, Label, ListBoxItem, ListBoxSection, SearchField } from 'react-aria-components';
import { useAppSelector } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeyRegistry } from '../../keys/key-context.tsx';
import type { Binding } from '../../keys/key-registry.ts';
import { keyDefinition } from '../../keys/key-table.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { leadsList, SearchList } from '../../ui/search-list.tsx';
import { plainText } from '../login/plain-text.ts';
import './palette-dialog.css';

interface PaletteDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Ctrl+K: every action that is possible now, and the cards that were open, by typing a word of it. */
export function PaletteDialog({ isOpen, onClose }: PaletteDialogProps) {
  const t = useText();
  return (
    <Dialog title={t('palette.title')} hideTitle placement="top" isOpen={isOpen} onClose={onClose}>
      <Palette onClose={onClose} />
    </Dialog>
  );
}

function matches(text: string, typed: string): boolean {
  const plain = plainText(text);
  return plainText(typed)
    .split(/\s+/)
    .every((word) => plain.includes(word));
}

function usePossibleActions(): readonly (Binding & { readonly run: () => void })[] {
  const registry = useKeyRegistry();
  const bindings = useSyncExternalStore(registry.subscribe, registry.screenBindings);
  return bindings.flatMap((binding) => {
    const { run } = binding;
    return run && !keyDefinition(binding.action).hidden ? [{ ...binding, run }] : [];
  });
}

function Palette({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const actions = usePossibleActions();
  const recent = useAppSelector((state) => state.recent);
  const choose = (id: string) => {
    onClose();
    const action = actions.find((candidate) => candidate.action === id);
    const record = recent.find((candidate) => candidate.id === id);
    // After the dialog has given the focus back, so that an action may put it where it wants.
    requestAnimationFrame(() => {
      action?.run();
      if (record?.kind === 'person') navigate.open({ name: 'person', personId: record.id });
      if (record?.kind === 'dossier') navigate.open({ name: 'dossier', dossierId: record.id });
    });
  };
  return (
    <SearchList
      filter={matches}
      box={
        <SearchField className="palette-box" autoFocus>
          <Label className="visually-hidden">{t('palette.box')}</Label>
          <Input {...leadsList} className="palette-input" placeholder={t('palette.box')} />
        </SearchField>
      }
      listLabel={t('palette.title')}
      listClass="palette-list"
      none={t('palette.empty')}
      onChoose={choose}
    >
      <ListBoxSection id="actions">
        <Header className="palette-heading">{t('palette.actions')}</Header>
        {actions.map(({ action }) => {
          const { label, keys } = keyDefinition(action);
          return (
            <ListBoxItem key={action} id={action} textValue={t(label)} className="option">
              <span className="option-text">{t(label)}</span>
              {keys[0] && <Kbd keys={keys[0]} />}
            </ListBoxItem>
          );
        })}
      </ListBoxSection>
      {recent.length > 0 && (
        <ListBoxSection id="recent">
          <Header className="palette-heading">{t('palette.recent')}</Header>
          {recent.map(({ id, kind, title }) => (
            <ListBoxItem key={id} id={id} textValue={title} className="option">
              {kind === 'person' ? <User aria-hidden size={16} /> : <Folder aria-hidden size={16} />}
              <span className="option-text">{title}</span>
            </ListBoxItem>
          ))}
        </ListBoxSection>
      )}
    </SearchList>
  );
}
