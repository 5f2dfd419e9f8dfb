import { CheckCircle2, CircleAlert, Info, X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { dismissNotice, type Notice, noticesNow, subscribeNotices } from './notice-board.ts';
import './notices.css';

const icons = { information: Info, positive: CheckCircle2, caution: CircleAlert, danger: CircleAlert } as const;

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const t = useText();
  const Icon = icons[notice.tone];
  const seconds = notice.seconds;
  useEffect(() => {
    if (seconds === undefined) return;
    const timer = setTimeout(() => dismissNotice(notice.id), seconds * 1000);
    return () => clearTimeout(timer);
  }, [notice.id, seconds]);
  return (
    <li className={`notice notice-${notice.tone}`}>
      <Icon aria-hidden size={18} className="notice-icon" />
      <div className="notice-text">
        <p className="notice-title">{notice.title}</p>
        {notice.detail && <p>{notice.detail}</p>}
      </div>
      <IconButton icon={X} size="small" label={t('action.closeNotice')} onPress={() => dismissNotice(notice.id)} />
      {notice.action && (
        <Button
          size="small"
          className="notice-action"
          onPress={() => {
            notice.action?.run();
            dismissNotice(notice.id);
          }}
        >
          {notice.action.label}
        </Button>
      )}
    </li>
  );
}

/** Where notices appear: read out politely, never stealing the focus. One per window. */
export function NoticeRegion() {
  const t = useText();
  const notices = useSyncExternalStore(subscribeNotices, noticesNow);
  return (
    <section className="notice-region" data-react-aria-top-layer="true" aria-label={t('region.notices')}>
      <ul aria-live="polite" aria-relevant="additions">
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
      </ul>
    </section>
  );
}
