/** Shows the elements that need scripts. */
export const enliven = (root: ParentNode): void => {
  for (const each of root.querySelectorAll<HTMLElement>('.live')) each.hidden = false;
};
