/** People, notes about them, and bans. */

// biome-ignore lint/suspicious/noEmptyInterface: filled by its room
export interface PeopleStore {}
