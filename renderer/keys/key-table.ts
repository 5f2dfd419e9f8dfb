import type { MessageKey } from '../i18n/message-key.ts';

export type KeyGroup = 'everywhere' | 'screen' | 'list';

export interface KeyDefinition {
  /** Key combinations, the printed one first; empty: only in the palette. */
  readonly keys: readonly string[];
  readonly label: MessageKey;
  readonly group: KeyGroup;
  /** Works while a dialog is open too. */
  readonly throughDialogs?: boolean;
  /** Always described by F1: lists, boxes and dialogs bind it themselves, some screens too. */
  readonly boundElsewhere?: boolean;
  /** Not offered in the palette. */
  readonly hidden?: boolean;
}

const definition = (keys: readonly string[], label: MessageKey, more: Partial<KeyDefinition> = {}): KeyDefinition => ({
  keys,
  label,
  group: 'everywhere',
  ...more,
});
const screen = (keys: readonly string[], label: MessageKey, more: Partial<KeyDefinition> = {}): KeyDefinition =>
  definition(keys, label, { group: 'screen', ...more });
const list = (keys: readonly string[], label: MessageKey): KeyDefinition =>
  definition(keys, label, { group: 'list', boundElsewhere: true, hidden: true });

/** A digit, or what its key gives without Shift on a Belgian keyboard. */
const toVisit = (digit: string, unshifted: string): KeyDefinition =>
  definition([`Alt+${digit}`, `Alt+${unshifted}`], 'keys.toVisit', { hidden: true });

/**
 * Every key of Onthaal: the one place that binds and documents them. Ctrl+Alt is AltGr on a Belgian keyboard and is never used;
 * Ctrl+A, C, V, X, Z belong to the text.
 */
export const keyTable = {
  help: definition(['F1'], 'keys.help', { throughDialogs: true }),
  palette: definition(['Ctrl+K'], 'keys.palette', { hidden: true }),
  search: definition(['F3', 'Ctrl+F'], 'keys.search'),
  readCode: definition(['Alt+Q'], 'keys.readCode'),
  syncNow: definition(['F5'], 'keys.syncNow'),
  callNext: definition(['F2'], 'keys.callNext'),
  parkVisit: definition(['Shift+F2'], 'keys.parkVisit'),
  queue: definition(['Ctrl+F2'], 'keys.queue'),
  board: definition(['Ctrl+Shift+F2'], 'keys.board'),
  dayEnd: definition(['Ctrl+Shift+F3'], 'keys.dayEnd'),
  checkInPerson: screen(['Ctrl+Shift+I'], 'keys.checkInPerson'),
  serveVisit: screen(['Shift+F9'], 'keys.serveVisit'),
  recallVisit: screen(['Ctrl+Shift+O'], 'keys.recallVisit'),
  returnVisit: screen(['Ctrl+Shift+R'], 'keys.returnVisit'),
  visitNoShow: screen(['Ctrl+Shift+N'], 'keys.visitNoShow'),
  visitLeft: screen(['Ctrl+Shift+L'], 'keys.visitLeft'),
  transferVisit: screen(['Ctrl+F6'], 'keys.transferVisit'),
  returnToCalendar: screen(['Ctrl+F9'], 'keys.returnToCalendar'),
  takeOverVisit: definition(['Ctrl+Shift+F6'], 'keys.takeOverVisit'),
  newQuestion: definition(['F4'], 'keys.newQuestion'),
  notepad: definition(['Shift+F4'], 'keys.notepad'),
  visitorIs: definition(['Shift+F3'], 'keys.visitorIs'),
  knowledge: definition(['Ctrl+F1'], 'keys.knowledge'),
  rights: screen(['Ctrl+Shift+M'], 'keys.rights'),
  standardText: screen(['Ctrl+Shift+T'], 'keys.standardText'),
  visit1: toVisit('1', '&'),
  visit2: toVisit('2', 'é'),
  visit3: toVisit('3', '"'),
  visit4: toVisit('4', "'"),
  visit5: toVisit('5', '('),
  visit6: toVisit('6', '§'),
  visit7: toVisit('7', 'è'),
  visit8: toVisit('8', '!'),
  visit9: toVisit('9', 'ç'),
  newDossier: definition(['F7'], 'keys.newDossier'),
  newInteraction: definition(['Shift+F7'], 'keys.newInteraction'),
  backOffice: definition(['Ctrl+F7'], 'keys.backOffice'),
  newAppointment: definition(['F8'], 'keys.newAppointment'),
  sendMessage: screen(['Ctrl+Shift+S'], 'keys.sendMessage'),
  printAppointment: screen(['Ctrl+Shift+F'], 'keys.printAppointment'),
  askTree: screen(['Ctrl+Shift+H'], 'keys.askTree'),
  calendar: definition(['Ctrl+F8'], 'keys.calendar'),
  callSheet: definition(['Ctrl+Shift+F7'], 'keys.callSheet'),
  waitingPapers: definition(['Ctrl+Shift+F5'], 'keys.waitingPapers'),
  runLate: definition(['Ctrl+Shift+F8'], 'keys.runLate'),
  hindered: screen(['Ctrl+Shift+F9'], 'keys.hindered'),
  earlierDay: screen(['Alt+PageUp'], 'keys.earlierDay'),
  laterDay: screen(['Alt+PageDown'], 'keys.laterDay'),
  moreSlots: screen(['Shift+F8'], 'keys.moreSlots'),
  newPerson: definition(['Alt+P'], 'keys.newPerson'),
  today: definition(['Alt+V'], 'keys.today'),
  workList: definition(['Alt+W'], 'keys.workList'),
  synchronisation: definition(['Alt+S'], 'keys.synchronisation'),
  conflicts: definition(['Alt+C'], 'keys.conflicts'),
  paymentDay: definition(['Alt+I'], 'keys.paymentDay'),
  neighbourTerminal: definition(['Ctrl+Shift+F4'], 'keys.neighbourTerminal', { throughDialogs: true }),
  openDrawer: screen(['Ctrl+Shift+K'], 'keys.openDrawer'),
  devices: definition(['Alt+L'], 'keys.devices'),
  administration: definition([], 'keys.administration'),
  openCard: screen(['Alt+J'], 'keys.openCard'),
  changeCardPin: screen(['Ctrl+Shift+E'], 'keys.changeCardPin'),
  back: definition(['Alt+ArrowLeft'], 'keys.back'),
  forward: definition(['Alt+ArrowRight'], 'keys.forward'),
  preferences: definition(['Ctrl+,'], 'keys.preferences'),
  blank: definition(['Ctrl+L'], 'keys.blank', { throughDialogs: true }),
  logInAgain: definition(['Alt+M'], 'keys.logInAgain', { throughDialogs: true }),
  logOut: definition([], 'keys.logOut'),
  close: definition(['Escape'], 'keys.close', { hidden: true }),
  save: screen(['F9', 'Ctrl+Enter'], 'keys.save'),
  handOver: definition(['F6'], 'keys.handOver'),
  assign: screen(['Shift+F6'], 'keys.assign'),
  changeStatus: screen(['Alt+T'], 'keys.changeStatus'),
  edit: screen(['Alt+B'], 'keys.edit'),
  addNote: screen(['Alt+N'], 'keys.addNote'),
  newTask: screen(['Alt+A'], 'keys.newTask'),
  addDocument: screen(['Alt+D'], 'keys.addDocument'),
  printLetter: screen(['Ctrl+P'], 'keys.printLetter'),
  previewLetter: screen(['Ctrl+Shift+B'], 'keys.previewLetter'),
  printedYes: definition(['Ctrl+Shift+G'], 'keys.printedYes'),
  keepLetter: definition(['Ctrl+Shift+D'], 'keys.keepLetter'),
  printAgain: definition(['Ctrl+Shift+P'], 'keys.printAgain'),
  printElsewhere: definition(['Ctrl+Shift+A'], 'keys.printElsewhere'),
  scanDocument: screen(['Alt+X'], 'keys.scanDocument'),
  takePhoto: screen(['Alt+Y'], 'keys.takePhoto'),
  shootPage: screen(['Alt+F'], 'keys.shootPage'),
  shootAgain: screen(['Alt+R'], 'keys.shootAgain'),
  turnPage: screen(['Alt+U'], 'keys.turnPage'),
  withoutText: screen(['Alt+Z'], 'keys.withoutText'),
  pay: screen(['Alt+E'], 'keys.pay'),
  openPerson: screen(['Alt+O'], 'keys.openPerson'),
  retry: screen(['Alt+H'], 'keys.retry'),
  copy: screen(['Alt+K'], 'keys.copy'),
  saveFile: screen(['Ctrl+S'], 'keys.saveFile'),
  savePdf: screen(['Ctrl+Shift+J'], 'keys.savePdf'),
  useExisting: screen(['Alt+G'], 'keys.useExisting'),
  movePage: list(['Ctrl+ArrowLeft', 'Ctrl+ArrowRight'], 'keys.movePage'),
  removePage: list(['Delete'], 'keys.removePage'),
  listMove: list(['ArrowUp', 'ArrowDown'], 'keys.listMove'),
  listEnds: list(['Home', 'End'], 'keys.listEnds'),
  listOpen: list(['Enter'], 'keys.listOpen'),
} as const satisfies Record<string, KeyDefinition>;

export type KeyAction = keyof typeof keyTable;
export const keyActions = Object.keys(keyTable) as KeyAction[];

/** The definition of an action, in its general shape. */
export function keyDefinition(action: KeyAction): KeyDefinition {
  return keyTable[action];
}
