/** Threads as moderators see them: lists, locks, moves, merges. */

// biome-ignore lint/suspicious/noEmptyInterface: filled by its room
export interface ThreadStore {}
