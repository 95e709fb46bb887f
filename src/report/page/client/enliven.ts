/** Shows what is of use only where programs run. */
export const enliven = (root: ParentNode): void => {
  for (const each of root.querySelectorAll<HTMLElement>('.live')) each.hidden = false;
};
