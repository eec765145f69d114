// Before the first paint, so that a page never shows in the other colours first.
const chosen = localStorage.getItem('quorate.theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
