/** A button that switches between light and dark. */
export const switchTheme = (): void => {
  const root = document.documentElement;
  document.querySelector('.theme')?.addEventListener('click', () => {
    const isDark =
      root.dataset.theme === undefined
        ? matchMedia('(prefers-color-scheme: dark)').matches
        : root.dataset.theme === 'dark';
    root.dataset.theme = isDark ? 'light' : 'dark';
  });
};

/** Unfolds everything but long tables while the page is printed. */
export const openForPrint = (): void => {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')].filter(
      (each) => each.closest('.long-table') === null,
    );
    for (const each of opened) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of opened) each.open = false;
    opened = [];
  });
};

/** Unfolds the section that a link targets. */
export const followLinks = (): void => {
  const open = (): void => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target?.querySelector<HTMLDetailsElement>(':scope > details');
    if (details) details.open = true;
  };
  addEventListener('hashchange', open);
  open();
};
