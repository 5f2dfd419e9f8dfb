import type { KeyboardEvent } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { useText } from '../../i18n/use-text.ts';
import { PagePicture } from './page-picture.tsx';
import type { Scan } from './use-scan.ts';

/** All pages in a row. Arrows look at another, Ctrl and an arrow move it, Delete removes it. */
export function PageStrip({ scan }: { readonly scan: Scan }) {
  const t = useText();
  const { pages, page, change } = scan;
  if (pages.length === 0) return null;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!page || event.altKey || event.shiftKey) return;
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : undefined;
    if ((event.ctrlKey || event.metaKey) && by !== undefined) change({ kind: 'move', id: page.id, by });
    else if (event.key === 'Delete') change({ kind: 'remove', id: page.id });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="scan-strip" role="presentation" onKeyDownCapture={onKeyDown}>
      <ListBox
        aria-label={t('scan.pages')}
        orientation="horizontal"
        layout="stack"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={page ? [page.id] : []}
        onSelectionChange={(keys) => {
          const [id] = keys === 'all' ? [] : keys;
          if (id !== undefined) change({ kind: 'show', id: String(id) });
        }}
        className="scan-thumbnails"
      >
        {pages.map((one, index) => {
          const name = t('scan.page', { page: index + 1 });
          return (
            <ListBoxItem key={one.id} id={one.id} textValue={name} className="scan-thumbnail">
              <PagePicture image={one} longSide={96} />
              <span className="number">{name}</span>
            </ListBoxItem>
          );
        })}
      </ListBox>
      <p className="muted">{t('scan.moveHint')}</p>
    </div>
  );
}
