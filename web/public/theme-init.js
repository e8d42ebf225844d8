// Theme and language before the first paint. A file of its own because the policy allows no inline script.
(() => {
  let saved = {};
  try {
    saved = JSON.parse(localStorage.getItem('azimuth.preferences') ?? '{}');
  } catch {
    saved = {};
  }
  const theme = saved.theme ?? 'system';
  const dark =
    theme === 'dark' ||
    (theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  const root = document.documentElement;
  root.dataset.theme = dark ? 'dark' : 'light';
  const browser = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  root.lang = saved.locale === 'zh-CN' || saved.locale === 'en' ? saved.locale : browser;
})();
