/** Menus of the application, in their order. */
export const menus = ['file', 'edit', 'classes', 'repair', 'review', 'tools', 'view', 'help'] as const;
export type MenuName = (typeof menus)[number];

/** One thing a person can have done: the same entry is menu item, shortcut, context menu item and palette entry. */
export interface Command {
  readonly id: string;
  readonly title: () => string;
  readonly menu: MenuName;
  /** Commands of a menu with the same group stand together. */
  readonly group: number;
  /** `Mod+Shift+Z`; Mod is Command on a Mac, else Ctrl. */
  readonly keys?: string;
  /** Absent: always. */
  readonly isEnabled?: () => boolean;
  /** Why it is not possible now, told where it stands; undefined where it is possible, or where that is plain. */
  readonly whyNot?: () => string | undefined;
  readonly isChecked?: () => boolean;
  /** Done again and again while its keys are held down. */
  readonly isRepeated?: boolean;
  /** What it gives back is of no interest: it tells the person by itself. */
  readonly run: () => unknown;
}
