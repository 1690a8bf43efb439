import {
  ActionIcon,
  Button,
  Checkbox,
  ColorInput,
  createTheme,
  type CSSVariablesResolver,
  Menu,
  Modal,
  NumberInput,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  Tabs,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

/**
 * Colour belongs to the masks: the frame around them is neutral grey, so that a class's colour is seen as it is. One
 * blue for what is selected, focused or under way; green, amber and red only for states.
 */
const blue = [
  '#eaf2fe',
  '#d3e3fc',
  '#a6c7f8',
  '#7aabf5',
  '#5a96f2',
  '#3b80e6',
  '#1f66d0',
  '#1a57b2',
  '#154791',
  '#0f3672',
] as const;
const dark = [
  '#e4e6ea',
  '#c3c8d0',
  '#a3aab5',
  '#7d8590',
  '#3a404a',
  '#2b3038',
  '#23272e',
  '#1c1f24',
  '#17191d',
  '#101215',
] as const;
const gray = [
  '#f7f8f9',
  '#f0f2f4',
  '#e6e9ec',
  '#d8dce1',
  '#c3c9d0',
  '#78808b',
  '#59616c',
  '#444b55',
  '#2d323a',
  '#1b1e23',
] as const;

const systemFont =
  'Inter, "SF Pro Text", "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';
const systemMono = '"SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", monospace';

export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 6, dark: 5 },
  colors: { blue, dark, gray },
  black: '#1b1e23',
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  fontFamily: systemFont,
  fontFamilyMonospace: systemMono,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.4' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 26 } }),
    Button: Button.extend({ defaultProps: { size: 'xs', variant: 'default' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    ColorInput: ColorInput.extend({ defaultProps: { size: 'xs' } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } }),
    // Modals do not lock the page's scrolling: it never scrolls, and the lock would write a style element.
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { duration: 0 },
      },
    }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', transitionDuration: 0 } }),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 500, withArrow: false, transitionProps: { duration: 0 } } }),
  },
});

/** The kit's own colours, put on the tokens of tokens.css. */
export const tokensOfTheme: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-text': 'var(--mm-text)',
    '--mantine-color-body': 'var(--mm-surface)',
    '--mantine-color-dimmed': 'var(--mm-dim)',
    '--mantine-color-placeholder': 'var(--mm-faint)',
    '--mantine-color-error': 'var(--mm-bad)',
    '--mantine-color-anchor': 'var(--mm-accent)',
    '--mantine-color-default': 'var(--mm-control)',
    '--mantine-color-default-hover': 'var(--mm-hover)',
    '--mantine-color-default-color': 'var(--mm-text)',
    '--mantine-color-default-border': 'var(--mm-line)',
    '--mantine-color-disabled': 'var(--mm-sunken)',
    '--mantine-color-disabled-color': 'var(--mm-faint)',
  };
  return { variables: {}, light: shared, dark: shared };
};
