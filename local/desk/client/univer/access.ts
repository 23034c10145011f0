// Names and places in the tab order that Univer's own elements lack, given to them as they appear.

/** Repairs what is there and whatever Univer adds later: its panels come and go anywhere in the page. */
export function repair(): void {
  const all = (): void => {
    for (const canvas of found('canvas[tabindex="1"]')) canvas.tabIndex = -1;
    // Empty, but with buttons one could get lost among.
    for (const side of found('[data-u-comp="left-sidebar"], [data-u-comp="right-sidebar"]')) side.inert = true;
    for (const box of found('[data-u-comp] input[type="checkbox"]:not([aria-label])')) {
      const words = beside(box);
      if (words) box.setAttribute('aria-label', words);
    }
  };
  all();
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      all();
    });
  }).observe(document.body, { childList: true, subtree: true });
}

const found = (selector: string): NodeListOf<HTMLElement> => document.querySelectorAll<HTMLElement>(selector);

/** Text of the smallest element around a box that has any. */
function beside(box: HTMLElement): string {
  for (let at = box.parentElement, up = 0; at && up < 6; at = at.parentElement, up++) {
    const words = at.textContent?.trim();
    if (words) return words;
  }
  return '';
}
