// Runs before anything is painted, so that a dark page does not flash up in white.
try {
  const theme = localStorage.getItem('stuntdouble-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // A browser that keeps nothing follows the system.
}
