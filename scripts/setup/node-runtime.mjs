// The tools need a newer Node than the one a machine may have: the one among the dependencies comes first.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { Stop } from './say.mjs'

/**
 * The environment in which `node` is 24 and every tool among the dependencies is found by its name.
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment() {
  const bin = path.resolve('node_modules/.bin')
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const env = { ...process.env, [key]: bin + path.delimiter + process.env[key] }
  const { stdout } = spawnSync('node', ['-p', 'process.versions.node'], { env, encoding: 'utf8' })
  const version = stdout?.trim() || process.versions.node
  if (Number(version.split('.')[0]) < 24)
    throw new Stop(
      `Node.js 24 or newer is needed here, found ${version}. Install it from https://nodejs.org.`
    )
  return env
}
