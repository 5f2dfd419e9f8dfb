/** What the order of a queue needs to know of a visit. */
export interface Waiting {
  readonly id: string;
  /** 0 to 9; who has more is called first. */
  readonly priority: number;
  /** UTC instant, ISO 8601. */
  readonly arrivedAt: string;
  readonly waitsForDeskId?: string | undefined;
  /** What is over needs nobody any more. */
  readonly services: readonly { readonly productCode: string; readonly state?: string | undefined }[];
}

/** A desk that calls. */
export interface CallingDesk {
  readonly id: string;
  /** Whose work it does. */
  readonly teamIds: readonly string[];
}

/** The team of a product; undefined for a product that nobody knows. */
export type TeamOfProduct = (productCode: string) => string | undefined;

/** By priority, then by how long they wait; the id decides between two of the same moment, so that every desk has one order. */
export function queueOrder(left: Waiting, right: Waiting): number {
  if (left.priority !== right.priority) return right.priority - left.priority;
  if (left.arrivedAt !== right.arrivedAt) return left.arrivedAt < right.arrivedAt ? -1 : 1;
  return left.id < right.id ? -1 : Number(left.id > right.id);
}

/** Whether a desk can help with one of the services of a visit. What nobody knows the team of, every desk helps with. */
export function canServe(desk: CallingDesk, { services }: Pick<Waiting, 'services'>, teamOf: TeamOfProduct): boolean {
  const open = services.filter(({ state }) => state !== 'finished');
  if (open.length === 0) return true;
  return open.some(({ productCode }) => {
    const teamId = teamOf(productCode);
    return teamId === undefined || desk.teamIds.includes(teamId);
  });
}

/**
 * Those that a desk calls, the next one first: who waits for this very desk, then who waits for any desk that can help. Who waits for
 * another desk is that desk's.
 */
export function callable<Visit extends Waiting>(
  waiting: readonly Visit[],
  desk: CallingDesk,
  teamOf: TeamOfProduct,
): readonly Visit[] {
  const inOrder = [...waiting].sort(queueOrder);
  const own = inOrder.filter(({ waitsForDeskId }) => waitsForDeskId === desk.id);
  const others = inOrder.filter((visit) => visit.waitsForDeskId === undefined && canServe(desk, visit, teamOf));
  return [...own, ...others];
}
