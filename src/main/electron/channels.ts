/** The messages between page and shell; the preload script is the only one that speaks them for the page. */
export const channels = {
  call: 'maskmend:call',
  event: 'maskmend:event',
  dialog: 'maskmend:dialog',
  openPath: 'maskmend:open-file',
  showInFolder: 'maskmend:show-in-folder',
  menu: 'maskmend:menu',
  title: 'maskmend:title',
  notify: 'maskmend:notify',
  keep: 'maskmend:keep',
  command: 'maskmend:command',
  pathToOpen: 'maskmend:open-path',
} as const;
