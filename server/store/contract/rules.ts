/** Rules of a site, what they need to know of the past, and what the word filter learned. */

// biome-ignore lint/suspicious/noEmptyInterface: filled by its room
export interface RuleStore {}
