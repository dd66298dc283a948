/** What moderators decide on comments, each with its audit record in one transaction. */

// biome-ignore lint/suspicious/noEmptyInterface: filled by its room
export interface ModerationStore {}
