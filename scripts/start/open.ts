// A server and a desk that stay open until a person closes the desk or ends the command.
import fs from 'node:fs'
import path from 'node:path'
import { buildWhatChanged } from '../build/bundle.ts'
import { Stop } from '../tool.ts'
import type { StartArguments } from './arguments.ts'
import { startDesk } from './desk.ts'
import { beTheOnlyOne } from './only-one.ts'
import { tailOf } from './process.ts'
import { type RunningServer, startServer } from './server.ts'
import { aborted, toldToEnd } from './signals.ts'

/** The chat page of the demo tenant's first channel. */
const FOLLOWER_PAGE = '/c/northwind-coffee'

const welcome = (url: string, folder: string) => `
  Octopus Desk is open. Sign in as one of the demo people on its first screen.

    server          ${url}
    follower page   ${new URL(FOLLOWER_PAGE, url)}   (open it in a browser and write to the agent)
    data and logs   ${path.relative('.', folder)}   (npm start -- --fresh begins anew)

  Close the desk or press Ctrl+C to end.
`

/** Removes what earlier starts have left, and nothing else that may be kept in the same folder. */
function forget(folder: string): void {
  for (const name of ['server', 'desk', 'server.log', 'desk.log'])
    fs.rmSync(path.join(folder, name), { recursive: true, force: true })
}

/** Runs the desk beside a server until one of them ends or we are told to end. */
async function runDesk(server: RunningServer, folder: string, signal: AbortSignal): Promise<void> {
  const desk = startDesk({ folder, serverUrl: server.url })
  console.log(welcome(server.url, folder))
  const first = await Promise.race([
    desk.ended,
    aborted(signal),
    server.ended.then(() => 'server ended' as const)
  ])
  await desk.stop()
  if (first === 'server ended')
    throw new Stop(`The server ended by itself. ${server.logFile} says:\n${tailOf(server.logFile)}`)
  if (typeof first === 'number' && first !== 0)
    throw new Stop(`The desk ended with exit code ${first}. ${desk.logFile} says:\n${tailOf(desk.logFile)}`)
}

/** Opens server and desk on the data in their folder; returns when both have ended. */
export async function open(args: StartArguments): Promise<number> {
  const { folder } = args
  let url: string | undefined
  const place = await beTheOnlyOne(folder, () => (url ? ` (${url})` : ''))
  const signal = toldToEnd()
  try {
    if (args.fresh) forget(folder)
    await buildWhatChanged()
    const server = await startServer({ ...args, signal })
    url = server.url
    try {
      await runDesk(server, folder, signal)
    } finally {
      await server.stop()
    }
    return 0
  } finally {
    place.release()
  }
}
