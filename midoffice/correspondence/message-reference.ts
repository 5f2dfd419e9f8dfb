/** The reference of a message where a hyphen does not fit: its id as 32 characters. */
export function referenceOf(messageId: string): string {
  return messageId.replaceAll('-', '');
}

/** The id of a message from its reference. */
export function messageIdOf(reference: string): string {
  return reference.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
