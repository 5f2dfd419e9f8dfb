import type { TextSeed } from '../standard-texts.ts';

/** For anybody, about anything. */
export const generalTexts: readonly TextSeed[] = [
  [
    'nl',
    'openingsuren',
    'Openingsuren',
    'Algemeen',
    'We zijn elke werkdag open van 9 tot 12 uur. Op maandag, woensdag en donderdag ook in de namiddag, op donderdag tot 19 uur. Voor de meeste vragen maakt u best een afspraak.',
  ],
  [
    'fr',
    'openingsuren',
    'Heures d’ouverture',
    'Algemeen',
    'Nous sommes ouverts chaque jour ouvrable de 9 à 12 heures. Le lundi, le mercredi et le jeudi aussi l’après-midi, le jeudi jusqu’à 19 heures. Pour la plupart des questions, mieux vaut prendre rendez-vous.',
  ],
  [
    'en',
    'openingsuren',
    'Opening hours',
    'Algemeen',
    'We are open every working day from 9 to 12. On Monday, Wednesday and Thursday also in the afternoon, on Thursday until 19.00. For most questions it is best to make an appointment.',
  ],
  [
    'de',
    'openingsuren',
    'Öffnungszeiten',
    'Algemeen',
    'Wir sind an jedem Werktag von 9 bis 12 Uhr geöffnet. Am Montag, Mittwoch und Donnerstag auch nachmittags, am Donnerstag bis 19 Uhr. Für die meisten Fragen machen Sie am besten einen Termin.',
  ],
  [
    'nl',
    'terugbellen',
    'We bellen u terug',
    'Algemeen',
    'Ik noteer uw vraag en bezorg ze aan de juiste dienst. Een collega belt u terug binnen twee werkdagen.',
  ],
  [
    'fr',
    'terugbellen',
    'Nous vous rappelons',
    'Algemeen',
    'Je note votre question et je la transmets au bon service. Un collègue vous rappelle dans les deux jours ouvrables.',
  ],
  [
    'en',
    'terugbellen',
    'We will call you back',
    'Algemeen',
    'I write down your question and pass it on to the right service. A colleague will call you back within two working days.',
  ],
  [
    'de',
    'terugbellen',
    'Wir rufen Sie zurück',
    'Algemeen',
    'Ich notiere Ihre Frage und gebe sie an den richtigen Dienst weiter. Ein Kollege ruft Sie innerhalb von zwei Werktagen zurück.',
  ],
  [
    'nl',
    'niet-bevoegd',
    'Niet voor de gemeente',
    'Algemeen',
    'Dit kunnen wij niet voor u regelen. Ik geef u graag de gegevens van de dienst die u wel kan helpen.',
  ],
  [
    'fr',
    'niet-bevoegd',
    'Pas pour la commune',
    'Algemeen',
    'Nous ne pouvons pas régler cela pour vous. Je vous donne volontiers les coordonnées du service qui peut vous aider.',
  ],
  [
    'en',
    'niet-bevoegd',
    'Not for the municipality',
    'Algemeen',
    'We cannot arrange this for you. I will gladly give you the details of the service that can help you.',
  ],
  [
    'de',
    'niet-bevoegd',
    'Nicht für die Gemeinde',
    'Algemeen',
    'Das können wir nicht für Sie regeln. Ich gebe Ihnen gerne die Angaben des Dienstes, der Ihnen helfen kann.',
  ],
];
