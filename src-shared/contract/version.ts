/** Grows with every change of what crosses the network: rows, Operations, messages. */
export const CONTRACT_VERSION = 15

/** A hash of those schemas; a test compares it, so that none changes without a new version. */
export const CONTRACT_HASH = '32a7b4e4b9315a62'
