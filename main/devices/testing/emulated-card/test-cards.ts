import { type CardContentOptions, makeCardContent } from './card-content.ts';
import { EmulatedCard } from './emulated-card.ts';
import { type AuthorityOptions, makeTestAuthority, type TestAuthority } from './test-authority.ts';
import type { KeyFamily } from './test-keys.ts';
import { lotte, type TestHolder } from './test-people.ts';

const authorities = new Map<KeyFamily, Promise<TestAuthority>>();

/** The invented state of a family; made once per process, because RSA keys take a while. */
export function testAuthority(family: KeyFamily): Promise<TestAuthority> {
  const known = authorities.get(family) ?? makeTestAuthority(family);
  authorities.set(family, known);
  return known;
}

export interface TestCardOptions extends CardContentOptions {
  readonly holder?: TestHolder;
  readonly authority?: TestAuthority | AuthorityOptions;
}

/** Makes an emulated card of a family; Lotte's, unless another holder is named. */
export async function makeTestCard(family: KeyFamily, options: TestCardOptions = {}): Promise<EmulatedCard> {
  const { authority, holder = lotte, ...content } = options;
  const state =
    authority === undefined
      ? await testAuthority(family)
      : 'root' in authority
        ? authority
        : await makeTestAuthority(family, authority);
  return new EmulatedCard(await makeCardContent(state, holder, content));
}
