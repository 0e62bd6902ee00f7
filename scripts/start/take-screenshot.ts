// One picture of the signed-in desk, from a server and a profile that are thrown away.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildWhatChanged } from '../build/bundle.ts'
import { Stop } from '../tool.ts'
import type { StartArguments } from './arguments.ts'
import { startDesk } from './desk.ts'
import { tailOf } from './process.ts'
import { type RunningServer, startServer } from './server.ts'
import { aborted, toldToEnd } from './signals.ts'

const WITHIN_MS = 90_000

async function letDeskTakeIt(server: RunningServer, folder: string, file: string, signal: AbortSignal) {
  const desk = startDesk({ folder, serverUrl: server.url, screenshot: file })
  const first = await Promise.race([
    desk.ended,
    aborted(AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]))
  ])
  await desk.stop()
  signal.throwIfAborted()
  if (first === 0 && fs.existsSync(file)) return
  const reason = first === 'told to end' ? 'it took too long' : `exit code ${first}`
  throw new Stop(`No picture was taken (${reason}). The desk's last words:\n${tailOf(desk.logFile)}`)
}

/** Writes a PNG of the inbox as the demo agent sees it. */
export async function takeScreenshot(args: StartArguments, file: string): Promise<number> {
  const signal = toldToEnd()
  await buildWhatChanged()
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.rmSync(file, { force: true })
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'octopus-desk-screenshot-'))
  try {
    const server = await startServer({ ...args, port: 0, folder, signal })
    try {
      await letDeskTakeIt(server, folder, file, signal)
    } finally {
      await server.stop()
    }
    console.log(`saved ${file}`)
    return 0
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
