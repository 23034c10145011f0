// Limits of the platform as data (they change without notice), and the counters that hold executions to them.

import { ServiceError } from './errors.ts';
import type { Store } from './store/store.ts';

/** Workspace figures; 'consumer' accounts get CONSUMER. Sizes in bytes, times in ms, the rest per 24 h or as named. */
export interface Quotas {
  executionMs: number;
  simultaneous: number;
  triggerMsPerDay: number;
  triggers: number;
  mailRecipientsPerDay: number;
  recipientsPerMail: number;
  mailBodyBytes: number;
  propertyCallsPerDay: number;
  propertyValueBytes: number;
  propertyStoreBytes: number;
  cacheValueBytes: number;
  cacheKeyLength: number;
  cacheItems: number;
  sheetsReadsPerMinute: number;
  sheetsWritesPerMinute: number;
  spreadsheetsPerDay: number;
  formsPerDay: number;
  eventsPerDay: number;
  cellsPerWorkbook: number;
  charactersPerCell: number;
  columns: number;
  tabs: number;
  lockCallsPerExecution: number;
}

export const WORKSPACE: Quotas = {
  executionMs: 360_000,
  simultaneous: 30,
  triggerMsPerDay: 6 * 3_600_000,
  triggers: 20,
  mailRecipientsPerDay: 1500,
  recipientsPerMail: 50,
  mailBodyBytes: 400 * 1024,
  propertyCallsPerDay: 500_000,
  propertyValueBytes: 9 * 1024,
  propertyStoreBytes: 500 * 1024,
  cacheValueBytes: 100 * 1024,
  cacheKeyLength: 250,
  cacheItems: 1000,
  sheetsReadsPerMinute: 60,
  sheetsWritesPerMinute: 60,
  spreadsheetsPerDay: 3200,
  formsPerDay: 3200,
  eventsPerDay: 10_000,
  cellsPerWorkbook: 10_000_000,
  charactersPerCell: 50_000,
  columns: 18_278,
  tabs: 200,
  lockCallsPerExecution: 300,
};

export const CONSUMER: Quotas = {
  ...WORKSPACE,
  triggerMsPerDay: 90 * 60_000,
  mailRecipientsPerDay: 100,
  mailBodyBytes: 200 * 1024,
  propertyCallsPerDay: 50_000,
  spreadsheetsPerDay: 250,
  formsPerDay: 250,
  eventsPerDay: 5000,
};

const DAY = 86_400_000;

/** Used so far of a daily quota; the day begins with the first use and lasts 24 h. */
export function usedOf(store: Store, name: string, now: number): number {
  const use = store.state.quotaUse[name];
  return use && now - use.since < DAY ? use.used : 0;
}

/** Takes `amount` of a daily quota or throws what Google throws: "Service invoked too many times for one day: email." */
export function take(store: Store, name: string, service: string, limit: number, amount: number, now: number): void {
  const used = usedOf(store, name, now);
  if (used + amount > limit) throw new ServiceError(`Service invoked too many times for one day: ${service}.`);
  const use = store.state.quotaUse[name];
  const since = use && now - use.since < DAY ? use.since : now;
  store.set({ quotaUse: { ...store.state.quotaUse, [name]: { since, used: used + amount } } });
}

/** Adds to a daily count without refusing; true when the limit is passed. */
export function spend(store: Store, name: string, limit: number, amount: number, now: number): boolean {
  const used = usedOf(store, name, now) + amount;
  const use = store.state.quotaUse[name];
  const since = use && now - use.since < DAY ? use.since : now;
  store.set({ quotaUse: { ...store.state.quotaUse, [name]: { since, used } } });
  return used > limit;
}
