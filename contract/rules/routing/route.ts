import { foldText, type TokenInText, tokenise, tokeniseWithRanges } from '../search/index.ts';

export type AnswerValue = string | number | boolean;

export interface RoutingInput {
  readonly dossierTypeCode: string;
  readonly postalCode?: string | undefined;
  readonly streetName?: string | undefined;
  readonly houseNumber?: string | undefined;
  readonly answers: Readonly<Record<string, AnswerValue | readonly AnswerValue[]>>;
  /** Subject and description as the citizen or the clerk wrote them. */
  readonly text: string;
}

/** When a dossier goes to a team. All kinds of condition that are given must hold; within a list one is enough. */
export interface RoutingRule {
  readonly id: string;
  readonly name: string;
  /** The rule with the lower number goes first, whatever the others say. */
  readonly priority: number;
  readonly teamId: string;
  readonly dossierTypeCodes?: readonly string[] | undefined;
  readonly postalCodes?: readonly string[] | undefined;
  readonly streetNames?: readonly string[] | undefined;
  /** Question name to answer. */
  readonly answerEquals?: Readonly<Record<string, AnswerValue>> | undefined;
  /**
   * Words or phrases; case and diacritics do not matter. A star stands for the rest of a word: `kap*` finds "kappen",
   * `*vergunning` finds "kapvergunning".
   */
  readonly words?: readonly string[] | undefined;
  /** Only when no other rule holds. A fallback needs no conditions. */
  readonly fallback?: boolean | undefined;
}

export interface RoutingEvidence {
  readonly kind: 'dossierType' | 'address' | 'answer' | 'word' | 'fallback';
  /** Name of the input field; `answers.<question>` for an answer. */
  readonly field: string;
  /** What was found there, as it was written. */
  readonly text: string;
  /** Place in the text (UTF-16), for words. */
  readonly start?: number;
  readonly end?: number;
}

export interface RoutingMatch {
  readonly teamId: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly evidence: readonly RoutingEvidence[];
}

/** The choice with its reasons. Team and rule are null when no rule holds at all: then a person must choose. */
export interface RoutingResult {
  readonly teamId: string | null;
  readonly ruleId: string | null;
  readonly ruleName: string | null;
  readonly evidence: readonly RoutingEvidence[];
  /** Every other rule that holds, best first. */
  readonly alternatives: readonly RoutingMatch[];
}

interface Candidate extends RoutingMatch {
  readonly rule: RoutingRule;
  readonly specificity: number;
}

/** Evidence of one condition: null when the rule does not have it, an empty list when it does not hold. */
type Finding = readonly RoutingEvidence[] | null;

function given<Item>(list: readonly Item[] | undefined): list is readonly Item[] {
  return list !== undefined && list.length > 0;
}

function sameText(one: string, other: string): boolean {
  return tokenise(one).join(' ') === tokenise(other).join(' ');
}

function findType(rule: RoutingRule, input: RoutingInput): Finding {
  if (!given(rule.dossierTypeCodes)) return null;
  if (!rule.dossierTypeCodes.includes(input.dossierTypeCode)) return [];
  return [{ kind: 'dossierType', field: 'dossierTypeCode', text: input.dossierTypeCode }];
}

function findField(
  list: readonly string[] | undefined,
  field: 'postalCode' | 'streetName',
  value: string | undefined,
): Finding {
  if (!given(list)) return null;
  const text = value?.trim() ?? '';
  if (text === '' || !list.some((wanted) => sameText(wanted, text))) return [];
  return [{ kind: 'address', field, text }];
}

function sameAnswer(answer: AnswerValue, wanted: AnswerValue): boolean {
  return typeof answer === 'string' && typeof wanted === 'string'
    ? foldText(answer.trim()) === foldText(wanted.trim())
    : answer === wanted;
}

function findAnswers(rule: RoutingRule, input: RoutingInput): Finding {
  const wanted = Object.entries(rule.answerEquals ?? {});
  if (wanted.length === 0) return null;
  const found: RoutingEvidence[] = [];
  for (const [question, value] of wanted) {
    const answer = Object.hasOwn(input.answers, question) ? input.answers[question] : undefined;
    const answers = answer === undefined ? [] : [answer].flat();
    const match = answers.find((one) => sameAnswer(one, value));
    if (match === undefined) return [];
    found.push({ kind: 'answer', field: `answers.${question}`, text: String(match) });
  }
  return found;
}

function wordMatches(word: string, pattern: string): boolean {
  const anyStart = pattern.startsWith('*');
  const anyEnd = pattern.length > 1 && pattern.endsWith('*');
  const stem = tokenise(pattern).join('');
  if (stem === '') return false;
  if (anyStart && anyEnd) return word.includes(stem);
  if (anyStart) return word.endsWith(stem);
  return anyEnd ? word.startsWith(stem) : word === stem;
}

/** The words of a phrase, each with its own stars: "openbare weg*" is two patterns. */
function patternsOf(phrase: string): readonly string[] {
  return phrase.split(/[\s\-/]+/u).filter((pattern) => tokenise(pattern).length > 0);
}

function findWords(rule: RoutingRule, text: string, tokens: readonly TokenInText[]): Finding {
  if (!given(rule.words)) return null;
  const found: RoutingEvidence[] = [];
  for (const phrase of rule.words) {
    const patterns = patternsOf(phrase);
    if (patterns.length === 0) continue;
    for (let at = 0; at + patterns.length <= tokens.length; at += 1) {
      const part = tokens.slice(at, at + patterns.length);
      if (!part.every((token, index) => wordMatches(token.text, patterns[index] ?? ''))) continue;
      const [start, end] = [part[0]?.start ?? 0, part.at(-1)?.end ?? 0];
      if (found.some((known) => known.start === start && known.end === end)) continue;
      found.push({ kind: 'word', field: 'text', text: text.slice(start, end), start, end });
    }
  }
  return found.sort((one, other) => (one.start ?? 0) - (other.start ?? 0) || (one.end ?? 0) - (other.end ?? 0));
}

// A street says more than a postal code, an answer more than a type of dossier; a word is the weakest sign of all.
const weights = { street: 16, answer: 8, type: 4, postal: 2, word: 1 } as const;

function consider(rule: RoutingRule, input: RoutingInput, tokens: readonly TokenInText[]): Candidate | null {
  const findings: readonly (readonly [number, Finding])[] = [
    [weights.type, findType(rule, input)],
    [weights.postal, findField(rule.postalCodes, 'postalCode', input.postalCode)],
    [weights.street, findField(rule.streetNames, 'streetName', input.streetName)],
    [weights.answer, findAnswers(rule, input)],
    [weights.word, findWords(rule, input.text, tokens)],
  ];
  const asked = findings.filter(
    (finding): finding is readonly [number, readonly RoutingEvidence[]] => finding[1] !== null,
  );
  if (asked.some(([, evidence]) => evidence.length === 0)) return null;
  // A rule somebody has not finished would otherwise catch everything.
  if (asked.length === 0 && rule.fallback !== true) return null;
  const evidence = asked.flatMap(([, found]) => found);
  const reason: RoutingEvidence[] =
    rule.fallback === true ? [{ kind: 'fallback', field: 'rule', text: rule.name }] : [];
  return {
    rule,
    specificity: asked.reduce((sum, [weight]) => sum + weight, 0),
    teamId: rule.teamId,
    ruleId: rule.id,
    ruleName: rule.name,
    evidence: [...evidence, ...reason],
  };
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function inOrder(one: Candidate, other: Candidate): number {
  return (
    Number(one.rule.fallback === true) - Number(other.rule.fallback === true) ||
    one.rule.priority - other.rule.priority ||
    other.specificity - one.specificity ||
    compareText(one.ruleId, other.ruleId)
  );
}

/**
 * Chooses the team for a dossier and tells why (domain: "Routing").
 *
 * Order: rules before fallbacks, then the lower `priority`, then the more specific rule (street, answer, dossier type, postal
 * code, word), then the rule's id. The order in which the rules are given makes no difference.
 */
export function route(input: RoutingInput, rules: readonly RoutingRule[]): RoutingResult {
  const tokens = tokeniseWithRanges(input.text);
  const candidates = rules.map((rule) => consider(rule, input, tokens)).filter((candidate) => candidate !== null);
  const matches = candidates
    .sort(inOrder)
    .map(({ teamId, ruleId, ruleName, evidence }) => ({ teamId, ruleId, ruleName, evidence }));
  const [first, ...alternatives] = matches;
  return first === undefined
    ? { teamId: null, ruleId: null, ruleName: null, evidence: [], alternatives: [] }
    : { ...first, alternatives };
}
