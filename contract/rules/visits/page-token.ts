/** Random bytes of the token in the address of a visit's page: 144 bits. */
export const pageTokenBytes = 18;
/** Those bytes as they stand in an address. */
export const pageTokenShape = /^[\w-]{24}$/;
/** Where the pages of visits are, at the address by which citizens reach the mid-office. */
export const visitPagePath = '/position/';
