export * from './appointment-code.ts';
export * from './call-sheet.ts';
export * from './citizen-author.ts';
export * from './decision-tree.ts';
export * from './free-slots.ts';
export * from './occupation.ts';
export { blockedOn, closedFor, dayOf, openHours, wholeDay } from './open-hours.ts';
export * from './planner-data.ts';
