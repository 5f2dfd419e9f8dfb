import type { KeyboardEvent, PointerEvent } from 'react';
import { useId, useRef } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import {
  changedByKey,
  HEAD_MILLIMETRES,
  keptInside,
  PHOTO_MILLIMETRES,
  type PhotoFrame,
} from '../../../imaging/passport-photo.ts';
import './photo-dialog.css';

interface PhotoOverlayProps {
  readonly picture: { readonly width: number; readonly height: number };
  readonly frame: PhotoFrame;
  readonly onChange: (frame: PhotoFrame) => void;
}

/** Where the head belongs in the photograph: crown, chin and eyes, in millimetres. */
function HeadGuide() {
  const { width, height } = PHOTO_MILLIMETRES;
  const { least, most, aboveCrown, eyesAboveEdge } = HEAD_MILLIMETRES;
  const headHeight = (least + most) / 2;
  return (
    <svg className="photo-guide" viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <ellipse cx={width / 2} cy={aboveCrown + headHeight / 2} rx={headHeight * 0.37} ry={headHeight / 2} />
      <rect
        className="photo-eyes"
        x={4}
        width={width - 8}
        y={height - eyesAboveEdge.most}
        height={eyesAboveEdge.most - eyesAboveEdge.least}
      />
      <line x1={width / 2} x2={width / 2} y1={0} y2={height} />
    </svg>
  );
}

/** The frame over the picture: dragged, or moved by arrows, made larger and smaller by + and −. */
export function PhotoOverlay({ picture, frame, onChange }: PhotoOverlayProps) {
  const t = useText();
  const hint = useId();
  const place = useRef<HTMLDivElement>(null);
  const grip = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const at = (event: PointerEvent) => {
    const box = place.current?.getBoundingClientRect();
    return box ? { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height } : undefined;
  };
  const hold = (event: PointerEvent<HTMLButtonElement>): void => {
    const where = at(event);
    if (!where) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: frame.x - where.x, y: frame.y - where.y };
  };
  const drag = (event: PointerEvent): void => {
    const where = at(event);
    if (!grip.current || !where) return;
    onChange(keptInside({ ...frame, x: where.x + grip.current.x, y: where.y + grip.current.y }, picture));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const changed = changedByKey(frame, event.key);
    if (!changed) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(keptInside(changed, picture));
  };
  const width = (frame.height * PHOTO_MILLIMETRES.width * picture.height) / (PHOTO_MILLIMETRES.height * picture.width);
  const percent = (part: number): string => `${part * 100}%`;
  return (
    <div
      ref={place}
      className="photo-overlay"
      style={{ aspectRatio: `${picture.width} / ${picture.height}` }}
      {...(picture.width / picture.height > 16 / 9 ? { 'data-wide': '' } : {})}
    >
      <button
        type="button"
        className="photo-frame"
        aria-label={t('photo.frame')}
        aria-describedby={hint}
        style={{
          left: percent(frame.x - width / 2),
          top: percent(frame.y - frame.height / 2),
          width: percent(width),
          height: percent(frame.height),
        }}
        onKeyDown={onKeyDown}
        onPointerDown={hold}
        onPointerMove={drag}
        onPointerUp={() => {
          grip.current = undefined;
        }}
      >
        <HeadGuide />
      </button>
      <span id={hint} className="visually-hidden">
        {t('photo.frameHint')}
      </span>
    </div>
  );
}
