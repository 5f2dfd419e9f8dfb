import type { PhotoFrame } from '../../../imaging/passport-photo.ts';
import type { ScannedImage } from '../pdf/scanned-page.ts';
import type { ScannedPdf } from '../pdf/scanned-pdf.ts';

/** A page as it comes from the camera. */
export interface TakenPage extends ScannedImage {
  /** False: no page was found in the picture, and all of it was kept. */
  readonly isCut: boolean;
  /** It looks blank; leaving it out is proposed. */
  readonly isBlank: boolean;
}

/** A barcode or QR code that was read. */
export interface ReadCode {
  readonly text: string;
  readonly format: string;
}

/** A line of a travel document without its chevrons, and where its characters stand (see `imaging/machine-cells.ts`). */
export interface TravelLine {
  readonly image: ScannedImage;
  readonly chevrons: readonly boolean[];
  readonly start: number;
  readonly pitch: number;
}

/** What the worker is asked, and what it answers. */
export interface ImagingTasks {
  readonly page: { readonly ask: { readonly frame: ImageBitmap }; readonly answer: TakenPage };
  /** A page of a scanner: whole, flat, and never decoded before. */
  readonly scanned: { readonly ask: { readonly jpeg: Uint8Array }; readonly answer: TakenPage };
  readonly turn: { readonly ask: { readonly image: ScannedImage }; readonly answer: ScannedImage };
  readonly photo: {
    readonly ask: { readonly frame: ImageBitmap; readonly part: PhotoFrame };
    readonly answer: ScannedImage;
  };
  /** Makes ready for looking for codes. */
  readonly prepareCodes: { readonly ask: object; readonly answer: null };
  readonly codes: {
    /** Not fine: at half the size, in a third of the time; what is printed small is not seen. */
    readonly ask: { readonly frame: ImageBitmap; readonly isFine: boolean };
    readonly answer: readonly ReadCode[];
  };
  /** None: there is no passport or identity card in the picture. */
  readonly travel: {
    /** `isPage`: what was scanned, with nothing around it, however it lies. */
    readonly ask: { readonly frame: ImageBitmap; readonly isPage: boolean };
    readonly answer: readonly TravelLine[];
  };
  readonly pdf: { readonly ask: ScannedPdf; readonly answer: Uint8Array };
}

export type ImagingTask = keyof ImagingTasks;

export type ImagingRequest = {
  [Task in ImagingTask]: { readonly task: Task; readonly sequence: number; readonly ask: ImagingTasks[Task]['ask'] };
}[ImagingTask];

export type ImagingResponse =
  | { readonly sequence: number; readonly answer: ImagingTasks[ImagingTask]['answer'] }
  | { readonly sequence: number; readonly failed: string };
