import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { ExpectedWait } from '@onthaal/contract/rules/visits/index.ts';

/** What the page says in one language. */
export interface PositionWords {
  readonly name: string;
  readonly title: string;
  readonly number: string;
  readonly ahead: (count: number) => string;
  readonly unknown: string;
  readonly soon: string;
  readonly wait: (wait: ExpectedWait) => string;
  readonly called: (desk: string) => string;
  readonly serving: (desk: string) => string;
  readonly updated: (time: string) => string;
  readonly refresh: string;
  readonly stale: string;
  readonly over: string;
  readonly overNext: string;
  readonly busy: string;
  readonly languages: string;
}

/** In all languages in which citizens are helped. */
export const positionWords: Readonly<Record<Language, PositionWords>> = {
  nl: {
    name: 'Nederlands',
    title: 'Uw plaats in de wachtrij',
    number: 'Uw nummer',
    ahead: (count) =>
      count === 0
        ? 'U bent als volgende aan de beurt.'
        : `Er ${count === 1 ? 'is nog 1 bezoeker' : `zijn nog ${count} bezoekers`} voor u.`,
    unknown: 'Hoe lang u nog wacht, kunnen we nog niet zeggen.',
    soon: 'U bent bijna meteen aan de beurt.',
    wait: ({ from, to }) => `U wacht nog ongeveer ${from === to ? to : `${from} tot ${to}`} minuten.`,
    called: (desk) => `U bent aan de beurt: ${desk}.`,
    serving: (desk) => `U wordt geholpen: ${desk}.`,
    updated: (time) => `Zo was het om ${time}.`,
    refresh: 'Nu opnieuw bekijken',
    stale: 'Deze pagina kan nu niet bijgewerkt worden. Kijk op het scherm in de wachtzaal.',
    over: 'Deze pagina bestaat niet of niet meer.',
    overNext:
      'Hebt u uw nummer net gekregen? Dan kan de pagina even op zich laten wachten. Ze verdwijnt als het bezoek voorbij is. Wacht u nog? Vraag het aan de balie.',
    busy: 'Er wordt hier nu te vaak gekeken. De pagina komt vanzelf terug.',
    languages: 'Taal',
  },
  en: {
    name: 'English',
    title: 'Your place in the queue',
    number: 'Your number',
    ahead: (count) =>
      count === 0 ? 'You are next.' : `There ${count === 1 ? 'is 1 visitor' : `are ${count} visitors`} before you.`,
    unknown: 'We cannot say yet how long you will wait.',
    soon: 'It is almost your turn.',
    wait: ({ from, to }) => `You will wait about ${from === to ? to : `${from} to ${to}`} more minutes.`,
    called: (desk) => `It is your turn: ${desk}.`,
    serving: (desk) => `You are being helped: ${desk}.`,
    updated: (time) => `As it was at ${time}.`,
    refresh: 'Look again now',
    stale: 'This page cannot be brought up to date now. Look at the screen in the waiting room.',
    over: 'This page does not exist, or no longer.',
    overNext:
      'Did you get your number just now? Then the page may take a while to appear. It goes away when the visit is over. Are you still waiting? Ask at the desk.',
    busy: 'This page is looked at too often now. It comes back by itself.',
    languages: 'Language',
  },
  fr: {
    name: 'Français',
    title: 'Votre place dans la file',
    number: 'Votre numéro',
    ahead: (count) =>
      count === 0
        ? 'C’est bientôt votre tour : vous êtes le prochain.'
        : `Il y a ${count === 1 ? '1 visiteur' : `${count} visiteurs`} avant vous.`,
    unknown: 'Nous ne pouvons pas encore dire combien de temps vous attendrez.',
    soon: 'C’est presque votre tour.',
    wait: ({ from, to }) => `Vous attendrez encore environ ${from === to ? to : `${from} à ${to}`} minutes.`,
    called: (desk) => `C’est votre tour : ${desk}.`,
    serving: (desk) => `On s’occupe de vous : ${desk}.`,
    updated: (time) => `Situation à ${time}.`,
    refresh: 'Regarder à nouveau',
    stale: 'Cette page ne peut pas être mise à jour. Regardez l’écran de la salle d’attente.',
    over: 'Cette page n’existe pas ou n’existe plus.',
    overNext:
      'Vous venez de recevoir votre numéro ? La page peut se faire attendre un peu. Elle disparaît quand la visite est terminée. Vous attendez encore ? Demandez au guichet.',
    busy: 'Cette page est consultée trop souvent. Elle revient d’elle-même.',
    languages: 'Langue',
  },
  de: {
    name: 'Deutsch',
    title: 'Ihr Platz in der Warteschlange',
    number: 'Ihre Nummer',
    ahead: (count) =>
      count === 0
        ? 'Sie sind als Nächste an der Reihe.'
        : `Vor Ihnen ${count === 1 ? 'ist noch 1 Besucher' : `sind noch ${count} Besucher`}.`,
    unknown: 'Wie lange Sie noch warten, können wir noch nicht sagen.',
    soon: 'Sie sind fast sofort an der Reihe.',
    wait: ({ from, to }) => `Sie warten noch etwa ${from === to ? to : `${from} bis ${to}`} Minuten.`,
    called: (desk) => `Sie sind an der Reihe: ${desk}.`,
    serving: (desk) => `Ihnen wird geholfen: ${desk}.`,
    updated: (time) => `So war es um ${time}.`,
    refresh: 'Jetzt neu ansehen',
    stale: 'Diese Seite kann jetzt nicht aktualisiert werden. Sehen Sie auf den Bildschirm im Wartesaal.',
    over: 'Diese Seite gibt es nicht oder nicht mehr.',
    overNext:
      'Haben Sie Ihre Nummer gerade erst bekommen? Dann kann die Seite noch etwas auf sich warten lassen. Sie verschwindet, wenn der Besuch vorbei ist. Warten Sie noch? Fragen Sie am Schalter.',
    busy: 'Diese Seite wird zu oft angesehen. Sie kommt von selbst wieder.',
    languages: 'Sprache',
  },
};
