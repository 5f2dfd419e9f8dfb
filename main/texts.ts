/**
 * What main itself says, in menus and dialogs, before or without a renderer that has the catalogue. Plain Dutch; the
 * static recovery page has its own sentences in its own file.
 */
export const texts = {
  applicationName: 'Onthaal',
  alreadyRunning: 'Onthaal is al geopend (ALREADY_RUNNING). Het open venster komt naar voren.',
  browserLoginDone: ['U bent aangemeld', 'Ga terug naar Onthaal. U mag dit tabblad sluiten.'],
  browserLoginFailed: ['Aanmelden is niet gelukt', 'Ga terug naar Onthaal: daar staat waarom, en wat u kunt doen.'],
  browserLoginUnknown: ['Deze pagina bestaat niet', 'Ga terug naar Onthaal en meld u daar aan.'],
  file: 'Bestand',
  quit: 'Onthaal afsluiten',
  edit: 'Bewerken',
  undo: 'Ongedaan maken',
  redo: 'Opnieuw',
  cut: 'Knippen',
  copy: 'Kopiëren',
  paste: 'Plakken',
  selectAll: 'Alles selecteren',
  view: 'Beeld',
  actualSize: 'Werkelijke grootte',
  larger: 'Groter',
  smaller: 'Kleiner',
  fullScreen: 'Volledig scherm',
  help: 'Help',
  openLogFolder: 'Logboekmap openen',
  developerTools: 'Hulpmiddelen voor ontwikkelaars',
  unresponsiveTitle: 'Onthaal antwoordt niet',
  unresponsiveMessage: 'Het venster van Onthaal antwoordt al een tijdje niet.',
  unresponsiveDetail:
    'Wat u hebt bewaard, is veilig. U kunt nog even wachten of het venster opnieuw laden. Bij opnieuw laden gaat verloren wat u nog niet had bewaard.',
  wait: 'Wachten',
  reload: 'Opnieuw laden',
  fatalTitle: 'Onthaal moet stoppen',
  fatalMessage:
    'Er is een onverwachte fout in Onthaal zelf. Wat u hebt bewaard, is veilig. Start Onthaal opnieuw; blijft dit gebeuren, verwittig dan uw beheerder en bezorg het logboek.',
  diskFullMessage:
    'De schijf van deze computer is vol (DISK_FULL). Wat u hebt bewaard, is veilig. Maak plaats vrij en start Onthaal opnieuw.',
  folderLockedMessage:
    'Onthaal mag niet schrijven in zijn eigen map op deze computer (DISK_READ_ONLY). Vraag uw beheerder om de rechten van die map na te kijken.',
} as const;
