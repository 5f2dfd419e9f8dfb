import { describe, expect, it } from 'vitest';
import { appointmentWords } from './appointment-words.ts';
import { nameIn } from './name-in.ts';

const product = {
  name: 'Reispas',
  data: { names: { fr: 'Passeport' }, bringNames: { 'Uw kaart': { fr: 'Votre carte' }, Pasfoto: { de: 'Passbild' } } },
};
const inFrench = (subject: string, bring: readonly string[], of: typeof product | undefined = product) => {
  const words = appointmentWords({ subject, bring }, of);
  return [words.subject, ...words.bring]
    .map((one) => nameIn(one, 'fr'))
    .map(({ name, language }) => `${language} ${name}`);
};

describe('the words of an appointment', () => {
  it('are those of the product in the language, and in Dutch what has no translation', () => {
    expect(inFrench('Reispas', ['Uw kaart', 'Pasfoto'])).toEqual(['fr Passeport', 'fr Votre carte', 'nl Pasfoto']);
  });

  it('stay as they were when the product says it otherwise now, or is gone', () => {
    expect(inFrench('Reispas voor oma', ['Uw oude kaart'])).toEqual(['nl Reispas voor oma', 'nl Uw oude kaart']);
    expect(appointmentWords({ subject: 'Reispas', bring: ['Uw kaart'] }, undefined)).toEqual({
      subject: { name: 'Reispas' },
      bring: [{ name: 'Uw kaart' }],
    });
  });

  it('takes no word that every object has for a translation', () => {
    expect(inFrench('Reispas', ['constructor', '__proto__'])).toEqual([
      'fr Passeport',
      'nl constructor',
      'nl __proto__',
    ]);
  });
});
