/** Who runs the place: people, their ways of signing in, sessions, API keys, first answers of repeated requests. */

// biome-ignore lint/suspicious/noEmptyInterface: filled by its room
export interface StaffStore {}
