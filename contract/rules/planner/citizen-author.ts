/** Who changed an appointment when a citizen did, on the page of their own. */
export const citizenAuthor = { memberId: 'citizen', name: 'De burger' } as const;

/** Whether a citizen was the last to change an appointment. */
export function isChangedByCitizen({ updatedBy }: { readonly updatedBy: { readonly memberId: string } }): boolean {
  return updatedBy.memberId === citizenAuthor.memberId;
}
