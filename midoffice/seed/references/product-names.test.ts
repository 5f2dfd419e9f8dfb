import { expect, it } from 'vitest';
import { products } from './products.ts';

it.each(products.map(({ code, data }) => [code, data] as const))(
  '%s has a name in each language',
  (_code, { names }) => {
    expect(Object.keys(names ?? {}).sort()).toEqual(['de', 'en', 'fr']);
    for (const name of Object.values(names ?? {})) expect(name.trim()).not.toBe('');
  },
);
