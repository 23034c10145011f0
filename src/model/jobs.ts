/** Names of the procedures over whole registers that an action may begin (`job`), and the registers each of them works on. */
export const JOBS: Readonly<Record<string, readonly string[]>> = {
  /** A stocktake: the book as it stands becomes lines to be counted, one confirmation for each holder. */
  freeze_book: ['assets', 'counts', 'count_sheets'],
};
