import { ArrowLeft, ArrowRight, ChevronDown, EyeOff, LogOut, Settings, Zap } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { DevicePill } from '../../features/devices/health/device-pill.tsx';
import { useLockScreen } from '../../features/lock/use-lock.ts';
import { useGiveBackSlots } from '../../features/planner/use-reserved-slots.ts';
import { SearchBox } from '../../features/search/search-box.tsx';
import { SyncPill } from '../../features/sync-pill/sync-pill.tsx';
import { useText } from '../../i18n/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { selectCanGoBack, selectCanGoForward } from '../navigation-slice.ts';
import { useAppSelector } from '../store.ts';
import { useLogOut } from '../use-log-out.ts';
import { useNavigate } from '../use-navigate.ts';
import './top-bar.css';

interface TopBarProps {
  readonly onPalette: () => void;
  readonly onPreferences: () => void;
}

function MemberMenu({ onPreferences }: { readonly onPreferences: () => void }) {
  const t = useText();
  const lockScreen = useLockScreen();
  const logOut = useLogOut(useGiveBackSlots());
  const member = useAppSelector((state) => state.session.member);
  if (!member) return null;
  const initials = member.name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('');
  return (
    <Menu
      label={t('frame.memberMenu')}
      trigger={
        <AriaButton className="member-button">
          <span className="member-initials" aria-hidden>
            {initials}
          </span>
          <span className="member-words">
            <span className="member-name">{member.name}</span>
            <span className="member-role">{t.word('role', member.role)}</span>
          </span>
          <ChevronDown aria-hidden size={14} />
        </AriaButton>
      }
      choices={[
        {
          id: 'preferences',
          label: t('preferences.title'),
          icon: Settings,
          keyAction: 'preferences',
          onChoose: onPreferences,
        },
        {
          id: 'blank',
          label: t('keys.blank'),
          icon: EyeOff,
          keyAction: 'blank',
          onChoose: lockScreen,
        },
        { id: 'logOut', label: t('keys.logOut'), icon: LogOut, onChoose: logOut },
      ]}
    />
  );
}

/** The bar above every screen: back and forward, the one search box, the state of the sync, who is at the desk. */
export function TopBar({ onPalette, onPreferences }: TopBarProps) {
  const t = useText();
  const navigate = useNavigate();
  const canGoBack = useAppSelector(selectCanGoBack);
  const canGoForward = useAppSelector(selectCanGoForward);
  return (
    <header className="top-bar">
      <div className="top-bar-history">
        <IconButton
          icon={ArrowLeft}
          label={t('keys.back')}
          keys="Alt+ArrowLeft"
          isDisabled={!canGoBack}
          onPress={navigate.back}
        />
        <IconButton
          icon={ArrowRight}
          label={t('keys.forward')}
          keys="Alt+ArrowRight"
          isDisabled={!canGoForward}
          onPress={navigate.forward}
        />
      </div>
      <SearchBox />
      <IconButton icon={Zap} label={t('keys.palette')} keys="Ctrl+K" onPress={onPalette} />
      <div className="top-bar-end">
        <DevicePill />
        <SyncPill />
        <MemberMenu onPreferences={onPreferences} />
      </div>
    </header>
  );
}
