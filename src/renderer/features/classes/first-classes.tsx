import { useProject } from '../../state/project-store.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconPlus, IconUpload } from '../../ui/icons.ts';
import { Button } from '../../ui/kit.ts';
import { importClassList, openAddClass } from './class-acts.ts';
import css from './classes-step.module.css';
import { InferButton } from './infer-button.tsx';
import { PresetMenu } from './preset-menu.tsx';

/** What to do while there are no classes. */
export function FirstClasses() {
  const hasMasks = (useProject()?.counts.masks ?? 0) > 0;
  return (
    <div className={css.first}>
      <EmptyState title={text.classes.empty} hint={text.classes.emptyHint}>
        {hasMasks && <InferButton isFirst />}
        <PresetMenu />
        <Button leftSection={<IconUpload size={15} aria-hidden />} onClick={() => void importClassList()}>
          {text.classes.import}
        </Button>
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={openAddClass}>
          {text.classes.add}
        </Button>
      </EmptyState>
    </div>
  );
}
