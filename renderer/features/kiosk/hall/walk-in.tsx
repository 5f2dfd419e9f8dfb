import { treeQuestion } from '@onthaal/contract/rules/planner/index.ts';
import type { Named } from '@onthaal/contract/rules/products/name-in.ts';
import type { KioskHall } from '@onthaal/contract/session/kiosk-hall.ts';
import { CircleHelp } from 'lucide-react';
import { useText } from '../../../i18n/use-text.ts';
import { afterAnswer, type HallStep, themesOf } from './hall-steps.ts';
import { HallTitle } from './hall-title.tsx';
import { type Tile, Tiles } from './tiles.tsx';
import type { HallVisit } from './use-hall-visit.ts';
import { useNameIn } from './use-name-in.ts';

type WalkInStep =
  | Extract<HallStep, { readonly at: 'trees' }>
  | Extract<HallStep, { readonly at: 'themes' }>
  | Extract<HallStep, { readonly at: 'question' }>
  | Extract<HallStep, { readonly at: 'products' }>;

/** The tiles of a step, and the question above them. */
function useChoices(step: WalkInStep, hall: KioskHall, { go, takeTicket }: HallVisit) {
  const t = useText();
  const nameIn = useNameIn();
  const tile = (id: string, named: Named, onPress: () => void): Tile => {
    const { name: label, isDutch } = nameIn(named);
    return { id, label, isDutch, onPress };
  };
  if (step.at === 'trees') {
    const trees = hall.trees.map((tree) => tile(tree.id, tree, () => go({ at: 'question', tree })));
    const other: Tile = {
      ...{ id: 'other', label: t('kiosk.hall.other'), icon: CircleHelp },
      onPress: () => go({ at: 'themes' }),
    };
    return { title: t('kiosk.hall.reason'), isDutch: false, tiles: [...trees, other] };
  }
  if (step.at === 'themes') {
    const tiles = themesOf(hall).map((theme) =>
      tile(theme.name, theme, () => go({ at: 'products', theme: theme.name })),
    );
    return { title: t('kiosk.hall.theme'), isDutch: false, tiles };
  }
  if (step.at === 'products') {
    const tiles = hall.products
      .filter(({ theme }) => theme === step.theme)
      .map((product) => tile(product.code, product, () => takeTicket(product)));
    return { title: t('kiosk.hall.reason'), isDutch: false, tiles };
  }
  const question = treeQuestion({ order: 0, questions: step.tree.questions }, step.questionId);
  const tiles = (question?.answers ?? []).map((answer) =>
    tile(answer.text, { name: answer.text, names: answer.names }, () => {
      const choice = afterAnswer(hall, step.tree, answer);
      if ('product' in choice) takeTicket(choice.product);
      else go(choice.step);
    }),
  );
  const { name: title, isDutch } = nameIn({ name: question?.text ?? '', names: question?.names });
  return { title, isDutch, tiles };
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
