import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { referenceRow } from './row.ts';

interface Letter {
  readonly code: string;
  readonly name: string;
  readonly channel: string;
  readonly nl: readonly [subject: string, body: string];
  readonly fr: readonly [subject: string, body: string];
}

/** Fields between double braces are filled in when the letter is made. */
const letters: readonly Letter[] = [
  {
    code: 'ontvangstmelding',
    name: 'Ontvangstmelding',
    channel: 'email',
    nl: [
      'We hebben uw vraag ontvangen ({{dossier.number}})',
      'Beste {{person.displayName}}\n\nWe hebben uw vraag goed ontvangen en gaan ermee aan de slag. Uw dossier heeft het nummer {{dossier.number}}. U volgt het op in Mijn Burgerprofiel.\n\nU krijgt ons antwoord ten laatste op {{dossier.dueOn}}. Hoe hebt u dat het liefst: per telefoon, per e-mail of in een gesprek? Laat het ons weten.\n\nVriendelijke groeten\nGemeente Lindervelde',
    ],
    fr: [
      'Nous avons bien reçu votre demande ({{dossier.number}})',
      'Bonjour {{person.displayName}}\n\nNous avons bien reçu votre demande. Votre dossier porte le numéro {{dossier.number}}. Vous recevrez notre réponse au plus tard le {{dossier.dueOn}}.\n\nBien à vous\nCommune de Lindervelde',
    ],
  },
  {
    code: 'onvolledig',
    name: 'Dossier onvolledig',
    channel: 'email',
    nl: [
      'We missen nog iets voor dossier {{dossier.number}}',
      'Beste {{person.displayName}}\n\nWe kunnen uw dossier nog niet verder behandelen. {{status.actionAskedFromCitizen}} Intussen staat de termijn stil.\n\nVriendelijke groeten\nGemeente Lindervelde',
    ],
    fr: [
      'Il manque un document au dossier {{dossier.number}}',
      'Bonjour {{person.displayName}}\n\nVotre dossier est incomplet. {{status.actionAskedFromCitizen}}\n\nBien à vous\nCommune de Lindervelde',
    ],
  },
  {
    code: 'ontvankelijk',
    name: 'Ontvankelijk verklaard',
    channel: 'citizenProfile',
    nl: [
      'We behandelen uw dossier {{dossier.number}}',
      'Beste {{person.displayName}}\n\nUw dossier is ontvankelijk. Dat betekent dat wij het verder behandelen. Als we meer uitleg nodig hebben, nemen we contact op.\n\nVriendelijke groeten\nGemeente Lindervelde',
    ],
    fr: [
      'Votre dossier {{dossier.number}} est recevable',
      'Bonjour {{person.displayName}}\n\nVotre dossier est recevable et nous le traitons.\n\nBien à vous\nCommune de Lindervelde',
    ],
  },
  {
    code: 'niet-ontvankelijk',
    name: 'Niet ontvankelijk',
    channel: 'paper',
    nl: [
      'Uw dossier {{dossier.number}} kan niet behandeld worden',
      'Beste {{person.displayName}}\n\nWe kunnen uw dossier niet behandelen. De reden: {{dossier.reason}}. Bent u het niet eens? Dan leest u hieronder waar u terechtkunt.\n\nVriendelijke groeten\nGemeente Lindervelde',
    ],
    fr: [
      'Votre dossier {{dossier.number}} n’est pas recevable',
      'Bonjour {{person.displayName}}\n\nNous ne pouvons pas traiter votre dossier. Motif : {{dossier.reason}}.\n\nBien à vous\nCommune de Lindervelde',
    ],
  },
  {
    code: 'beslissing',
    name: 'Beslissing',
    channel: 'eBox',
    nl: [
      'Beslissing over dossier {{dossier.number}}',
      'Beste {{person.displayName}}\n\nEr is beslist over uw dossier. De beslissing: {{dossier.outcome}}. De volledige tekst vindt u in de bijlage.\n\nVriendelijke groeten\nGemeente Lindervelde',
    ],
    fr: [
      'Décision concernant le dossier {{dossier.number}}',
      'Bonjour {{person.displayName}}\n\nUne décision a été prise : {{dossier.outcome}}. Vous trouverez le texte en annexe.\n\nBien à vous\nCommune de Lindervelde',
    ],
  },
  {
    code: 'afgehandeld',
    name: 'Dossier afgehandeld',
    channel: 'email',
    nl: [
      'Uw dossier {{dossier.number}} is afgehandeld',
      'Beste {{person.displayName}}\n\nUw dossier over {{dossier.subject}} is afgehandeld. Hebt u nog vragen? Bel ons of antwoord op dit bericht.\n\nVriendelijke groeten\nGemeente Lindervelde',
    ],
    fr: [
      'Votre dossier {{dossier.number}} est clôturé',
      'Bonjour {{person.displayName}}\n\nVotre dossier est clôturé. N’hésitez pas à nous contacter.\n\nBien à vous\nCommune de Lindervelde',
    ],
  },
  {
    code: 'evaluatie',
    name: 'Vraag om evaluatie',
    channel: 'citizenProfile',
    nl: [
      'Hoe hebben we uw melding behandeld?',
      'Beste {{person.displayName}}\n\nUw melding is afgehandeld en de werken zijn uitgevoerd. Wilt u ons laten weten wat u ervan vond? Het zijn drie vragen en u bent niet verplicht.\n\nVriendelijke groeten\nGemeente Lindervelde',
    ],
    fr: [
      'Comment avons-nous traité votre signalement ?',
      'Bonjour {{person.displayName}}\n\nVotre signalement est traité. Voulez-vous répondre à trois questions ?\n\nBien à vous\nCommune de Lindervelde',
    ],
  },
  {
    code: 'antwoord-verbouwen',
    name: 'Antwoord verbouwen',
    channel: 'email',
    nl: [
      'Uw vraag over verbouwen ({{dossier.number}})',
      'Beste {{person.displayName}}\n\nU vroeg wat er mag op het adres {{dossier.address}}. Ons antwoord vindt u hieronder. U kunt de gegevens van het pand ook nakijken op het vastgoedinformatieplatform.\n\nVriendelijke groeten\nDienst Omgeving, gemeente Lindervelde',
    ],
    fr: [
      'Votre question sur les travaux ({{dossier.number}})',
      'Bonjour {{person.displayName}}\n\nVoici notre réponse à votre question concernant {{dossier.address}}.\n\nBien à vous\nCommune de Lindervelde',
    ],
  },
  {
    code: 'afspraak-bevestiging',
    name: 'Bevestiging afspraak',
    channel: 'sms',
    nl: [
      'Uw afspraak',
      'Uw afspraak in Lindervelde: {{appointment.startsAt}}, code {{appointment.code}}. Breng mee: {{appointment.bring}}.',
    ],
    fr: ['Votre rendez-vous', 'Votre rendez-vous à Lindervelde : {{appointment.startsAt}}, code {{appointment.code}}.'],
  },
];

export const templateRows: readonly Reference[] = letters.flatMap((letter) =>
  (['nl', 'fr'] as const).map((language) =>
    referenceRow('template', `template-${letter.code}-${language}`, `${letter.code}-${language}`, letter.name, {
      channel: letter.channel,
      subject: letter[language][0],
      body: letter[language][1],
      language,
    }),
  ),
);
