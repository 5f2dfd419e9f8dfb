import type { ReferenceOf } from '../../entities/reference.ts';
import type { Role } from '../../entities/reference-kinds.ts';
import { appointmentMinutes } from '../appointments/index.ts';
import type { Occupation } from './occupation.ts';
import { overlaps, type PlannerData, type Stretch, type Wish } from './planner-data.ts';

const receiving: readonly Role[] = ['clerk', 'caseHandler', 'teamLead'];

/** The length of an appointment, and of the buffer behind it. */
export interface Length {
  readonly minutes: number;
  readonly bufferMinutes: number;
}

type Product = ReferenceOf<'product'>;
type Place = ReferenceOf<'desk'> | ReferenceOf<'room'>;

/** How long a product takes for so many people. */
export function lengthOf({ data }: Pick<Product, 'data'>, persons: number): Length {
  return { minutes: appointmentMinutes([data], persons), bufferMinutes: data.bufferMinutes ?? 0 };
}

function hasRoomFor({ data }: ReferenceOf<'room'>, { persons, mode }: Wish): boolean {
  return data.seats >= persons && (mode !== 'hybrid' || data.hybrid);
}

/** Desks or rooms where a product can be given; undefined when no place is needed. */
function placesFor(data: PlannerData, wish: Wish, product: Product, building: string): readonly Place[] | undefined {
  if (wish.mode === 'digital') return undefined;
  const isInRoom = wish.mode === 'hybrid' || product.data.place === 'room';
  const places: readonly Place[] = isInRoom
    ? data.room.filter((room) => room.data.building === building && hasRoomFor(room, wish))
    : data.desk.filter((desk) => desk.data.building === building && desk.data.teamIds.includes(product.data.teamId));
  return places.filter(({ id }) => wish.placeId === undefined || id === wish.placeId);
}

function membersFor({ member }: PlannerData, wish: Wish, { data }: Product): readonly ReferenceOf<'member'>[] {
  return member.filter(
    (one) =>
      receiving.includes(one.data.role) &&
      one.data.teamIds.includes(data.teamId) &&
      (data.skill === undefined || one.data.skills?.includes(data.skill) === true) &&
      (wish.memberId === undefined || one.id === wish.memberId),
  );
}

/** What can serve a wish; undefined when nothing ever can. */
export interface Means {
  readonly product: Product;
  readonly location: ReferenceOf<'location'>;
  readonly places: readonly Place[] | undefined;
  readonly members: readonly ReferenceOf<'member'>[];
}

/** What can serve a wish: a product, a location, and the places and members that could do it at some time; undefined when nothing ever can. */
export function meansOf(data: PlannerData, wish: Wish): Means | undefined {
  const product = data.product.find(({ code }) => code === wish.productCode);
  const location = data.location.find(({ id }) => id === wish.locationId);
  if (product === undefined || location === undefined || !product.data.modes.includes(wish.mode)) return undefined;
  if (wish.persons < 1 || wish.persons > (product.data.mostPersons ?? 20)) return undefined;
  const places = placesFor(data, wish, product, location.data.building);
  return { product, location, places, members: membersFor(data, wish, product) };
}

/** The most occupations that there are at one moment of a stretch. */
export function mostAtOnce(stretch: Stretch, occupations: readonly Occupation[]): number {
  const within = occupations.filter((one) => overlaps(one, stretch));
  const moments = [stretch.from, ...within.map(({ from }) => Math.max(from, stretch.from))];
  return Math.max(
    ...moments.map((moment) => within.filter(({ from, until }) => from <= moment && moment < until).length),
  );
}

/** Whether a location gives no more appointments during a stretch than those that there are: only what has a place counts. */
export function isFull(
  { id, data }: ReferenceOf<'location'>,
  stretch: Stretch,
  occupations: readonly Occupation[],
): boolean {
  const most = data.mostAtOnce;
  if (most === undefined) return false;
  const here = occupations.filter(({ locationId, placeId }) => locationId === id && placeId !== undefined);
  return mostAtOnce(stretch, here) >= most;
}
