import { useAnswer } from '../../api/queries.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel, Panels, SidePanel } from '../../ui/panels.tsx';
import { explain } from '../../strings/explain.ts';
import { ClassFormDialog } from './class-form-dialog.tsx';
import { ClassHints } from './class-hints.tsx';
import { ClassTable } from './class-table.tsx';
import css from './classes-step.module.css';
import { ClassesToolbar } from './classes-toolbar.tsx';
import { EyedropperDialog } from './eyedropper-dialog.tsx';
import { FirstClasses } from './first-classes.tsx';

const hintsWidth = { first: 310, least: 240, most: 560 };

/** Step 2: the classes, where they are known from, and what is wrong with them. */
export function ClassesStep() {
  const { data: palette, error } = useAnswer('classes.get', {});
  if (error !== null) return <EmptyState title={text.common.loadFailed} hint={explain(error)} />;
  if (palette === undefined) return null;
  return (
    <div className={css.step}>
      {palette.classes.length === 0 ? (
        <FirstClasses />
      ) : (
        <>
          <ClassesToolbar palette={palette} />
          <Panels name="classes">
            <Panel id="table" minSize="420px">
              <ClassTable palette={palette} />
            </Panel>
            <SidePanel side="right" id="hints" borderLabel={text.classes.panelBorder} widthPx={hintsWidth}>
              <ClassHints palette={palette} />
            </SidePanel>
          </Panels>
        </>
      )}
      <ClassFormDialog />
      <EyedropperDialog />
    </div>
  );
}
