import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { dossierTypeSeeds } from '../dossier-types/index.ts';
import { blackoutRows } from './blackouts.ts';
import { calendarRows } from './calendars.ts';
import { decisionTreeRows } from './decision-trees.ts';
import { knowledgeArticleRows } from './knowledge-articles.ts';
import { memberRows } from './members.ts';
import { deskRows, deviceRows, locationRows, roomRows } from './places.ts';
import { paymentAccountRows, priceRows } from './prices.ts';
import { productRows } from './products.ts';
import { rightsHintRows } from './rights-hints.ts';
import { routingRuleRows } from './routing-rules.ts';
import { referenceRow } from './row.ts';
import { standardTextRows } from './standard-texts.ts';
import { teamRows } from './teams.ts';
import { templateRows } from './templates.ts';

const dossierTypeRows = dossierTypeSeeds.map((type) =>
  referenceRow('dossierType', `dossiertype-${type.code}`, type.code, type.name, type.data),
);

/** All reference data of the municipality, the same for every seed and size. */
export const referenceRows: readonly Reference[] = [
  ...teamRows,
  ...memberRows,
  ...roomRows,
  ...locationRows,
  ...deskRows,
  ...deviceRows,
  ...calendarRows,
  ...blackoutRows,
  ...templateRows,
  ...productRows,
  ...decisionTreeRows,
  ...standardTextRows,
  ...dossierTypeRows,
  ...routingRuleRows,
  ...priceRows,
  ...knowledgeArticleRows,
  ...rightsHintRows,
  ...paymentAccountRows,
];
