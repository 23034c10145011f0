// The side panel: the card of the row on which the cursor stands when its button is pressed, as in Sheets.

export function startPanel(): void {
  const panel = document.getElementById('panel');
  if (!panel) return;
  const show = async (pressed: boolean): Promise<void> => {
    const row = /\d+$/.exec(document.getElementById('cell-name')?.textContent ?? '')?.[0] ?? '1';
    const answer = await fetch(`${panel.dataset['src'] ?? ''}?row=${row}${pressed ? '&pressed=1' : ''}`);
    if (!answer.ok) return;
    const made = new DOMParser().parseFromString(await answer.text(), 'text/html');
    panel.replaceChildren(...made.body.childNodes);
    panel.removeAttribute('aria-busy');
  };
  panel.addEventListener('click', (e) => {
    if ((e.target as Element).closest('[data-fn]')) void show(true);
  });
  void show(false);
}
