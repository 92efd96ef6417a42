// Runs before the first paint, so that a dark console does not flash up in white.
try {
  const theme = localStorage.getItem('stuntdouble-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // A browser that stores nothing follows the system.
}
