// Only one `npm start` of a checkout at a time: the running one listens on a local socket and tells its address.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { Stop } from '../tool.ts'

function socketPath(folder: string): string {
  const key = createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 16)
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\octopus-desk-${key}`
    : path.join(os.tmpdir(), `octopus-desk-${key}.sock`)
}

function listen(at: string, notice: () => string): Promise<net.Server | undefined> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.end(notice())
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)
    )
    server.listen(at, () => resolve(server))
  })
}

/** What the process behind the socket says, or undefined when there is none any more. */
function ask(at: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = ''
    net
      .connect(at)
      .setEncoding('utf8')
      .on('data', (part) => {
        text += part
      })
      .on('error', () => resolve(undefined))
      .on('end', () => resolve(text))
  })
}

/** Takes the place of the running one for this data folder, or stops with what that one says. */
export async function beTheOnlyOne(folder: string, notice: () => string): Promise<{ release: () => void }> {
  const at = socketPath(folder)
  for (let attempt = 0; attempt < 3; attempt++) {
    const server = await listen(at, notice)
    if (server) return { release: () => server.close() }
    const said = await ask(at)
    if (said !== undefined)
      throw new Stop(`Octopus Desk is already running from this folder${said}. Close it first.`)
    fs.rmSync(at, { force: true }) // left behind by one that was killed
  }
  throw new Stop(`The file ${at} is in the way. Remove it and start again.`)
}
