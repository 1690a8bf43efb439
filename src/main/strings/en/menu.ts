/** What the desktop's menu has beside the page's commands. */
export const menuText = {
  /** Copy and paste in fields. */
  text: 'Text',
  window: 'Window',
};
