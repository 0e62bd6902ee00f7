// Does package-lock.json name every optional dependency? npm writes a lock without them when the registry lacks a
// platform's part, and the next `npm ci` refuses that lock ("Missing ... from lock file").
import fs from 'node:fs'
import type { Check } from './check.ts'

type LockedPackage = { version?: string; optionalDependencies?: Record<string, string> }
type Lock = { packages: Record<string, LockedPackage> }

/** Where Node would look for `name` from the package at `from`: its own node_modules, then those above. */
function placesOf(name: string, from: string): string[] {
  const places = []
  for (let at = from; at; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/'))))
    places.push(`${at}/node_modules/${name}`)
  return [...places, `node_modules/${name}`]
}

export const lockFile: Check = {
  name: 'lock',
  run: async () => {
    const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')) as Lock
    const wanted = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.entries(optionalDependencies).map(([name, range]) => ({ from, name, range }))
    )
    const missing = wanted.filter(
      ({ name, from }) => !placesOf(name, from).some((place) => packages[place]?.version)
    )
    return {
      ok: missing.length === 0,
      count: wanted.length,
      unit: 'optional dependencies',
      output: missing
        .map(({ from, name, range }) => `missing: ${name} ${range}, wanted by ${from || 'the project'}`)
        .join('\n')
    }
  }
}
