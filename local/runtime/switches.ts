// What nobody has proved yet about the platform, each behind a name; the default is the safer reading.

export interface Switches {
  /** `e.user` of edits is given (B.4). 'blank' leaves it out for everybody. */
  editUser: 'given' | 'blank';
  /** What the active user is inside an edit trigger. */
  editActiveUser: 'blank' | 'person';
  /** People who edit can view the script, so their edits raise installable triggers (B.2, J32). */
  editorsSeeScript: boolean;
  /** Sort in the interface raises an edit event with the sorted range (EDT-3, J41). */
  sortRaisesEdit: boolean;
  fillRaisesEdit: boolean;
  undoRaisesEdit: boolean;
  replaceRaisesEdit: boolean;
  removeDuplicatesRaisesEdit: boolean;
  cutRaisesEdit: boolean;
  restoreRaisesChange: boolean;
  /** Notes, validations and rich text travel with a sort (PRT-2, J40); values and formats always do. */
  sortMovesNotes: boolean;
  sortMovesValidations: boolean;
  /** A sort across a hard-protected cell is refused for those who may not edit it (J8). */
  protectionStopsSort: boolean;
  /** Sheet ids, filter views and protections come back as they were in the restored version (VER-1, J46). */
  restoreKeepsSheetIds: boolean;
  /** A duplicated tab carries its filter views (J45). */
  duplicateCopiesFilterViews: boolean;
  /** Deleting a filter view that is not there voids the batch (J33). */
  missingFilterViewVoidsBatch: boolean;
  /** An answer range that does not parse fails the call after the batch was applied (J34). */
  badResponseRangeAfterApply: boolean;
  /** Part of its unflushed writes a killed run keeps (BUF-2, J9). */
  killKeepsBuffered: 'none' | 'prefix' | 'all';
  /** '+', '-' or '@' at the start of a typed text is a formula where it is no number (J3). */
  signStartsFormula: boolean;
  /** '=…' written into a text cell stays text (VAL-2, J2). */
  formulaStaysTextInTextCell: boolean;
  /** How Forms writes an answer that begins with '=' into its tab (SUB-4, J4). */
  formsWriteFormulas: boolean;
  /** Duplicate, blank or missing submit events: share of submissions, seeded (SUB-2). */
  submitDuplicated: number;
  submitBlank: number;
  submitMissed: number;
  /** Seconds a submit or edit event takes to reach its trigger, [low, high). */
  eventDelay: readonly [number, number];
  /** A script still opens a form that lies in the bin. */
  binnedFormOpens: boolean;
  /** A typed instead of a verified respondent address gets through (J43). */
  verifiedEmail: boolean;
  /** A deleted event that is asked for by its id: told as cancelled, or an error 410. */
  deletedEventGet: 'cancelled' | 'gone';
  /** A deleted event that is changed: refused (403), or there again when its status is set to confirmed. */
  deletedEventPatch: 'forbidden' | 'revives';
  /** Attendees sent without an answer keep the one they gave. */
  patchKeepsAnswers: boolean;
  /** Guests are asked again when an event moves. */
  moveAsksAgain: boolean;
  /** Rooms accept and decline by themselves; false: somebody does it for them. */
  roomsAnswer: boolean;
  /** Calendar triggers hear of changes made by scripts. */
  scriptsFireCalendar: boolean;
  /** Everybody of the domain may read everybody's events, not only when they are busy. */
  calendarsShared: boolean;
  /** Days a sync token lives. */
  syncTokenDays: number;
  /** Cache entries never found, or found after a change (CCH-1). */
  cache: 'normal' | 'blank';
  /** `Intl` exists in the script (GLB-3, J27). */
  intl: boolean;
  /** Which waiting things fire inside a running execution once its clock passes them. */
  interleave: 'acts' | 'events' | 'all';
  /** Time triggers that fire late, twice or not at all: share, seeded (CLK-3). */
  clockMissed: number;
  clockDoubled: number;
}

export const SWITCHES: Switches = {
  editUser: 'given',
  editActiveUser: 'blank',
  editorsSeeScript: true,
  sortRaisesEdit: false,
  fillRaisesEdit: true,
  undoRaisesEdit: true,
  replaceRaisesEdit: true,
  removeDuplicatesRaisesEdit: false,
  cutRaisesEdit: true,
  restoreRaisesChange: false,
  sortMovesNotes: true,
  sortMovesValidations: false,
  protectionStopsSort: true,
  restoreKeepsSheetIds: true,
  duplicateCopiesFilterViews: true,
  missingFilterViewVoidsBatch: true,
  badResponseRangeAfterApply: true,
  killKeepsBuffered: 'prefix',
  signStartsFormula: true,
  formulaStaysTextInTextCell: false,
  formsWriteFormulas: false,
  submitDuplicated: 0,
  submitBlank: 0,
  submitMissed: 0,
  eventDelay: [0.5, 1.5],
  binnedFormOpens: false,
  verifiedEmail: true,
  deletedEventGet: 'cancelled',
  deletedEventPatch: 'forbidden',
  patchKeepsAnswers: false,
  moveAsksAgain: true,
  roomsAnswer: true,
  scriptsFireCalendar: true,
  calendarsShared: false,
  syncTokenDays: 28,
  cache: 'normal',
  intl: true,
  interleave: 'events',
  clockMissed: 0,
  clockDoubled: 0,
};
