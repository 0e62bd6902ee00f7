// Electron's fuses are characters in its executable, after a sentinel. The package ships two of them changed.
import fs from 'node:fs'

const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')

/**
 * Sets those two fuses to their defaults.
 * @param {string} executable
 */
export function resetFuses(executable) {
  const data = fs.readFileSync(executable)
  const wire = data.indexOf(SENTINEL) + SENTINEL.length
  if (wire < SENTINEL.length || data.indexOf(SENTINEL, wire) >= 0 || data[wire] !== 1)
    throw new Error('the executable has no fuse wire')
  const fuses = wire + 2
  const fd = fs.openSync(executable, 'r+')
  fs.writeSync(fd, '1', fuses + 3) // EnableNodeCliInspectArguments, which Playwright needs
  fs.writeSync(fd, '0', fuses + 6) // LoadBrowserProcessSpecificV8Snapshot: use the plain snapshot
  fs.closeSync(fd)
}
