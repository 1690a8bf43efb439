import { useAnswer } from '../../api/queries.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { IconChevronDown } from '../../ui/icons.ts';
import { Button, Menu } from '../../ui/kit.ts';
import { applyPreset } from './class-acts.ts';

export function PresetMenu() {
  const { data: presets = [] } = useAnswer('classes.presets', {});
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} aria-hidden />}>{text.classes.preset}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {presets.map(({ name, classes }) => (
          <Menu.Item
            key={name}
            rightSection={text.classes.presetClasses(formatCount(classes))}
            onClick={() => void applyPreset(name)}
          >
            {text.presets.palette[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
