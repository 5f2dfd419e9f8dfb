import { adreswijziging } from './adreswijziging.ts';
import { bewonerskaart } from './bewonerskaart.ts';
import { evenementaanvraag } from './evenementaanvraag.ts';
import { huwelijksaangifte } from './huwelijksaangifte.ts';
import { informatieVerbouwen } from './informatie-verbouwen.ts';
import { innameOpenbaarDomein } from './inname-openbaar-domein.ts';
import { klacht } from './klacht.ts';
import { mantelzorgpremie } from './mantelzorgpremie.ts';
import { melding } from './melding.ts';
import { omgevingsvergunningGewoon, omgevingsvergunningVereenvoudigd } from './omgevingsvergunning.ts';
import { openbaarheidVanBestuur } from './openbaarheid-van-bestuur.ts';
import type { DossierTypeSeed } from './seed-type.ts';
import { verenigingssubsidie } from './verenigingssubsidie.ts';

/** All dossier types; the permit counts twice, because its two procedures differ in their term. */
export const dossierTypeSeeds: readonly DossierTypeSeed[] = [
  informatieVerbouwen,
  melding,
  mantelzorgpremie,
  omgevingsvergunningVereenvoudigd,
  omgevingsvergunningGewoon,
  innameOpenbaarDomein,
  evenementaanvraag,
  bewonerskaart,
  adreswijziging,
  verenigingssubsidie,
  openbaarheidVanBestuur,
  huwelijksaangifte,
  klacht,
];
