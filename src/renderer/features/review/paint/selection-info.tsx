import { runCommand } from '../../../commands/command-table.ts';
import { formatCount } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Button } from '../../../ui/kit.ts';
import { useSelectionStore } from './selection.ts';
import css from './tool-options.module.css';

/** How much is selected, and what can be done with it. */
export function SelectionInfo() {
  const { shape, pixels } = useSelectionStore();
  if (shape === undefined) return null;
  return (
    <span className={css.info}>
      {text.paint.selection(formatCount(pixels))}
      <Button
        size="compact-xs"
        onClick={() => {
          runCommand('tools.fillSelection');
        }}
      >
        {text.paint.fill}
      </Button>
      <Button
        size="compact-xs"
        onClick={() => {
          runCommand('tools.selectNone');
        }}
      >
        {text.paint.selectNone}
      </Button>
    </span>
  );
}
