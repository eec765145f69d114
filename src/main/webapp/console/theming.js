import { h, useState } from './lib.js';
import { IconButton } from './ui.js';

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const ICONS = { auto: 'auto', light: 'sun', dark: 'moon' };

/** As the system has it, light, dark; kept for the next visit. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme ?? 'auto');
  const change = () => {
    const next = NEXT[theme];
    if (next === 'auto') {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem('quorate.theme');
    } else {
      document.documentElement.dataset.theme = next;
      localStorage.setItem('quorate.theme', next);
    }
    setTheme(next);
    dispatchEvent(new Event('quorate-theme')); // charts are drawn in colours, not styled
  };
  return h(IconButton, { icon: ICONS[theme], label: `Colours: ${theme}. Change to ${NEXT[theme]}`, onClick: change });
}
