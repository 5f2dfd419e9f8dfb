import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { referenceRow } from './row.ts';

const texts: readonly (readonly [code: string, name: string, theme: string, body: string])[] = [
  [
    'openingsuren',
    'Openingsuren',
    'Algemeen',
    'We zijn elke werkdag open van 9 tot 12 uur. Op maandag, woensdag en donderdag ook in de namiddag, op donderdag tot 19 uur. Voor de meeste vragen maakt u best een afspraak.',
  ],
  [
    'terugbellen',
    'We bellen u terug',
    'Algemeen',
    'Ik noteer uw vraag en bezorg ze aan de juiste dienst. Een collega belt u terug binnen twee werkdagen.',
  ],
  [
    'stand-van-zaken',
    'Stand van zaken',
    'Algemeen',
    'Uw dossier is in behandeling. U hoeft nu niets te doen. U kunt de stand van zaken altijd zien in Mijn Burgerprofiel.',
  ],
  [
    'niet-bevoegd',
    'Niet voor de gemeente',
    'Algemeen',
    'Dit kunnen wij niet voor u regelen. Ik geef u graag de gegevens van de dienst die u wel kan helpen.',
  ],
  [
    'pasfoto',
    'Pasfoto',
    'Burgerzaken',
    'De foto mag niet ouder zijn dan zes maanden, met een effen lichte achtergrond en een neutrale blik.',
  ],
  [
    'kaart-verloren',
    'Kaart verloren',
    'Burgerzaken',
    'Bel meteen DocStop op 00800 2123 2123. Daarna maakt u bij ons een afspraak voor een nieuwe kaart.',
  ],
  [
    'verhuis',
    'Verhuis doorgeven',
    'Burgerzaken',
    'Geef uw verhuis door binnen acht werkdagen. De wijkagent komt langs om na te gaan of u er woont.',
  ],
  [
    'vrijgesteld',
    'Vrijgestelde werken',
    'Wonen en bouwen',
    'Voor sommige kleine werken is geen vergunning nodig. De dienst Omgeving kijkt dat graag met u na voor u begint.',
  ],
  [
    'plannen-inkijken',
    'Plannen inkijken',
    'Wonen en bouwen',
    'Bouwplannen kunt u inkijken na afspraak. Voor een kopie is soms de toestemming van de architect nodig.',
  ],
  [
    'attest-mantelzorg',
    'Attest mantelzorg',
    'Welzijn en gezondheid',
    'Breng de beslissing van de zorgverzekering mee of laat de huisarts het attest invullen.',
  ],
  [
    'digitale-balie',
    'Digitale balie',
    'Welzijn en gezondheid',
    'U krijgt een link per e-mail of sms. Klik erop vijf minuten voor de afspraak; wij helpen u met camera en microfoon.',
  ],
  [
    'inname-termijn',
    'Inname aanvragen',
    'Mobiliteit',
    'Vraag de inname minstens tien werkdagen vooraf aan. De borden moeten 48 uur vooraf geplaatst zijn.',
  ],
  [
    'evenement-termijn',
    'Evenement aanvragen',
    'Vrije tijd',
    'Vraag een evenement minstens zes weken vooraf aan. Met meer dan 500 bezoekers minstens drie maanden vooraf.',
  ],
];

const french: readonly (readonly [code: string, name: string, theme: string, body: string])[] = [
  [
    'openingsuren-fr',
    'Heures d’ouverture',
    'Algemeen',
    'Nous sommes ouverts chaque jour ouvrable de 9 à 12 heures et le jeudi jusqu’à 19 heures.',
  ],
];

export const standardTextRows: readonly Reference[] = [
  ...texts.map(([code, name, theme, body]) =>
    referenceRow('standardText', `text-${code}`, code, name, { theme, language: 'nl', body }),
  ),
  ...french.map(([code, name, theme, body]) =>
    referenceRow('standardText', `text-${code}`, code, name, { theme, language: 'fr', body }),
  ),
];
