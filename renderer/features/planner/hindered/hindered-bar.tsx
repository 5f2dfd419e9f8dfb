import { type HinderedAppointments, hinderedAtOnce } from '@onthaal/contract/store/planner.ts';
import { ChevronLeft, ChevronRight, PhoneOutgoing } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import type { CallAll } from './use-call-all.ts';

/** Which part of the list is in view. */
export interface Part {
  readonly productCode?: string;
  readonly offset: number;
}

interface PartProps {
  readonly list: HinderedAppointments;
  readonly part: Part;
  readonly onPart: (part: Part) => void;
}

const every = 'every';

/** One kind of appointments or all of them, and all of those on the call sheet at once: for when there are hundreds. */
export function KindBar({ list, part, onPart, calling }: PartProps & { readonly calling: CallAll }) {
  const t = useText();
  const { progress, stop, callAll } = calling;
  const [isAsking, setAsking] = useState(false);
  // "Stop" goes when the run ends: the focus comes back to what began it, and is not left to the cross that closes the dialog.
  const wasCalling = useRef(false);
  if (progress !== undefined) wasCalling.current = true;
  const { kinds, open } = list;
  const { productCode } = part;
  const kind = kinds.find((one) => one.productCode === productCode);
  const count = productCode === undefined ? open : (kind?.count ?? 0);
  if (progress !== undefined) {
    return (
      <div className="stack-small">
        <ProgressBar label={t('hindered.callingAll')} {...progress} />
        <Button size="small" autoFocus onPress={stop}>
          {t('steps.stop')}
        </Button>
      </div>
    );
  }
  return (
    <div className="row hindered-bar">
      <SelectField
        label={t('hindered.kind')}
        isRequired
        options={[
          { id: every, label: t('hindered.everyKind', { count: open }) },
          ...kinds.map((one) => ({ id: one.productCode, label: t('hindered.ofKind', { ...one }) })),
        ]}
        value={productCode ?? every}
        onChange={(chosen) => onPart(chosen === every ? { offset: 0 } : { productCode: chosen, offset: 0 })}
      />
      <Button
        icon={PhoneOutgoing}
        isDisabled={count === 0}
        autoFocus={wasCalling.current}
        onPress={() => setAsking(true)}
      >
        {t('hindered.callAll', { count })}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('hindered.callAllTitle', { count })}
          confirmLabel={t('hindered.call')}
          cancelLabel={t('action.cancel')}
          isPending={false}
          onConfirm={() => {
            setAsking(false);
            void callAll(productCode, count);
          }}
          onClose={() => setAsking(false)}
        >
          {t('hindered.callAllHelp')}
        </ConfirmDialog>
      )}
    </div>
  );
}

/**
 * Keeps the focus among the pages: the button that was pressed rests on the last page, and what rests cannot have the focus. Left alone it would
 * go to the cross, where Enter closes the dialog.
 */
function useFocusWithin(offset: number) {
  const pages = useRef<HTMLElement>(null);
  const turned = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when the page is another
  useEffect(() => {
    const wasTurned = turned.current;
    turned.current = false;
    if (!wasTurned || pages.current?.querySelector('button:focus:enabled')) return;
    pages.current?.querySelector<HTMLElement>('button:enabled')?.focus();
  }, [offset]);
  return {
    pages,
    turn: () => {
      turned.current = true;
    },
  };
}

/** Where in the list one is, and the pages beside it; they rest while all are being called. */
export function Pages(props: PartProps & { readonly isDisabled: boolean }) {
  const t = useText();
  const formats = useFormats();
  const { list, part, onPart, isDisabled } = props;
  const { total } = list;
  const { offset } = part;
  const { pages, turn } = useFocusWithin(offset);
  if (total <= hinderedAtOnce) return null;
  const places = {
    from: formats.number(offset + 1),
    until: formats.number(Math.min(offset + hinderedAtOnce, total)),
  };
  const goTo = (next: number) => {
    turn();
    onPart({ ...part, offset: Math.max(0, next) });
  };
  return (
    <nav ref={pages} className="row" aria-label={t('hindered.pages')}>
      <Button
        size="small"
        icon={ChevronLeft}
        isDisabled={isDisabled || offset === 0}
        onPress={() => goTo(offset - hinderedAtOnce)}
      >
        {t('hindered.earlier')}
      </Button>
      <span>{t('hindered.place', { ...places, total: formats.number(total) })}</span>
      <Button
        size="small"
        icon={ChevronRight}
        isDisabled={isDisabled || offset + hinderedAtOnce >= total}
        onPress={() => goTo(offset + hinderedAtOnce)}
      >
        {t('hindered.later')}
      </Button>
    </nav>
  );
}
