// The globals of a script: one object a service, made fresh for every execution.

import type { Held } from '../api.ts';
import type { Execution } from '../execution.ts';
import { CacheService } from './cache.ts';
import { LockService } from './lock.ts';
import { Logger } from './logger.ts';
import { PropertiesService } from './properties.ts';
import { Session } from './session.ts';
import { SheetsService } from './sheets.ts';
import { Utilities } from './utilities.ts';

export function globalsFor(x: Execution): Record<string, Held> {
  return {
    PropertiesService: new PropertiesService(x),
    LockService: new LockService(x),
    Session: new Session(x),
    Utilities: new Utilities(x),
    CacheService: new CacheService(x),
    Logger: new Logger(x),
    ...(x.project.hasAdvanced('Sheets') ? { Sheets: new SheetsService(x) } : {}),
  };
}
