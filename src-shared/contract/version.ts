/** Grows with every change of what crosses the network: rows, Operations, messages. */
export const CONTRACT_VERSION = 15

/** A hash of those schemas; a test compares it, so that none changes without a new version. */
export const CONTRACT_HASH = '1d0b55b89498bb9d'
