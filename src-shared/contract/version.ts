/** Grows with every change of what crosses the network: rows, Operations, messages. */
export const CONTRACT_VERSION = 4

/** A hash of those schemas; a test compares it, so that none changes without a new version. */
export const CONTRACT_HASH = '52b9e9d5d197eedf'
