// The one door to the UI kit: what the interface uses of it, and nothing else.
export {
  ActionIcon,
  Button,
  Checkbox,
  ColorPicker,
  Group,
  Menu,
  NumberInput,
  Popover,
  Progress,
  RingProgress,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Tabs,
  Textarea,
  TextInput,
  Tooltip,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
export { Modal } from './modal.tsx';
export { useColorScheme, useDebouncedValue, useElementSize, useMediaQuery } from '@mantine/hooks';
export { Notifications, notifications } from '@mantine/notifications';
export { Spotlight, spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
