/** Grows with every change of what crosses the network: rows, Operations, messages. */
export const CONTRACT_VERSION = 4

/** A hash of those schemas; a test compares it, so that none changes without a new version. */
export const CONTRACT_HASH = 'd3941865f087a453'
