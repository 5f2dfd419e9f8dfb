import type { Language } from '@onthaal/contract/entities/building-blocks.ts';

/** What the page says in one language. */
export interface PageWords {
  readonly name: string;
  readonly title: string;
  readonly when: string;
  readonly hours: (from: string, until: string) => string;
  readonly what: string;
  readonly where: string;
  readonly digital: string;
  readonly join: string;
  readonly persons: string;
  readonly bring: string;
  readonly code: string;
  readonly seenYes: string;
  readonly seenWhy: string;
  /** What was just said. */
  readonly seen: string;
  readonly move: string;
  readonly cancel: string;
  readonly back: string;
  readonly begun: string;
  readonly callToMove: string;
  readonly cancelTitle: string;
  readonly cancelNext: string;
  readonly cancelYes: string;
  readonly cancelNo: string;
  readonly cancelled: string;
  readonly undoUntil: (time: string) => string;
  readonly undo: string;
  readonly moveTitle: string;
  readonly moveNow: (when: string) => string;
  readonly choose: string;
  readonly moveYes: string;
  readonly later: string;
  readonly earliest: string;
  readonly noSlots: string;
  readonly moved: string;
  readonly kept: string;
  readonly taken: string;
  readonly stale: string;
  readonly over: string;
  readonly overNext: string;
  readonly call: (telephone: string) => string;
  readonly callSomebody: string;
  readonly busy: string;
  readonly languages: string;
}

const nl: PageWords = {
  name: 'Nederlands',
  title: 'Uw afspraak',
  when: 'Wanneer',
  hours: (from, until) => `van ${from} tot ${until} uur`,
  what: 'Waarvoor',
  where: 'Waar',
  digital: 'Via uw computer of telefoon',
  join: 'Deelnemen',
  persons: 'Aantal personen',
  bring: 'Breng mee',
  code: 'Uw code',
  seenYes: 'Ik heb dit gezien',
  seenWhy: 'Laat ons weten dat u dit gezien hebt. Dan bellen we u niet om het te vragen.',
  seen: 'Dank u. We weten dat u dit gezien hebt.',
  move: 'Andere dag of uur',
  cancel: 'Afzeggen',
  back: 'Terug naar uw afspraak',
  begun: 'Uw afspraak is begonnen. U kunt ze hier niet meer veranderen.',
  callToMove: 'Wilt u een andere dag of een ander uur? Bel ons.',
  cancelTitle: 'Wilt u uw afspraak afzeggen?',
  cancelNext: 'Iemand anders kan dit uur dan krijgen.',
  cancelYes: 'Ja, zeg mijn afspraak af',
  cancelNo: 'Nee, ik kom',
  cancelled: 'Uw afspraak is afgezegd.',
  undoUntil: (time) => `Was dit niet de bedoeling? Tot ${time} uur kunt u uw afspraak terugnemen.`,
  undo: 'Ik kom toch',
  moveTitle: 'Kies een andere dag of een ander uur',
  moveNow: (when) => `Nu: ${when}. Die afspraak blijft staan tot u een ander moment bevestigt.`,
  choose: 'Vrije momenten',
  moveYes: 'Bevestig dit moment',
  later: 'Latere momenten',
  earliest: 'Eerste momenten',
  noSlots: 'Er zijn geen vrije momenten.',
  moved: 'Uw afspraak is verzet.',
  kept: 'Uw afspraak staat weer vast.',
  taken: 'Dit moment is net door iemand anders genomen. Kies een ander moment.',
  stale: 'Er is niets veranderd: uw afspraak was intussen al gewijzigd. Zo is ze nu.',
  over: 'Deze pagina bestaat niet of niet meer.',
  overNext: 'Een pagina verdwijnt als de afspraak voorbij of afgezegd is.',
  call: (telephone) => `Hebt u een vraag? Bel het gemeentehuis: ${telephone}.`,
  callSomebody: 'Hebt u een vraag? Bel het gemeentehuis.',
  busy: 'Er wordt hier nu te vaak gekeken. Probeer het over een minuut opnieuw.',
  languages: 'Taal',
};

const en: PageWords = {
  name: 'English',
  title: 'Your appointment',
  when: 'When',
  hours: (from, until) => `from ${from} to ${until}`,
  what: 'What for',
  where: 'Where',
  digital: 'On your computer or telephone',
  join: 'Join',
  persons: 'Number of people',
  bring: 'Please bring',
  code: 'Your code',
  seenYes: 'I have seen this',
  seenWhy: 'Let us know that you have seen this. Then we will not call you to ask.',
  seen: 'Thank you. We know that you have seen this.',
  move: 'Another day or time',
  cancel: 'Cancel',
  back: 'Back to your appointment',
  begun: 'Your appointment has begun. It can no longer be changed here.',
  callToMove: 'Would you like another day or time? Please call us.',
  cancelTitle: 'Do you want to cancel your appointment?',
  cancelNext: 'Somebody else can then have this time.',
  cancelYes: 'Yes, cancel my appointment',
  cancelNo: 'No, I will come',
  cancelled: 'Your appointment is cancelled.',
  undoUntil: (time) => `Not what you meant? Until ${time} you can take your appointment back.`,
  undo: 'I will come after all',
  moveTitle: 'Choose another day or time',
  moveNow: (when) => `Now: ${when}. That appointment stands until you confirm another moment.`,
  choose: 'Free moments',
  moveYes: 'Confirm this moment',
  later: 'Later moments',
  earliest: 'First moments',
  noSlots: 'There are no free moments.',
  moved: 'Your appointment is moved.',
  kept: 'Your appointment stands again.',
  taken: 'Somebody else has just taken this moment. Please choose another.',
  stale: 'Nothing was changed: your appointment had been changed meanwhile. This is how it is now.',
  over: 'This page does not exist, or no longer.',
  overNext: 'A page goes away when the appointment is over or cancelled.',
  call: (telephone) => `Any questions? Call the town hall: ${telephone}.`,
  callSomebody: 'Any questions? Call the town hall.',
  busy: 'This page is looked at too often now. Try again in a minute.',
  languages: 'Language',
};

const fr: PageWords = {
  name: 'Français',
  title: 'Votre rendez-vous',
  when: 'Quand',
  hours: (from, until) => `de ${from} à ${until}`,
  what: 'Objet',
  where: 'Où',
  digital: 'Par ordinateur ou téléphone',
  join: 'Participer',
  persons: 'Nombre de personnes',
  bring: 'À apporter',
  code: 'Votre code',
  seenYes: 'J’ai vu ce message',
  seenWhy: 'Dites-nous que vous avez vu ce message. Nous ne vous appellerons alors pas pour le demander.',
  seen: 'Merci. Nous savons que vous avez vu ce message.',
  move: 'Autre jour ou autre heure',
  cancel: 'Annuler',
  back: 'Retour à votre rendez-vous',
  begun: 'Votre rendez-vous a commencé. Il ne peut plus être modifié ici.',
  callToMove: 'Vous souhaitez un autre jour ou une autre heure ? Appelez-nous.',
  cancelTitle: 'Voulez-vous annuler votre rendez-vous ?',
  cancelNext: 'Quelqu’un d’autre pourra alors prendre cette heure.',
  cancelYes: 'Oui, annuler mon rendez-vous',
  cancelNo: 'Non, je viens',
  cancelled: 'Votre rendez-vous est annulé.',
  undoUntil: (time) => `Ce n’était pas voulu ? Jusqu’à ${time}, vous pouvez reprendre votre rendez-vous.`,
  undo: 'Je viens quand même',
  moveTitle: 'Choisissez un autre jour ou une autre heure',
  moveNow: (when) => `Actuellement : ${when}. Ce rendez-vous reste valable tant que vous n’en confirmez pas un autre.`,
  choose: 'Moments libres',
  moveYes: 'Confirmer ce moment',
  later: 'Moments suivants',
  earliest: 'Premiers moments',
  noSlots: 'Il n’y a pas de moment libre.',
  moved: 'Votre rendez-vous est déplacé.',
  kept: 'Votre rendez-vous est de nouveau confirmé.',
  taken: 'Ce moment vient d’être pris par quelqu’un d’autre. Choisissez-en un autre.',
  stale: 'Rien n’a été modifié : votre rendez-vous avait déjà changé. Voici la situation actuelle.',
  over: 'Cette page n’existe pas ou n’existe plus.',
  overNext: 'Une page disparaît quand le rendez-vous est passé ou annulé.',
  call: (telephone) => `Une question ? Appelez la maison communale : ${telephone}.`,
  callSomebody: 'Une question ? Appelez la maison communale.',
  busy: 'Cette page est consultée trop souvent. Réessayez dans une minute.',
  languages: 'Langue',
};

const de: PageWords = {
  name: 'Deutsch',
  title: 'Ihr Termin',
  when: 'Wann',
  hours: (from, until) => `von ${from} bis ${until} Uhr`,
  what: 'Wofür',
  where: 'Wo',
  digital: 'Über Ihren Computer oder Ihr Telefon',
  join: 'Teilnehmen',
  persons: 'Anzahl Personen',
  bring: 'Bitte mitbringen',
  code: 'Ihr Code',
  seenYes: 'Ich habe das gesehen',
  seenWhy: 'Sagen Sie uns, dass Sie das gesehen haben. Dann rufen wir Sie deswegen nicht an.',
  seen: 'Danke. Wir wissen, dass Sie das gesehen haben.',
  move: 'Anderer Tag oder andere Uhrzeit',
  cancel: 'Absagen',
  back: 'Zurück zu Ihrem Termin',
  begun: 'Ihr Termin hat begonnen. Er kann hier nicht mehr geändert werden.',
  callToMove: 'Möchten Sie einen anderen Tag oder eine andere Uhrzeit? Rufen Sie uns an.',
  cancelTitle: 'Möchten Sie Ihren Termin absagen?',
  cancelNext: 'Jemand anders kann diese Uhrzeit dann bekommen.',
  cancelYes: 'Ja, Termin absagen',
  cancelNo: 'Nein, ich komme',
  cancelled: 'Ihr Termin ist abgesagt.',
  undoUntil: (time) => `War das nicht gewollt? Bis ${time} Uhr können Sie Ihren Termin zurücknehmen.`,
  undo: 'Ich komme doch',
  moveTitle: 'Wählen Sie einen anderen Tag oder eine andere Uhrzeit',
  moveNow: (when) => `Jetzt: ${when}. Dieser Termin bleibt bestehen, bis Sie einen anderen bestätigen.`,
  choose: 'Freie Zeiten',
  moveYes: 'Diese Zeit bestätigen',
  later: 'Spätere Zeiten',
  earliest: 'Erste Zeiten',
  noSlots: 'Es gibt keine freien Zeiten.',
  moved: 'Ihr Termin ist verlegt.',
  kept: 'Ihr Termin steht wieder fest.',
  taken: 'Diese Zeit wurde gerade von jemand anderem genommen. Wählen Sie eine andere.',
  stale: 'Es wurde nichts geändert: Ihr Termin war inzwischen schon geändert. So ist er jetzt.',
  over: 'Diese Seite gibt es nicht oder nicht mehr.',
  overNext: 'Eine Seite verschwindet, wenn der Termin vorbei oder abgesagt ist.',
  call: (telephone) => `Haben Sie eine Frage? Rufen Sie das Gemeindehaus an: ${telephone}.`,
  callSomebody: 'Haben Sie eine Frage? Rufen Sie das Gemeindehaus an.',
  busy: 'Diese Seite wird zu oft angesehen. Versuchen Sie es in einer Minute noch einmal.',
  languages: 'Sprache',
};

/** In all languages in which citizens are helped. */
export const pageWords: Readonly<Record<Language, PageWords>> = { nl, en, fr, de };
