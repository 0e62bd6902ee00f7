// A virtual display for machines without a screen.
import { spawn } from 'node:child_process'
import { Stop } from './say.mjs'

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

// the shell waits on a pipe that only we hold open: however we end, even by SIGKILL, Xvfb ends with us
const WATCHED = `
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 0</dev/null >/dev/null 2>&1 &
xvfb=$!
exec 3>&-
read -r _
kill $xvfb
wait $xvfb
`

/**
 * Starts a display. It ends by `stop`, or when this process ends.
 * @returns {Promise<{ name: string, stop: () => Promise<void> }>}
 */
export function startDisplay() {
  const shell = spawn('sh', ['-c', WATCHED], { stdio: ['pipe', 'ignore', 'ignore', 'pipe'], detached: true })
  const ended = new Promise((resolve) => shell.once('exit', resolve))
  const stop = async () => {
    shell.stdin?.end()
    await ended
  }
  const numbers = /** @type {import('node:stream').Readable} */ (shell.stdio[3])
  let number = ''
  return new Promise((resolve, reject) => {
    numbers.on('data', (data) => {
      number += data
      // the line end comes by a write of its own, and Xvfb dies when nobody is there to read it
      if (number.endsWith('\n')) resolve({ name: `:${number.trim()}`, stop })
    })
    numbers.once('end', () =>
      reject(
        new Stop('The virtual display (Xvfb) did not start. Run the command with DISPLAY set to a real one.')
      )
    )
  })
}
