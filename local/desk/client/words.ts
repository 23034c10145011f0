// Words the server put into the page for what the browser says by itself.

const content = document.querySelector<HTMLMetaElement>('meta[name="desk-words"]')?.content ?? '{}';
const words = JSON.parse(content) as Record<string, string>;

export function say(key: string, params: Record<string, string | number> = {}): string {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all));
}

let timer = 0;

/** A short word at the foot of the page; `bad` stays until the next one. */
export function toast(text: string, bad = false): void {
  const box = document.getElementById('toast');
  if (!box) return;
  box.textContent = text;
  box.className = `toast shown${bad ? ' bad' : ''}`;
  clearTimeout(timer);
  timer = window.setTimeout(() => box.classList.remove('shown'), bad ? 9000 : 3500);
}
