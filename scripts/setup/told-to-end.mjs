// Being told to end: by a person, by npm, or by the death of the processes that started us.
import fs from 'node:fs'

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Who started us, and who started that one where the system tells it cheaply (Linux), as a text to compare. */
function findAncestors() {
  try {
    const [, , , grandparent] = fs.readFileSync(`/proc/${process.ppid}/stat`, 'latin1').split(' ')
    return `${process.ppid} ${grandparent}`
  } catch {
    return String(process.ppid)
  }
}

/**
 * Calls `end` whenever this process is told to end, instead of ending it.
 * @param {(signal: NodeJS.Signals) => void} end
 * @returns {() => void} stops listening
 */
export function whenToldToEnd(end) {
  // npm runs us through a shell, and neither of the two tells us when it dies
  const ancestors = findAncestors()
  const watch = setInterval(() => findAncestors() === ancestors || end('SIGTERM'), 500)
  for (const signal of SIGNALS) process.on(signal, end)
  return () => {
    clearInterval(watch)
    for (const signal of SIGNALS) process.off(signal, end)
  }
}
