// Dragging an event to another day or hour. Whoever uses no mouse has the form beside the event, which says the same.

import { refresh } from './live';
import { say, toast } from './words';
import type { Taken } from './act';

const STEP = 15;

export function startCalendar(): void {
  let dragged: HTMLElement | null = null;
  let grip = 0;
  document.addEventListener('dragstart', (e) => {
    dragged = (e.target as Element).closest<HTMLElement>('.cal-event[draggable]');
    if (!dragged || !e.dataTransfer) return;
    grip = e.clientY - dragged.getBoundingClientRect().top;
    e.dataTransfer.setData('text/plain', dragged.dataset['event'] ?? '');
    e.dataTransfer.effectAllowed = 'move';
  });
  document.addEventListener('dragend', () => (dragged = null));
  document.addEventListener('dragover', (e) => {
    if (dragged && dayAt(e)) e.preventDefault();
  });
  document.addEventListener('drop', (e) => {
    const day = dayAt(e);
    if (!dragged || !day) return;
    e.preventDefault();
    void move(dragged, `${day.dataset['day']}T${timeAt(e, day, grip) ?? dragged.dataset['time']}`);
  });
}

const dayAt = (e: Event): HTMLElement | null =>
  (e.target as Element).closest<HTMLElement>('[data-cal-drop] [data-day]');

/** In a week the height says the time, to the quarter; a month keeps it. */
function timeAt(e: DragEvent, day: HTMLElement, grip: number): string | null {
  const week = day.closest<HTMLElement>('[data-cal-drop="time"]');
  const slots = day.querySelector('.cal-slots');
  if (!week || !slots) return null;
  const px = e.clientY - grip - slots.getBoundingClientRect().top;
  const minute = Number(week.dataset['first']) + Math.round(px / Number(week.dataset['px']) / STEP) * STEP;
  const held = Math.min(Math.max(minute, 0), 1440 - STEP);
  return `${String(Math.floor(held / 60)).padStart(2, '0')}:${String(held % 60).padStart(2, '0')}`;
}

async function move(event: HTMLElement, from: string): Promise<void> {
  const { event: id = '', of = '' } = event.dataset;
  try {
    const answer = await fetch('/calendar', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ deed: 'move', event: id, of, from }),
    });
    const { ok, message, trouble, runs, ms } = (await answer.json()) as Taken;
    if (!ok || trouble) toast(message ?? trouble ?? say('errorOffline'), true);
    else toast(runs ? say('answered', { seconds: ((ms ?? 0) / 1000).toFixed(1) }) : say('quiet'));
  } catch {
    toast(say('errorOffline'), true);
  }
  void refresh();
}
