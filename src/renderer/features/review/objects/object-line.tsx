import type { MouseEvent } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import type { Rgb } from '../../../../shared/model/palette.ts';
import { formatCount } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Swatch } from '../../../ui/swatch.tsx';
import css from './objects.module.css';

interface ObjectLineProps {
  readonly object: ObjectRow;
  readonly entry: ProjectClass | undefined;
  /** That of the object in the viewer. */
  readonly rgb: Rgb | undefined;
  readonly isSelected: boolean;
  readonly topPx: number;
  readonly onClick: (event: MouseEvent) => void;
}

export function ObjectLine({ object, entry, rgb, isSelected, topPx, onClick }: ObjectLineProps) {
  const { number, x, y, width, height, pixels, parts, isCrowd, sourceId } = object;
  const name = entry?.name ?? text.look.unassigned;
  const said = text.review.pixels(formatCount(pixels));
  return (
    <div
      id={`object-${number}`}
      role="option"
      aria-selected={isSelected}
      aria-label={text.objects.line(number, name, said)}
      className={css.line}
      style={{ transform: `translateY(${topPx}px)` }}
      title={[
        name,
        text.objects.boxAt(x, y, width, height),
        ...(sourceId === undefined ? [] : [text.objects.sourceId(sourceId)]),
      ].join('\n')}
      onClick={onClick}
    >
      {rgb !== undefined && <Swatch rgb={rgb} />}
      <span className={css.number}>{text.objects.number(number)}</span>
      <span className={css.name}>
        {entry !== undefined && <span className={css.dot} style={{ background: `rgb(${entry.rgb.join()})` }} />}
        <span className={css.words}>{name}</span>
        {isCrowd && <em className={css.mark}>{text.objects.crowd}</em>}
        {parts > 1 && <em className={css.mark}>{text.objects.parts(parts)}</em>}
      </span>
      <span className={css.facts}>
        <span>{said}</span>
        <span>{text.objects.box(width, height)}</span>
      </span>
    </div>
  );
}
