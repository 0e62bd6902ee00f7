// The two bundles, and whether their sources have changed since they were made.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { captureTool, Stop } from '../tool.ts'

export type BundleName = 'desk' | 'follower'

type Bundle = { sources: string[]; run: [program: string, ...args: string[]] }

const COMMON = ['src-shared', 'package.json', 'package-lock.json']
const bundles: Record<BundleName, Bundle> = {
  desk: {
    sources: [...COMMON, 'src-main', 'src-preload', 'src-renderer', 'resources', 'electron.vite.config.ts'],
    run: ['electron-vite', 'build', '--logLevel', 'warn']
  },
  follower: {
    sources: [...COMMON, 'src-follower', 'follower.vite.config.ts'],
    run: ['vite', 'build', '--config', 'follower.vite.config.ts', '--logLevel', 'warn']
  }
}

function filesOf(source: string): string[] {
  if (!fs.existsSync(source)) return []
  if (!fs.statSync(source).isDirectory()) return [source]
  return fs
    .readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

function fingerprint(sources: string[]): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesOf).sort()) {
    const { size, mtimeMs } = fs.statSync(file)
    hash.update(`${file}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

const stampOf = (name: BundleName) => `out/.built-${name}`

function isFresh(name: BundleName): boolean {
  const stamp = stampOf(name)
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === fingerprint(bundles[name].sources)
}

/** Makes a bundle and says so. */
export async function build(name: BundleName): Promise<void> {
  const { sources, run } = bundles[name]
  const [program, ...args] = run
  // taken before the build: a file saved meanwhile makes the bundle stale again
  const made = fingerprint(sources)
  const startedMs = Date.now()
  fs.rmSync(stampOf(name), { force: true })
  const { code, output } = await captureTool(program, args)
  if (code !== 0) throw new Stop(`${output.trim()}\n\nThe ${name} could not be built; the reason is above.`)
  fs.writeFileSync(stampOf(name), made)
  console.log(`built the ${name} in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`)
}

/** Makes the bundles whose sources have changed since they were made last. */
export async function buildWhatChanged(names: BundleName[] = ['desk', 'follower']): Promise<void> {
  for (const name of names) if (!isFresh(name)) await build(name)
}
