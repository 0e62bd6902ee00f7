import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Packages the app as `npm run package` does, without making installers of it. */
export function packageApp(): void {
  execFileSync(process.execPath, ['scripts/package.ts', '--dir'], { stdio: 'pipe' })
}

/** The packaged app's executable and its resources, wherever this system has them. */
export function packagedPaths(): { executable: string; resources: string } {
  const folder = readdirSync('dist').find((name) => /^(?:linux|win|mac).*(?:unpacked|mac)/.test(name))
  const inside = path.resolve('dist', folder ?? 'mac')
  if (process.platform === 'darwin') {
    const contents = path.join(inside, 'Octopus Desk.app/Contents')
    return {
      executable: path.join(contents, 'MacOS/octopus-desk'),
      resources: path.join(contents, 'Resources')
    }
  }
  const name = process.platform === 'win32' ? 'octopus-desk.exe' : 'octopus-desk'
  return { executable: path.join(inside, name), resources: path.join(inside, 'resources') }
}

export interface PackagedRun {
  child: ChildProcess
  /** What it has written so far. */
  said: () => string
  ended: Promise<number | null>
}

/** Starts the packaged app; the sandbox is off for root only, because Chromium refuses it there. */
export function runPackaged(args: string[], env: Record<string, string>): PackagedRun {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(packagedPaths().executable, [...sandbox, ...args], { env: { ...process.env, ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  return {
    child,
    said: () => text,
    ended: new Promise((resolve) => child.once('exit', resolve))
  }
}
