import { flatSize, flatten } from './flatten.ts';
import { findCells, type ReadableLine, takeOutChevrons } from './machine-cells.ts';
import { findMachineLines } from './machine-lines.ts';
import { findPageCorners } from './page-corners.ts';
import type { Pixels } from './pixels.ts';
import { turnRight } from './turn.ts';

/** The longer side of the flat document: a character is 25 pixels wide or more. */
const LONG_SIDE = 1600;
/** Every travel document has some; upside down they open to the other side, and none is found. */
const LEAST_CHEVRONS = 2;

function readable(picture: Pixels): readonly ReadableLine[] {
  const found = findMachineLines(picture);
  if (found.length === 0) return [];
  const cells = findCells(found);
  const lines = found.map((line) => takeOutChevrons(line, cells));
  const chevrons = lines.flatMap((line) => line.chevrons).filter((isChevron) => isChevron).length;
  return chevrons < LEAST_CHEVRONS ? [] : lines;
}

/** However the document lies: upright, upside down, and on its sides. */
function readableAnyWay(picture: Pixels): readonly ReadableLine[] {
  const upright = picture.width >= picture.height ? picture : turnRight(picture);
  const onSide = (): Pixels => (picture.width >= picture.height ? turnRight(picture) : picture);
  const ways = [() => upright, () => turnRight(turnRight(upright)), onSide, () => turnRight(turnRight(onSide()))];
  for (const way of ways) {
    const lines = readable(way());
    if (lines.length > 0) return lines;
  }
  return [];
}

/**
 * The lines at the foot of a passport or an identity card in a camera's picture, ready to be read: of the document where its edges are
 * found, else of the whole picture.
 *
 * @returns none when there is no such document in it
 */
export function findTravelLines(picture: Pixels): readonly ReadableLine[] {
  const corners = findPageCorners(picture);
  const onDocument = corners ? readableAnyWay(flatten(picture, corners, flatSize(corners, LONG_SIDE))) : [];
  return onDocument.length > 0 ? onDocument : readable(picture);
}

/** The same on a page that was scanned or cut out: it has no edges any more, and may lie in any way. */
export function findTravelLinesOnPage(page: Pixels): readonly ReadableLine[] {
  return readableAnyWay(page);
}
