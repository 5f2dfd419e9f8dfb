import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { referenceRow } from './row.ts';

type Article = ReferenceData['knowledgeArticle'];
type Facts = Omit<Article, 'productCodes' | 'language' | 'body'>;

/** When the articles of the demo were looked through last. */
const reviewedOn = '2026-09-14';

const article = (productCode: string, language: string, name: string, body: readonly string[], facts: Facts = {}) => {
  const code = language === 'nl' ? productCode : `${productCode}-${language}`;
  const data: Article = { productCodes: [productCode], language, body: body.join('\n\n'), reviewedOn, ...facts };
  return referenceRow('knowledgeArticle', `article-${code}`, code, name, data);
};

const eidFacts: Facts = {
  priceCodes: ['eid-volwassene', 'eid-spoed'],
  usualTerm: 'Ongeveer drie weken; met spoed enkele dagen',
};
const passFacts: Facts = { priceCodes: ['reispas-volwassene', 'reispas-kind'], usualTerm: 'Ongeveer een week' };

/** What clerks must know of products, in plain words; invented for an invented municipality. */
export const knowledgeArticleRows: readonly Reference[] = [
  article(
    'eid-aanvraag',
    'nl',
    'Identiteitskaart aanvragen',
    [
      'De aanvrager komt zelf, ook als de oude kaart verloren of kapot is. Voor een verloren of gestolen kaart is eerst een aangifte nodig: DocStop blokkeert de kaart.',
      'De pin- en pukcode komen met de post thuis. Daarna maakt de burger een afspraak om de kaart af te halen.',
      'Wie niet kan komen door ziekte, vraagt een huisbezoek aan.',
    ],
    eidFacts,
  ),
  article(
    'eid-aanvraag',
    'fr',
    'Demander une carte d’identité',
    [
      'Le demandeur se présente en personne, même si l’ancienne carte est perdue ou abîmée. En cas de perte ou de vol, une déclaration est nécessaire : DocStop bloque la carte.',
      'Les codes PIN et PUK arrivent par la poste. Ensuite, le citoyen prend rendez-vous pour retirer la carte.',
    ],
    { ...eidFacts, usualTerm: 'Environ trois semaines ; en urgence quelques jours' },
  ),
  article('eid-afhalen', 'nl', 'Identiteitskaart afhalen', [
    'Zonder de brief met de codes kan de kaart niet geactiveerd worden. Is de brief kwijt, vraag dan nieuwe codes aan.',
    'De oude kaart wordt ingeleverd en vernietigd, tenzij ze gestolen of verloren is.',
  ]),
  article(
    'kids-id',
    'nl',
    'Kids-ID aanvragen',
    [
      'Voor een kind jonger dan 12 dat naar het buitenland gaat. Een van de ouders die het ouderlijk gezag heeft, vraagt ze aan.',
      'Het kind moet erbij zijn.',
    ],
    { priceCodes: ['kids-id'], usualTerm: 'Ongeveer drie weken' },
  ),
  article(
    'reispas',
    'nl',
    'Reispas aanvragen',
    [
      'Vingerafdrukken en handtekening worden aan het loket genomen: de aanvrager komt zelf. Kinderen komen met een ouder.',
      'Kijk eerst of een reispas nodig is: binnen de Europese Unie volstaat een identiteitskaart.',
    ],
    passFacts,
  ),
  article(
    'rijbewijs',
    'nl',
    'Rijbewijs aanvragen',
    [
      'Wie slaagde voor het praktijkexamen, vraagt het rijbewijs binnen de drie jaar aan.',
      'Een rijbewijs is tien jaar geldig.',
    ],
    { priceCodes: ['rijbewijs', 'rijbewijs-internationaal'], usualTerm: 'Ongeveer een week' },
  ),
  article('pincode', 'nl', 'Nieuwe pincode', [
    'Wie drie keer een verkeerde pincode gaf, heeft nieuwe codes nodig. Is de pukcode er nog, dan kan het meteen aan het loket.',
  ]),
  article('adreswijziging', 'nl', 'Adres wijzigen', [
    'Een verhuis wordt binnen de acht werkdagen aangegeven bij de gemeente waar men gaat wonen. Iedereen die meeverhuist, staat op één aangifte.',
    'De wijkagent komt langs. Daarna wordt het nieuwe adres op de chip van elke kaart gezet: daarvoor zijn alle kaarten nodig, met hun pincode.',
  ]),
  article('adreswijziging', 'en', 'Change of address', [
    'A move is reported within eight working days to the municipality where one is going to live. Everybody who moves along is on one declaration.',
    'The community police officer comes by. After that the new address is put on the chip of every card: all cards are needed for that, with their PIN.',
  ]),
  article('geboorteaangifte', 'nl', 'Geboorte aangeven', [
    'Binnen de vijftien dagen, door een van de ouders. Zijn de ouders niet gehuwd, dan komt wie het kind wil erkennen mee, of bracht dat vooraf in orde.',
  ]),
  article('overlijden', 'nl', 'Overlijden aangeven', [
    'Meestal doet de begrafenisondernemer de aangifte. Neem de tijd: vraag eerst wat al gebeurd is en zet de rest op papier voor de familie.',
  ]),
  article('bewonerskaart', 'nl', 'Bewonerskaart aanvragen', [
    'Op elk adres zijn twee kaarten mogelijk. Staat de wagen op naam van een bedrijf, dan is een attest van de werkgever nodig.',
  ]),
  article('mantelzorg', 'nl', 'Mantelzorgpremie aanvragen', [
    'Voor wie minstens zes maanden zorgt voor iemand die in de gemeente woont en zwaar zorgbehoevend is. De premie wordt elke drie maanden betaald.',
  ]),
  article(
    'uittreksel-strafregister',
    'nl',
    'Uittreksel uit het strafregister',
    ['Vraag waarvoor het dient: voor werk met kinderen is een ander model nodig.'],
    { usualTerm: 'Meteen aan het loket' },
  ),
  article('inname', 'nl', 'Inname van de straat', [
    'Minstens tien werkdagen vooraf aanvragen. De borden staan er 48 uur vooraf, met een foto als bewijs.',
  ]),
];
