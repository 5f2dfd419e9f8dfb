import {
  Banknote,
  CalendarClock,
  CalendarDays,
  ChartColumn,
  CircleHelp,
  Flag,
  FolderPlus,
  GitCompareArrows,
  LibraryBig,
  ListTodo,
  type LucideIcon,
  MessageSquarePlus,
  Printer,
  RefreshCw,
  Search,
  Settings,
  Users,
} from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useAdministers } from '../../features/administration/use-administration.ts';
import { useLeadsVisitors, useQueueBoard, useReceivesVisitors } from '../../features/queue/use-queue.ts';
import { useFocusSearch } from '../../features/search/search-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useText } from '../../i18n/use-text.ts';
import { type KeyAction, keyDefinition } from '../../keys/key-table.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { selectRoute } from '../navigation-slice.ts';
import type { RouteName } from '../routes.ts';
import { useAppSelector } from '../store.ts';
import { useNavigate } from '../use-navigate.ts';
import './side-navigation.css';

interface ItemProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keyAction: KeyAction;
  readonly isCurrent?: boolean;
  readonly count?: number | undefined;
  /** The count in words, for who cannot see it. */
  readonly countText?: string | undefined;
  readonly onPress: () => void;
}

function Item({ icon: Icon, label, keyAction, isCurrent, count, countText, onPress }: ItemProps) {
  const keys = keyDefinition(keyAction).keys[0];
  return (
    <li>
      <AriaButton className="navigation-item" onPress={onPress} {...(isCurrent ? { 'aria-current': 'page' } : {})}>
        <Icon aria-hidden size={18} strokeWidth={1.75} />
        <span className="navigation-label">{label}</span>
        {count ? (
          <span className="navigation-count number">
            <span aria-hidden>{count}</span>
            <span className="visually-hidden">{countText}</span>
          </span>
        ) : (
          keys && <Kbd keys={keys} />
        )}
      </AriaButton>
    </li>
  );
}

const countTexts: Readonly<Partial<Record<RouteName, MessageKey>>> = {
  conflicts: 'count.conflicts',
  queue: 'count.visitors',
};

const belongsTo: Readonly<Partial<Record<RouteName, RouteName>>> = { conflict: 'conflicts' };

/** The left side: where one can go, with how much waits there. */
export function SideNavigation(props: { readonly onPreferences: () => void; readonly onHelp: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const route = useAppSelector(selectRoute);
  const focusSearch = useFocusSearch();
  const { data: sync } = useSyncStatusQuery({});
  const receives = useReceivesVisitors();
  const leads = useLeadsVisitors();
  const administers = useAdministers();
  const waiting = useQueueBoard(receives)?.waiting.length;
  const current = belongsTo[route.name] ?? route.name;
  const toSend = (sync?.waiting ?? 0) + (sync?.rejected ?? 0);
  const item = (
    name: Exclude<RouteName & KeyAction, 'newDossier' | 'newInteraction' | 'newPerson' | 'search'>,
    icon: LucideIcon,
    count?: number,
  ) => (
    <Item
      icon={icon}
      label={t(`screen.${name}` as MessageKey)}
      keyAction={name}
      isCurrent={current === name}
      count={count}
      countText={count ? t(countTexts[name] ?? 'count.waiting', { count }) : undefined}
      onPress={() => navigate.open({ name })}
    />
  );
  return (
    <nav className="navigation" aria-label={t('region.navigation')}>
      <p className="navigation-brand">
        <span className="navigation-mark" aria-hidden />
        <span className="navigation-label">Onthaal</span>
      </p>
      <ul>
        {item('today', CalendarDays)}
        {receives && item('queue', Users, waiting)}
        {leads && item('board', ChartColumn)}
        {receives && item('calendar', CalendarClock)}
        <Item
          icon={Search}
          label={t('screen.search')}
          keyAction="search"
          isCurrent={current === 'search'}
          onPress={focusSearch}
        />
        {item('workList', ListTodo)}
        {item('synchronisation', RefreshCw, toSend)}
        {item('conflicts', GitCompareArrows, sync?.conflicts)}
        {item('paymentDay', Banknote)}
        {item('devices', Printer)}
        {receives && item('dayEnd', Flag)}
        {administers && item('administration', LibraryBig)}
      </ul>
      <p className="navigation-heading navigation-label">{t('frame.new')}</p>
      <ul>
        <Item
          icon={FolderPlus}
          label={t('keys.newDossier')}
          keyAction="newDossier"
          isCurrent={current === 'newDossier'}
          onPress={() => navigate.open({ name: 'newDossier' })}
        />
        <Item
          icon={MessageSquarePlus}
          label={t('frame.newInteraction')}
          keyAction="newInteraction"
          isCurrent={current === 'newInteraction'}
          onPress={() => navigate.open({ name: 'newInteraction' })}
        />
      </ul>
      <ul className="navigation-end">
        <Item icon={CircleHelp} label={t('help.title')} keyAction="help" onPress={props.onHelp} />
        <Item icon={Settings} label={t('preferences.title')} keyAction="preferences" onPress={props.onPreferences} />
      </ul>
    </nav>
  );
}
