import { treeQuestion } from '@onthaal/contract/rules/planner/index.ts';
import type { KioskHall } from '@onthaal/contract/session/kiosk-hall.ts';
import { CircleHelp } from 'lucide-react';
import { useText } from '../../../i18n/use-text.ts';
import { afterAnswer, type HallStep, themesOf } from './hall-steps.ts';
import { HallTitle } from './hall-title.tsx';
import { type Tile, Tiles } from './tiles.tsx';
import type { HallVisit } from './use-hall-visit.ts';
import { useProductName } from './use-product-name.ts';

type WalkInStep =
  | Extract<HallStep, { readonly at: 'trees' }>
  | Extract<HallStep, { readonly at: 'themes' }>
  | Extract<HallStep, { readonly at: 'question' }>
  | Extract<HallStep, { readonly at: 'products' }>;

/** The tiles of a step, and the question above them. */
function useChoices(step: WalkInStep, hall: KioskHall, { go, takeTicket }: HallVisit) {
  const t = useText();
  const nameOf = useProductName();
  if (step.at === 'trees') {
    const trees = hall.trees.map(
      (tree): Tile => ({ id: tree.id, label: tree.name, isDutch: true, onPress: () => go({ at: 'question', tree }) }),
    );
    const other: Tile = {
      ...{ id: 'other', label: t('kiosk.hall.other'), icon: CircleHelp },
      onPress: () => go({ at: 'themes' }),
    };
    return { title: t('kiosk.hall.reason'), isDutch: false, tiles: [...trees, other] };
  }
  if (step.at === 'themes') {
    const tiles = themesOf(hall).map(
      (theme): Tile => ({ id: theme, label: theme, isDutch: true, onPress: () => go({ at: 'products', theme }) }),
    );
    return { title: t('kiosk.hall.theme'), isDutch: false, tiles };
  }
  if (step.at === 'products') {
    const tiles = hall.products
      .filter(({ theme }) => theme === step.theme)
      .map((product): Tile => {
        const { name: label, isDutch } = nameOf(product);
        return { id: product.code, label, isDutch, onPress: () => takeTicket(product) };
      });
    return { title: t('kiosk.hall.reason'), isDutch: false, tiles };
  }
  const question = treeQuestion({ order: 0, questions: step.tree.questions }, step.questionId);
  const tiles = (question?.answers ?? []).map(
    (answer): Tile => ({
      ...{ id: answer.text, label: answer.text, isDutch: true },
      onPress: () => {
        const choice = afterAnswer(hall, step.tree, answer);
        if ('product' in choice) takeTicket(choice.product);
        else go(choice.step);
      },
    }),
  );
  return { title: question?.text ?? '', isDutch: true, tiles };
}

/** What somebody without an appointment comes for, in their own words. */
export function WalkIn(props: { readonly step: WalkInStep; readonly hall: KioskHall; readonly visit: HallVisit }) {
  const { title, isDutch, tiles } = useChoices(props.step, props.hall, props.visit);
  return (
    <>
      <HallTitle isDutch={isDutch}>{title}</HallTitle>
      <Tiles tiles={tiles} />
    </>
  );
}
