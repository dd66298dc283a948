/** What moderators look through: queues, cards and what surrounds them, statistics. */

// biome-ignore lint/suspicious/noEmptyInterface: filled by its room
export interface DeskStore {}
