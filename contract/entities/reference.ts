import Type, { type Static } from 'typebox';
import { documentFields, record, text, words } from './building-blocks.ts';
import {
  Blackout,
  Calendar,
  DecisionTree,
  Desk,
  Device,
  DossierType,
  KnowledgeArticle,
  Location,
  Member,
  PaymentAccount,
  Price,
  Product,
  RightsHint,
  Room,
  RoutingRuleData,
  StandardText,
  Team,
  Template,
} from './reference-kinds.ts';

/** The kinds of reference data and the shape of each one's `data`. */
export const referenceSchemas = {
  team: Team,
  member: Member,
  room: Room,
  location: Location,
  desk: Desk,
  device: Device,
  calendar: Calendar,
  blackout: Blackout,
  decisionTree: DecisionTree,
  template: Template,
  routingRule: RoutingRuleData,
  dossierType: DossierType,
  product: Product,
  standardText: StandardText,
  knowledgeArticle: KnowledgeArticle,
  rightsHint: RightsHint,
  price: Price,
  paymentAccount: PaymentAccount,
} as const;

export type ReferenceKind = keyof typeof referenceSchemas;
export const referenceKinds = Object.keys(referenceSchemas) as ReferenceKind[];
export type ReferenceData = { [Kind in ReferenceKind]: Static<(typeof referenceSchemas)[Kind]> };

/**
 * One row of reference data. All kinds share a collection, because RxDB opens at most 13 of them (ADR 0004); `data` is
 * checked against the schema of its `kind` at every border.
 */
export const Reference = record('Reference', {
  ...documentFields,
  kind: words(referenceKinds, 'ReferenceKind'),
  code: text(60),
  name: text(200),
  active: Type.Boolean(),
  data: Type.Record(Type.String(), Type.Unknown()),
});
export type Reference = Static<typeof Reference>;

/** A reference row whose `data` has been checked. */
export type ReferenceOf<Kind extends ReferenceKind> = Omit<Reference, 'kind' | 'data'> & {
  readonly kind: Kind;
  readonly data: ReferenceData[Kind];
};
