// Sends an act to the office as the person chosen, and tells how it was taken.

import { refresh } from './live';
import { say, toast } from './words';

export interface Taken {
  ok: boolean;
  ms?: number;
  runs?: number;
  trouble?: string | null;
  message?: string;
}

export async function act(request: Record<string, unknown>): Promise<boolean> {
  document.body.classList.add('working');
  try {
    const answer = await fetch('/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(request),
    });
    const taken = (await answer.json()) as Taken;
    if (!taken.ok) toast(taken.message ?? say('errorOffline'), true);
    else if (taken.trouble) toast(taken.trouble, true);
    else toast(taken.runs ? say('answered', { seconds: ((taken.ms ?? 0) / 1000).toFixed(1) }) : say('quiet'));
    return taken.ok;
  } catch {
    toast(say('errorOffline'), true);
    return false;
  } finally {
    document.body.classList.remove('working');
    // Also after a refusal: what was typed gives way to what stands.
    void refresh();
  }
}
