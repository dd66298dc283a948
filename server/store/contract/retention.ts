/** What is kept only for a time, each in steps of one transaction. */

export interface RetentionStore {
  /** When the last round ended, in milliseconds since 1970; 0 before the first. */
  lastRound(): Promise<number>;
  roundEnded(at: number): Promise<void>;
  /**
   * Forgets the mail addresses of guests who wrote last before the time that the sites they wrote on keep them for, looking
   * at some people after `after`.
   * @param before the time by site; the latest of a person’s sites counts.
   * @returns where to go on, null at the end, and how many were forgotten.
   */
  forgetEmails(
    before: ReadonlyMap<string, number>,
    after: string,
  ): Promise<{ readonly next: string | null; readonly forgotten: number }>;
  /**
   * Erases some comments of a site that were rejected, or spam, before then.
   * @param after the comment that was looked at last.
   */
  eraseRefused(
    site: string,
    before: number,
    after: number,
  ): Promise<{ readonly next: number | null; readonly erased: number }>;
  /** Forgets some of the audit records that are older, and the bans that have ended; whether there may be more. */
  dropOld(before: number, now: number): Promise<boolean>;
}
