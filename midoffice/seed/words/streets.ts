/** A street of the municipality: its name and the highest house number. Names are everyday Flemish ones, the place is not. */
export interface Street {
  readonly name: string;
  readonly last: number;
  readonly postalCode: string;
  readonly municipality: string;
}

const lindervelde =
  'Kerkstraat 96,Stationsstraat 148,Marktplein 32,Molenweg 120,Sint-Jozefplein 28,Élisabethlaan 110,Koningin Astridlaan 134,' +
  'Lindelaan 88,Schoolstraat 64,Nieuwstraat 102,Dorpsstraat 140,Kasteeldreef 46,Beukenlaan 72,Eikenlaan 78,Kapelstraat 90,' +
  'Sint-Martinusstraat 58,Gentsesteenweg 236,Brugsesteenweg 198,Hoogstraat 84,Kouter 40,Vrijheidslaan 62,Oude Baan 114,' +
  'Burgemeester De Clercqstraat 54,Pastoor Verhaeghestraat 48,Guido Gezellelaan 66,Hendrik Consciencestraat 70,' +
  'Tuinwijkstraat 82,Acacialaan 38,Esdoornlaan 44,Merelstraat 36,Nachtegaalstraat 42,Vinkenstraat 34,Leeuwerikenlaan 40,' +
  'Zonnebloemstraat 30,Rozenlaan 52,Tulpenstraat 26,Begijnhofstraat 24,Zoutstraat 22,Grote Baan 160,Ambachtstraat 44,' +
  'Industrieweg 58,Café-Françaisstraat 18,Sint-Ceciliastraat 32,Onze-Lieve-Vrouwestraat 60,Zandstraat 76';
const oosterlo =
  'Oosterlostraat 118,Beekstraat 66,Watermolenstraat 52,Broekstraat 74,Veldstraat 92,Akkerstraat 48,Boomgaardstraat 44,' +
  'Hofstraat 38,Pastorijstraat 26,Sint-Annastraat 62,Wilgenstraat 34,Populierenlaan 56,Meersstraat 70,Kleine Kouter 22,' +
  'Dries 30,Kruisstraat 46,Bosstraat 88,Heirbaan 124,Smisstraat 28,Vaartstraat 64,Leiekaai 50,Visserstraat 32,' +
  'Priester Daensstraat 36,Sint-Rochusstraat 40';
const heikant =
  'Heikantstraat 104,Dennenlaan 58,Sparrenweg 42,Heidestraat 76,Brem 24,Zavelstraat 50,Turfstraat 38,Hazenpad 20,Reeweg 36,' +
  'Vossenholstraat 44,Klein Heiken 28,Kapelledreef 40,Sint-Hubertusstraat 54,Jachthoornlaan 32,Berkendreef 46,Ginderbuiten 30,' +
  'Waterstraat 62,Windmolenstraat 48,Korenbloemstraat 34,Europalaan 80,Zuidlaan 56,Sint-Antoniusplein 20';

function streetsOf(list: string, postalCode: string, municipality: string): readonly Street[] {
  return list.split(',').map((entry) => {
    const cut = entry.lastIndexOf(' ');
    return { name: entry.slice(0, cut), last: Number(entry.slice(cut + 1)), postalCode, municipality };
  });
}

export const streets: readonly Street[] = [
  ...streetsOf(lindervelde, '9990', 'Lindervelde'),
  ...streetsOf(oosterlo, '9991', 'Oosterlo'),
  ...streetsOf(heikant, '9992', 'Heikant'),
];
