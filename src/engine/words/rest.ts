/**
 * Sentences that few runs say: health, set-up, import, people, shares, the archive. They are data beside the script, so that starting it
 * costs no edit and no page the reading of them: the build writes this catalogue into `words.html` and puts `workspace/words` in this file's place.
 */
import { ARCHIVE } from './archive';
import { COUNT } from './count';
import { HEALTH } from './health';
import { IMPORT } from './import';
import { PEOPLE } from './people';
import { PHOTO } from './photo';
import { PROCEDURES } from './procedures';
import { SETUP } from './setup';
import { SHARES } from './shares';
import { WORK } from './work';
import type { Catalogue } from './template';

const joined: Catalogue = {
  ...HEALTH,
  ...SETUP,
  ...IMPORT,
  ...PEOPLE,
  ...SHARES,
  ...ARCHIVE,
  ...PROCEDURES,
  ...WORK,
  ...COUNT,
  ...PHOTO,
};

export const rest = (): Catalogue => joined;
