// Before the first paint, so that a dark screen does not flash white. Everything else is in src/main.tsx.
try {
  const chosen = JSON.parse(localStorage.getItem('packproof.preferences') || '{}');
  if (chosen.theme === 'light' || chosen.theme === 'dark') document.documentElement.dataset.theme = chosen.theme;
  if (chosen.language === 'zh-CN') document.documentElement.lang = 'zh-CN';
} catch {
  // Storage is refused or damaged: the system's theme.
}
