import type { PaletteState } from '../../../shared/contract/class-schemas.ts';
import { runCommand } from '../../commands/command-table.ts';
import { useAnswer } from '../../api/queries.ts';
import { useClassesStore } from '../../state/classes-store.ts';
import { formatCount } from '../../strings/format.ts';
import { paletteSourceInWords } from '../../strings/palette-source.ts';
import { text } from '../../strings/text.ts';
import { IconChevronDown, IconMore, IconPlus, IconRun, IconUpload } from '../../ui/icons.ts';
import { ActionIcon, Button, Menu } from '../../ui/kit.ts';
import { exportClassList, importClassList, mergeChosenClasses, openAddClass, renumberClasses } from './class-acts.ts';
import css from './classes-step.module.css';
import { InferButton } from './infer-button.tsx';
import { PresetMenu } from './preset-menu.tsx';

export function ClassesToolbar({ palette }: { readonly palette: PaletteState }) {
  const chosen = useClassesStore((state) => state.selected.size);
  return (
    <div className={css.toolbar}>
      <InferButton />
      <PresetMenu />
      <Button leftSection={<IconUpload size={15} aria-hidden />} onClick={() => void importClassList()}>
        {text.classes.import}
      </Button>
      <ExportMenu />
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={openAddClass}>
        {text.classes.add}
      </Button>
      <Button disabled={chosen < 2} onClick={() => void mergeChosenClasses()}>
        {text.classes.merge(chosen < 2 ? '' : formatCount(chosen))}
      </Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon aria-label={text.common.more}>
            <IconMore size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void renumberClasses()}>{text.classes.renumber}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className={css.source}>
        <PaletteSource {...palette} />
      </span>
      <Button
        variant="filled"
        leftSection={<IconRun size={15} aria-hidden />}
        onClick={() => {
          runCommand('repair.start');
        }}
      >
        {text.repair.button}
      </Button>
    </div>
  );
}

function ExportMenu() {
  const { data: formats = [] } = useAnswer('classes.exportFormats', {});
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} aria-hidden />}>{text.classes.export}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => void exportClassList(format)}>
            {format}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where the classes are from. That masks hold colours goes without saying; of those that are grey it need not be true. */
function PaletteSource({ source, coding }: Pick<PaletteState, 'source' | 'coding'>) {
  if (source === undefined) return undefined;
  const said = paletteSourceInWords(source);
  return coding === undefined || coding === 'colour' ? said : text.classes.source(said, text.words.coding[coding]);
}
