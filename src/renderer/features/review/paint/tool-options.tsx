import { memo } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import { changePaint, type Tool, usePaintStore } from '../../../state/paint-store.ts';
import { text } from '../../../strings/text.ts';
import { NumberInput, SegmentedControl } from '../../../ui/kit.ts';
import { Slider } from '../../../ui/slider.tsx';
import { Swatch } from '../../../ui/swatch.tsx';
import { ClassChoice } from './class-choice.tsx';
import { OverMenu } from './over-menu.tsx';
import { SelectionInfo } from './selection-info.tsx';
import css from './tool-options.module.css';

const paintingTools: readonly Tool[] = ['brush', 'fill', 'region', 'polygon', 'lasso', 'rectangle'];
const hints: Partial<Record<Tool, string>> = text.paint.hints;
const shapeTools: readonly Tool[] = ['polygon', 'lasso', 'rectangle'];

/** What the tool in hand can be set to. */
export const ToolOptions = memo(Options);

function Options() {
  const tool = usePaintStore((state) => state.tool);
  const shapeUse = usePaintStore((state) => state.shapeUse);
  const showsObjects = usePaintStore((state) => state.showsObjects);
  const { data: palette } = useAnswer('classes.get', {});
  const classes = palette?.classes ?? [];
  const isShape = shapeTools.includes(tool);
  const isPainting = paintingTools.includes(tool) && !(isShape && (shapeUse === 'select' || showsObjects));
  return (
    <div className={css.options} role="group" aria-label={text.paint.options}>
      <strong className={css.name}>{text.paint.names[tool]}</strong>
      {isPainting && <PaintClass classes={classes} />}
      {(tool === 'brush' || tool === 'eraser') && <StampOptions />}
      {tool === 'fill' && <FillOptions />}
      {isShape && !showsObjects && <ShapeUse />}
      {(isPainting || tool === 'eraser') && <OverMenu classes={classes} />}
      {showsObjects && tool === 'pan' ? <Hint said={text.objects.pickHint} /> : <Hint said={hints[tool]} />}
      <SelectionInfo />
    </div>
  );
}

/** Whole in its tip where there is no room for all of it. */
function Hint({ said }: { readonly said: string | undefined }) {
  return (
    said !== undefined && (
      <span className={css.hint} title={said}>
        {said}
      </span>
    )
  );
}

function PaintClass({ classes }: { readonly classes: readonly ProjectClass[] }) {
  const slot = usePaintStore((state) => state.slot);
  const entry = classes.find((known) => known.slot === slot);
  return (
    <>
      {entry !== undefined && <Swatch rgb={entry.rgb} />}
      <ClassChoice
        label={text.paint.intoClass}
        classes={classes}
        value={entry?.slot}
        onChange={(chosen) => {
          changePaint({ slot: chosen });
        }}
      />
    </>
  );
}

function StampOptions() {
  const { sizePx, shape } = usePaintStore();
  return (
    <>
      <label className={css.field}>
        {text.paint.size}
        <Slider
          label={text.paint.size}
          value={Math.log2(sizePx)}
          min={0}
          max={10}
          step={0.1}
          said={text.paint.sizePx(sizePx)}
          onChange={(power) => {
            changePaint({ sizePx: Math.round(2 ** power) });
          }}
        />
        <output className={css.number}>{text.paint.sizePx(sizePx)}</output>
      </label>
      <SegmentedControl
        aria-label={text.paint.shape}
        value={shape}
        data={(['round', 'square'] as const).map((value) => ({ value, label: text.paint[value] }))}
        onChange={(chosen) => {
          changePaint({ shape: chosen });
        }}
      />
    </>
  );
}

function FillOptions() {
  const { connectivity, guide, tolerance } = usePaintStore();
  return (
    <>
      <SegmentedControl
        aria-label={text.paint.guide}
        value={guide}
        data={(['labels', 'colours'] as const).map((value) => ({ value, label: text.paint.guides[value] }))}
        onChange={(chosen) => {
          changePaint({ guide: chosen });
        }}
      />
      {guide === 'colours' && (
        <label className={css.field}>
          {text.paint.tolerance}
          <NumberInput
            className={css.small}
            min={0}
            max={255}
            value={tolerance}
            onChange={(value) => {
              changePaint({ tolerance: Number(value) });
            }}
          />
        </label>
      )}
      <SegmentedControl
        aria-label={text.paint.connectivity}
        value={String(connectivity)}
        data={[
          { value: '4', label: text.paint.four },
          { value: '8', label: text.paint.eight },
        ]}
        onChange={(chosen) => {
          changePaint({ connectivity: chosen === '8' ? 8 : 4 });
        }}
      />
    </>
  );
}

function ShapeUse() {
  const shapeUse = usePaintStore((state) => state.shapeUse);
  return (
    <SegmentedControl
      aria-label={text.paint.shapeUse}
      value={shapeUse}
      data={(['paint', 'select'] as const).map((value) => ({ value, label: text.paint.uses[value] }))}
      onChange={(chosen) => {
        changePaint({ shapeUse: chosen });
      }}
    />
  );
}
