import { useEffect, useRef } from 'react';
import type { ScannedImage } from './pdf/scanned-page.ts';

interface PagePictureProps {
  readonly image: ScannedImage;
  /** Read out; absent: decoration, its name stands beside it. */
  readonly label?: string;
  /** Longest side, in pixels. */
  readonly longSide: number;
}

/** Draws a scanned page. It is never an address of the page, so that nothing of it stays anywhere when it goes. */
export function PagePicture({ image, label, longSide }: PagePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = Math.min(1, longSide / Math.max(image.width, image.height));
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  useEffect(() => {
    let isOver = false;
    const draw = async (): Promise<void> => {
      const picture = await createImageBitmap(new Blob([new Uint8Array(image.jpeg)], { type: 'image/jpeg' }), {
        resizeWidth: width,
        resizeHeight: height,
        resizeQuality: 'high',
      });
      if (!isOver) canvas.current?.getContext('2d')?.drawImage(picture, 0, 0);
      picture.close();
    };
    void draw();
    return () => {
      isOver = true;
    };
  }, [image, width, height]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      className="page-picture"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
