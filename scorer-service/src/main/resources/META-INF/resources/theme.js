// Before the page is painted: light or dark, if somebody has chosen.
"use strict";
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // No storage here: the system's own setting holds.
}
