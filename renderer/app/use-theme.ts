import { useEffect } from 'react';
import { useAppSelector } from './store.ts';

/** Puts the chosen theme on the document; "system" follows the light or dark of the operating system. */
export function useTheme(): void {
  const theme = useAppSelector((state) => state.session.preferences.theme);
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const contrast = window.matchMedia('(prefers-contrast: more)');
    const apply = () => {
      const system = contrast.matches ? 'highContrast' : dark.matches ? 'dark' : 'light';
      document.documentElement.dataset.theme = theme === 'system' ? system : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    contrast.addEventListener('change', apply);
    return () => {
      dark.removeEventListener('change', apply);
      contrast.removeEventListener('change', apply);
    };
  }, [theme]);
}
