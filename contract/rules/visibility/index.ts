export * from './may-see.ts';
export * from './visibility-table.ts';
export * from './visible-fields.ts';
