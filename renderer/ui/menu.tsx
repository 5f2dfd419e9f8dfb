import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { type KeyAction, keyDefinition } from '../keys/key-table.ts';
import { Kbd } from './kbd.tsx';
import './option-list.css';

export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly keyAction?: KeyAction;
  readonly onChoose: () => void;
}

export interface MenuProps {
  readonly label: string;
  /** The button that opens it: a Button, IconButton or AriaButton. */
  readonly trigger: ReactElement;
  readonly choices: readonly MenuChoice[];
}

/** Actions that drop down under a button. */
export function Menu({ label, trigger, choices }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" offset={4}>
        <AriaMenu
          className="option-list"
          aria-label={label}
          onAction={(id) => choices.find((choice) => choice.id === id)?.onChoose()}
        >
          {choices.map(({ id, label: name, icon: Icon, keyAction }) => {
            const keys = keyAction && keyDefinition(keyAction).keys[0];
            return (
              <MenuItem key={id} id={id} textValue={name} className="menu-item">
                {Icon && <Icon aria-hidden size={16} />}
                <span className="option-text">{name}</span>
                {keys && <Kbd keys={keys} />}
              </MenuItem>
            );
          })}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
