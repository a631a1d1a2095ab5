import { button, el } from '../../ui/dom';

/** A button that copies a text, and says whether it could. */
export function copyButton(label: string, text: () => string, status: HTMLElement): HTMLButtonElement {
  return button({}, label, () => {
    copyText(text()).then(
      (done) => (status.textContent = done ? 'Copied.' : 'This browser does not let the page copy; select the text instead.'),
      () => (status.textContent = 'This browser does not let the page copy; select the text instead.'),
    );
  });
}

/** Copies a text; pages from disk may lack the clipboard, but not the command. Tells whether it worked. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const area = el('textarea', { class: 'visually-hidden', readonly: true, 'aria-hidden': 'true', tabindex: -1 });
  area.value = text;
  document.body.append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
