// Frames: the bundle's page asks the office through here (google.script.run), and mails get the height they need.

interface Ask {
  chancery: 'call' | 'go';
  id: number;
  fn: string;
  args: string;
  params?: Record<string, string>;
}

export function startFrames(): void {
  const page = document.getElementById('page-frame') as HTMLIFrameElement | null;
  if (page) {
    addEventListener('message', (e: MessageEvent<Ask>) => {
      // The sandbox has no origin of its own; the frame itself is the proof of who speaks.
      if (e.source !== page.contentWindow || !e.data) return;
      if (e.data.chancery === 'call') void pass(page, e.data);
      if (e.data.chancery === 'go') location.href = `/page?${new URLSearchParams(e.data.params)}`;
    });
  }
  const fit = (frame: HTMLIFrameElement): void => {
    const height = frame.contentDocument?.documentElement?.scrollHeight;
    if (height) frame.style.height = `${height + 8}px`;
  };
  document.addEventListener(
    'load',
    (e) => {
      if (e.target instanceof HTMLIFrameElement && e.target.classList.contains('mail-body')) fit(e.target);
    },
    true,
  );
  const mail = document.querySelector<HTMLIFrameElement>('iframe.mail-body');
  if (mail?.contentDocument?.readyState === 'complete') fit(mail);
}

async function pass(page: HTMLIFrameElement, ask: Ask): Promise<void> {
  let out: Record<string, unknown>;
  try {
    const answer = await fetch('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ fn: ask.fn, args: ask.args }),
    });
    const taken = (await answer.json()) as { ok: boolean; value?: unknown; name?: string; message?: string };
    out = taken.ok
      ? { ok: true, value: JSON.stringify(taken.value ?? null) }
      : { ok: false, name: taken.name, message: taken.message };
  } catch (error) {
    out = { ok: false, message: String(error) };
  }
  page.contentWindow?.postMessage({ chancery: 'answer', id: ask.id, ...out }, '*');
}
