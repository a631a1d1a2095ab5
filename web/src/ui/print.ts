/** Told to what is about to be unfolded, so that it can make what it shows before the paper is laid out. */
export const unfold = 'unfold';

/** What is folded on screen is open on paper. */
export function openForPrint(): void {
  let opened: HTMLDetailsElement[] = [];
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open]):not(.no-print)')];
    for (const details of opened) {
      details.dispatchEvent(new Event(unfold));
      details.open = true;
    }
  });
  window.addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });
}
