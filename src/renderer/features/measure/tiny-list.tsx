import { shownName } from '../../../shared/byte-names.ts';
import type { ProjectMeasure } from '../../../shared/contract/measure-calls.ts';
import { useMeasureStore } from '../../state/measure-store.ts';
import { formatCount } from '../../strings/format.ts';
import type { Spot } from '../../state/review-store.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Button } from '../../ui/kit.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { openMeasuredMask } from './measure-acts.ts';
import css from './measure.module.css';
import { useShownClasses } from './measured-classes.ts';

interface TinyListProps {
  readonly tiny: ProjectMeasure['tiny'];
  /** How many there are, of which `tiny` may be the smallest only. */
  readonly total: number;
}

/** The smallest objects, each one click from its mask. */
export function TinyList({ tiny, total }: TinyListProps) {
  const shown = useShownClasses();
  const { tinyBelowPx } = useMeasureStore(({ options }) => options);
  const words = text.measure;
  if (tiny.length === 0) return <EmptyState title={words.noTiny(formatCount(tinyBelowPx))} />;
  return (
    <>
      {tiny.length < total && (
        <p className={css.dim}>{words.tinyShown(formatCount(tiny.length), formatCount(total))}</p>
      )}
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{words.tinyColumns.class}</th>
            <th scope="col">{words.tinyColumns.pixels}</th>
            <th scope="col">{words.tinyColumns.place}</th>
            <th scope="col">{words.tinyColumns.mask}</th>
          </tr>
        </thead>
        <tbody>
          {tiny.map(({ file, path, slot, pixels, ...spot }) => {
            const { name, rgb, pattern } = shown(slot);
            return (
              <tr key={`${file} ${slot} ${spot.x} ${spot.y} ${spot.width}`}>
                <td>
                  <span className={css.named}>
                    {rgb !== undefined && <Swatch rgb={rgb} pattern={pattern} />}
                    {name}
                  </span>
                </td>
                <td className={css.number}>{formatCount(pixels)}</td>
                <td className={css.number}>
                  {spot.x}, {spot.y}
                </td>
                <td>
                  <OpenMask file={file} path={path} spot={spot} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

interface OpenMaskProps {
  readonly file: number;
  readonly path: string;
  /** Where in the mask. */
  readonly spot?: Spot;
}

export function OpenMask({ file, path, spot }: OpenMaskProps) {
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      aria-label={text.measure.openMask(shownName(path))}
      onClick={() => {
        openMeasuredMask(file, spot);
      }}
    >
      {shownName(path)}
    </Button>
  );
}
