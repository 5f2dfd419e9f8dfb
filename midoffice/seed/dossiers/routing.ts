import type { Address } from '@onthaal/contract/entities/building-blocks.ts';
import type { Dossier } from '@onthaal/contract/entities/dossier.ts';
import { type RoutingRule, route } from '@onthaal/contract/rules/routing/index.ts';
import { foldText, tokenise } from '@onthaal/contract/rules/search/index.ts';
import type { Answer } from '../dossier-types/seed-type.ts';
import { routingRules } from '../references/routing-rules.ts';

interface KnownRule {
  readonly rule: RoutingRule;
  /** One of these is in a folded text in which the rule finds a word; undefined for a rule that looks for none. */
  readonly stems: readonly string[] | undefined;
}

function knownRule(rule: RoutingRule): KnownRule {
  return { rule, stems: rule.words?.map((phrase) => tokenise(phrase)[0] ?? '') };
}

const rulesOfType = new Map<string, readonly KnownRule[]>();

function rulesFor(typeCode: string): readonly KnownRule[] {
  let found = rulesOfType.get(typeCode);
  if (found === undefined) {
    found = routingRules.filter((rule) => rule.dossierTypeCodes?.includes(typeCode) ?? true).map(knownRule);
    rulesOfType.set(typeCode, found);
  }
  return found;
}

// Leaving out rules that cannot hold, and the text where no rule looks for words, changes nothing but the time it takes.
function whatMatters(
  typeCode: string,
  text: string,
): { readonly rules: readonly RoutingRule[]; readonly text: string } {
  const known = rulesFor(typeCode);
  if (known.every(({ stems }) => stems === undefined)) return { rules: known.map(({ rule }) => rule), text: '' };
  const folded = foldText(text);
  const rules = known.filter(({ stems }) => stems?.some((stem) => folded.includes(stem)) ?? true);
  const lookForWords = rules.some(({ stems }) => stems !== undefined);
  return { rules: rules.map(({ rule }) => rule), text: lookForWords ? text : '' };
}

/** The team for a new dossier with the rule and the evidence, as a desk would have found them. */
export function routingFor(
  typeCode: string,
  text: string,
  address: Address | undefined,
  answers: Readonly<Record<string, Answer>>,
): { readonly teamId: string; readonly routing: NonNullable<Dossier['routing']> } {
  const { rules, text: seen } = whatMatters(typeCode, text);
  const found = route(
    {
      dossierTypeCode: typeCode,
      text: seen,
      answers,
      postalCode: address?.postalCode,
      streetName: address?.streetName,
    },
    rules,
  );
  const { teamId, ruleId, ruleName } = found;
  if (teamId === null || ruleId === null || ruleName === null) throw new Error('The fallback rule catches everything');
  return {
    teamId,
    routing: {
      ruleId,
      ruleName,
      evidence: found.evidence.slice(0, 20).map(({ kind, field, text: words }) => ({ kind, field, text: words })),
    },
  };
}
