/**
 * Request header with the `databaseId` that a desk synced with. The mid-office refuses a request for another database with 409
 * MIDOFFICE_REPLACED, so that nothing of one database is ever pushed into another, whenever the change happens.
 */
export const databaseHeader = 'onthaal-database';
