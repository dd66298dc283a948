/** Light, dark, or as the system says. */

export type Theme = 'auto' | 'light' | 'dark';

const KEPT = 'live-comments-admin-theme';

export function theme(): Theme {
  const kept = document.documentElement.dataset['theme'];
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

export function openTheme(): void {
  try {
    apply((localStorage.getItem(KEPT) ?? 'auto') as Theme);
  } catch {
    // Without storage it is as the system says.
  }
}

export function chooseTheme(chosen: Theme): void {
  apply(chosen);
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // Then it lasts as long as the page.
  }
}

function apply(chosen: Theme): void {
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset['theme'] = chosen;
  else delete document.documentElement.dataset['theme'];
}
