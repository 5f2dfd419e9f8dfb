import { useReducer, useState } from 'react';
import { v7 } from 'uuid';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';
import type { Camera } from './camera/use-camera.ts';
import { changePages, noPages, type ScanPage } from './scan-pages.ts';
import type { ImagingClient } from './worker/imaging-client.ts';

/** The pages that are being scanned, in the memory of this window only, and what can be done with them. */
export function useScan(camera: Camera, imaging: () => ImagingClient) {
  const t = useText();
  const [{ pages, shown }, change] = useReducer(changePages, noPages);
  const [isWorking, setWorking] = useState(false);
  const page = pages.find(({ id }) => id === shown);

  const work = async (task: () => Promise<void>): Promise<void> => {
    if (isWorking) return;
    setWorking(true);
    try {
      await task();
    } catch {
      showNotice({ tone: 'danger', title: t('scan.failed.text'), detail: t('scan.failed.next') });
    }
    setWorking(false);
  };
  const take = async () => {
    const frame = await camera.takeFrame();
    return frame && imaging().ask('page', { frame }, [frame]);
  };

  return {
    pages,
    page,
    isWorking,
    change,
    shoot: () =>
      void work(async () => {
        const taken = await take();
        if (taken) change({ kind: 'add', page: { ...taken, id: v7() } });
      }),
    shootAgain: ({ id }: ScanPage) =>
      void work(async () => {
        const taken = await take();
        if (taken) change({ kind: 'replace', id, page: taken });
      }),
    turn: ({ id, ...image }: ScanPage) =>
      void work(async () => {
        const turned = await imaging().ask('turn', { image });
        change({ kind: 'replace', id, page: { ...image, ...turned } });
      }),
  };
}

export type Scan = ReturnType<typeof useScan>;
