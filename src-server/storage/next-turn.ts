/** Calls back in the next turn of the event loop, after what arrived in this one: `setImmediate`, or a simulation's. */
export type NextTurn = (callback: () => void) => void
