/** A benchmark as the page tells about it. */
export interface Figure {
  /** Name of the benchmark and of its result file. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
}

/** What the page shows, in this order. A benchmark that was not run gets a sentence that says so. */
export const figures: readonly Figure[] = [
  {
    name: 'storage',
    title: "RxDB's storage on SQLite",
    about:
      'One collection of dossiers of 2 kB, encrypted, on the disk. "storage" asks the storage itself and compares with SQL written by hand through the same driver, on the same settings, columns and indexes, JSON.parse included. "RxDB" asks through RxDB\'s query layer and compares with RxDB\'s own memory storage, which keeps every document as an object and is what this storage can hope to come near. Every question is asked with other values, so no cache of answers helps. `bulkWrite` writes 500 documents per transaction; more documents per second is better, so there a ratio below 1 is slower.',
  },
  {
    name: 'first-sync',
    title: 'First sync of a new desk',
    about:
      'From opening an empty file until every document is on the disk and can be searched, against a plain download and insert of the same documents.',
  },
  {
    name: 'open',
    title: 'Opening a full database',
    about: 'From asking to open an existing file to the first answer.',
  },
  {
    name: 'search',
    title: 'Search while typing',
    about:
      'Names, numbers, streets, words and typing errors typed letter by letter, against the same words in FTS5 alone.',
  },
  {
    name: 'dossier-card',
    title: 'Cards and lists',
    about: 'The named reads of the screens, against fetching the same documents by their ids and parsing them.',
  },
  {
    name: 'live-reads',
    title: 'Live reads',
    about: 'From a write to the screens that show it, with one and with many live reads.',
  },
  {
    name: 'while-syncing',
    title: 'Reading while other desks work',
    about: 'The named reads while documents of other desks come in, against the same reads at rest.',
  },
  {
    name: 'commands',
    title: 'Saving',
    about: 'From a clerk\'s "save" to "saved": durable on the disk. Against one transaction of SQLite alone.',
  },
  {
    name: 'start-up',
    title: 'Starting the application',
    about: 'The real application, from start to first paint, login screen and usable list, against an empty window.',
  },
  {
    name: 'migration',
    title: 'A change of the data model',
    about: 'What an update that changes the data model costs on a full database.',
  },
  {
    name: 'desk-streams',
    title: 'Many desks on one mid-office',
    about:
      'Desks that listen at one or several nodes on one PostgreSQL, while others write: from the commit to the word on every desk, and what a node needs for it.',
  },
  {
    name: 'eid-reading',
    title: 'Reading an identity card',
    about:
      'An emulated eID of both generations, in a virtual reader behind a real pcscd: every file, the question to the chip and all checks but the revocation, which asks a responder. Against the same commands given without any work between them; for the first chips with elliptic curves also with the 10 ms that they need after each "wrong length", in which Onthaal judges what it has. A real card takes seconds for its commands where the emulated one takes a few tens of milliseconds, so there the work of Onthaal is a few hundredths of the whole.',
  },
  {
    name: 'card-on-screen',
    title: 'An identity card on the screen',
    about:
      'An emulated eID of the newest generation in the real Electron, behind a real pcscd: from the moment that it is put in until its person and photo are painted, and the part of that behind the word of the reader: reading, judging, writing down who looked, painting. What comes before is how often pcscd asks the virtual reader (every 400 ms) and powers the card up.',
  },
  {
    name: 'standard-visit',
    title: 'The standard visit',
    about:
      'Call, card, look, note, new dossier, handover, appointment and finish with the keys of a Belgian keyboard in the real Electron, each key as soon as what the one before it asked for is painted: the sum is what a clerk waits for, without human pauses. The first reaction is the first frame in which anything changed after the key.',
  },
  {
    name: 'scanning',
    title: 'A page before the camera',
    about:
      'What happens to a camera picture of 1920 by 1080, on one core: the page is found and made flat, cleaned up, looked through for codes, and its text is read. Against copying the picture byte by byte.',
  },
];
