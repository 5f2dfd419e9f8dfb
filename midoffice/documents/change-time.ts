/** Now, but later than any of these documents was last changed, whatever the clocks of other nodes and desks say. */
export function changeTime(now: Date, ...documents: readonly ({ readonly updatedAt: string } | undefined)[]): string {
  const known = documents.map((one) => (one === undefined ? 0 : Date.parse(one.updatedAt) + 1));
  return new Date(Math.max(now.getTime(), ...known)).toISOString();
}
