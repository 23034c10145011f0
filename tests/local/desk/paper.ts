// A paper in an office that has made none yet.

import type { LocalOffice } from '../../../local/office.ts';
import { blankDoc, DOC, paragraph, type DriveFile } from '../../../local/runtime/store/papers.ts';

/** Lays a frozen transfer form into the office's Drive. */
export function withPaper(office: LocalOffice): DriveFile {
  const paper: DriveFile = {
    id: 'paper',
    name: 'TRF-115-0001 財產移轉單',
    mimeType: DOC,
    parents: [],
    appProperties: {},
    trashed: false,
    created: office.runtime.now,
    modified: office.runtime.now,
    owner: 'office@demo.example',
    readOnly: true,
    content: { ...blankDoc(), body: [{ ...paragraph('財產移轉單'), heading: 'HEADING1' }] },
  };
  Object.assign(office.runtime.store.state, { drive: { ...office.runtime.store.state.drive, paper } });
  return paper;
}
