// A token's figures in one place, for mouse, finger and keyboard, and the choice of light or dark. Without this script the
// tokens' titles tell the same, and the system's setting holds.
"use strict";
(() => {
  const readout = document.getElementById("readout");
  const tokenOf = (event) => event.target.closest?.(".t");

  const show = (token) => {
    readout.textContent = token ? `“${token.textContent}” ${token.title}` : "";
    readout.hidden = !token;
  };

  // One stop of the Tab key for each excerpt; within it, the arrow keys walk.
  const step = (token, key) => {
    if (key === "ArrowRight") return token.nextElementSibling;
    if (key === "ArrowLeft") return token.previousElementSibling;
    if (key === "Home") return token.parentElement.firstElementChild;
    if (key === "End") return token.parentElement.lastElementChild;
    return null;
  };

  document.addEventListener("keydown", (event) => {
    const token = tokenOf(event);
    const next = token && step(token, event.key);
    if (next) {
      event.preventDefault();
      token.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  });
  document.addEventListener("click", (event) => {
    const token = tokenOf(event);
    if (token) {
      if (!token.hasAttribute("tabindex")) token.tabIndex = -1;
      token.focus();
    }
  });
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const name = () => {
    button.textContent = isDark() ? "☀ Light" : "☾ Dark";
    button.hidden = false;
  };
  const changed = () => {
    name();
    dispatchEvent(new Event("themechange"));
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Without storage the choice holds for this page.
    }
    changed();
  });
  system.addEventListener("change", changed);
  name();

  document.addEventListener("focusin", (event) => show(tokenOf(event)));
  document.addEventListener("focusout", () => show(null));
  document.addEventListener("mouseover", (event) => show(tokenOf(event) ?? document.activeElement.closest(".t")));
})();
