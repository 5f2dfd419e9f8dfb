/** Words from which names of enterprises and associations are put together. */
export const enterpriseTrades: readonly { readonly trade: string; readonly names: readonly string[] }[] = [
  { trade: 'Bakkerij', names: ['Het Zoete Broodje', 'De Gouden Aar', 'Den Desem', "'t Suikerhuis"] },
  { trade: 'Slagerij', names: ['Ter Linde', 'De Vierklauw', 'Het Vleeshuis'] },
  { trade: 'Garage', names: ['Autopoint', 'De Ronde', 'Van Steenkiste', 'Carrosserie Noord'] },
  { trade: 'Café', names: ['De Sportvriend', 'In den Engel', 'De Kroon', 'Het Hof van Plaisance', "d'Oude Post"] },
  { trade: 'Brasserie', names: ['Het Marktplein', 'Élisabeth', 'De Molenhoek', 'Chez Amélie'] },
  { trade: 'Bouwwerken', names: ['Verhelst', 'De Metser', 'Noordbouw', 'Van Looveren', 'Kowalczyk & zonen'] },
  { trade: 'Dakwerken', names: ['De Nok', 'Topdak', 'Claeys', 'Schepens'] },
  { trade: 'Tuinaanleg', names: ['Groendal', 'De Haag', 'Buitenkamer', 'Het Groene Erf'] },
  { trade: 'Kapsalon', names: ['Anaïs', 'Haarfijn', 'Knip & Zo', 'Coupe Zoë'] },
  { trade: 'Apotheek', names: ['De Linde', 'Van Hoecke', 'Oosterlo'] },
  { trade: 'Kinderdagverblijf', names: ['De Speelvogel', 'Pinokkio', 'Het Zonnetje', 'Pluk'] },
  { trade: 'Elektro', names: ['Vanhaute', 'De Vonk', 'Licht & Co'] },
  { trade: 'Immo', names: ['Lindervelde', 'Thuishaven', 'De Sleutel'] },
  { trade: 'Transport', names: ['Maes', 'Wegwijs', 'De Lange Baan'] },
  { trade: 'Architectenbureau', names: ['Lijn & Vlak', 'Atelier Noord', 'De Tekentafel', 'Studio Kouter'] },
  { trade: 'Loonwerken', names: ['De Akker', 'Gebroeders Baert', 'Van Impe'] },
  { trade: 'Drukkerij', names: ['De Letter', 'Inkt & Papier'] },
  { trade: 'Fietsenwinkel', names: ['De Ketting', 'Tweewiel', 'Het Zadel'] },
];

export const legalForms = ['BV', 'BV', 'BV', 'NV', 'CV', 'VOF', 'Comm.V'] as const;

export const associationKinds: readonly { readonly kind: string; readonly names: readonly string[] }[] = [
  { kind: 'Koninklijke Harmonie', names: ['Sint-Cecilia', 'De Eendracht', 'Kunst en Vermaak'] },
  { kind: 'Chiro', names: ['Lindervelde', 'Sint-Anna Oosterlo', 'Heikant'] },
  { kind: 'Scouts en Gidsen', names: ['De Valk', 'Sint-Joris'] },
  { kind: 'KSA', names: ['Oosterlo', 'Heikant'] },
  { kind: 'Voetbalclub', names: ['VK Lindervelde', 'Eendracht Oosterlo', 'SK Heikant'] },
  { kind: 'Turnkring', names: ['Vlug en Lenig', 'De Ring'] },
  { kind: 'Wielerclub', names: ['De Trappers', 'Het Zwarte Asfalt', 'De Kasseistampers'] },
  { kind: 'Toneelkring', names: ['De Rode Draad', 'Het Doek', 'Streven'] },
  { kind: 'Ferm', names: ['Lindervelde', 'Oosterlo', 'Heikant'] },
  { kind: 'Okra', names: ['Lindervelde', 'Oosterlo'] },
  { kind: 'Heemkundige kring', names: ['De Oude Molen', 'Het Land van Linde'] },
  { kind: 'Natuurpunt', names: ['Lindervelde', 'De Meersen'] },
  { kind: 'Buurtcomité', names: ['Tuinwijk', 'Kouter', 'De Dries', 'Heikant leeft', 'Stationswijk'] },
  { kind: 'Judoclub', names: ['Ippon', 'Samoerai'] },
  { kind: 'Oudercomité', names: ['De Springplank', 'Sint-Jozef', 'De Wegwijzer'] },
  { kind: 'Petanqueclub', names: ["'t Buutje", 'De Zilveren Bol'] },
];
