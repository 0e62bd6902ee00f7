/** Grows with every change of a schema in the contract; a test compares it with a hash of them all. */
export const CONTRACT_VERSION = 1
