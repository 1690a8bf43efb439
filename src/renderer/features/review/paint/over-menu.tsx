import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import { changePaint, usePaintStore } from '../../../state/paint-store.ts';
import { text } from '../../../strings/text.ts';
import { Button, Checkbox, Popover, Stack } from '../../../ui/kit.ts';
import css from './tool-options.module.css';

/** Which classes are painted over; all others stay as they are. */
export function OverMenu({ classes }: { readonly classes: readonly ProjectClass[] }) {
  const over = usePaintStore((state) => state.over);
  const toggle = (slot: number): void => {
    const slots = new Set(over);
    if (!slots.delete(slot)) slots.add(slot);
    changePaint({ over: slots.size === 0 ? undefined : slots });
  };
  return (
    <Popover position="bottom-start" trapFocus>
      <Popover.Target>
        <Button size="compact-xs" title={text.paint.overHint}>
          {text.paint.over}: {over === undefined ? text.paint.overAll : text.paint.overSome(over.size)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6} className={css.over}>
          <Button
            size="compact-xs"
            disabled={over === undefined}
            onClick={() => {
              changePaint({ over: undefined });
            }}
          >
            {text.paint.overAll}
          </Button>
          {classes.map(({ slot, name }) => (
            <Checkbox
              key={slot}
              label={name}
              checked={over?.has(slot) ?? false}
              onChange={() => {
                toggle(slot);
              }}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
