import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useKeyRegistry } from '../../keys/key-context.tsx';
import { screenShown } from '../session-slice.ts';
import { useAppDispatch } from '../store.ts';

/** Hides everything at once, for when somebody looks over the desk. Any key or click brings the screen back as it was. */
export function Blank() {
  const t = useText();
  const dispatch = useAppDispatch();
  const registry = useKeyRegistry();
  const cover = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    cover.current?.showModal();
    const release = registry.interceptAll(() => void dispatch(screenShown()));
    return () => {
      release();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [dispatch, registry]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the registry catches every key
    <dialog
      ref={cover}
      className="blank"
      aria-label={t('blank.title')}
      data-react-aria-top-layer="true"
      onClick={() => dispatch(screenShown())}
    >
      <p>{t('blank.text')}</p>
    </dialog>
  );
}
