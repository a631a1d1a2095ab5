import { button } from './dom';

const themes = ['auto', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

/** Shows the page light, dark, or as the system asks. */
function setTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** A button that goes through the themes. */
export function themeButton(): HTMLButtonElement {
  let theme: Theme = 'auto';
  const label = (): string => `Theme: ${theme}`;
  const control = button({}, label(), () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length]!;
    setTheme(theme);
    control.textContent = label();
  });
  return control;
}
