// How setting up talks to a person: one prefix, and an end with a sentence instead of a stack trace.

/** Something that the person at the keyboard has to know or do; its message is shown as it is. */
export class Stop extends Error {}

/** @param {string} text */
export function say(text) {
  console.error(`[setup] ${text}`)
}

/**
 * The sentence for anything that can go wrong while setting up.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof Stop) return error.message
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error)
  if (code === 'ENOSPC')
    return 'The disk is full. Free some space (about 1 GB is needed) and run the command again.'
  if (code === 'EACCES' || code === 'EPERM')
    return `A file may not be written: ${message}. Check who owns this folder, then run the command again.`
  return `Setting up failed: ${message}. Run the command again; if it fails again, remove node_modules and try once more.`
}
