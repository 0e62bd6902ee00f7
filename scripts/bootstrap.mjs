// Every npm script starts here: `node scripts/bootstrap.mjs <command> [args...]`, or
// `node scripts/bootstrap.mjs exec <program> [args...]` for any tool.
// Makes sure that everything the command needs is there, then runs it. Node built-ins only, on Node 20.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runToEnd } from './setup/child.mjs'
import { commands } from './setup/commands.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { hasDisplay, startDisplay } from './setup/display.mjs'
import { ensureElectron } from './setup/electron.mjs'
import { toolEnvironment } from './setup/node-runtime.mjs'
import { explain, Stop, say } from './setup/say.mjs'
import {
  ensureBrowser,
  ensureFonts,
  ensureLibraries,
  ensureVirtualDisplay
} from './setup/system-packages.mjs'

/**
 * @param {string[]} argv
 * @returns {import('./setup/commands.mjs').Command}
 */
function findCommand([name = '', ...args]) {
  if (name === 'exec' && args.length > 0) return { needs: ['electron', 'display', 'browser'], run: args }
  const command = commands[name]
  if (!command)
    throw new Stop(`There is no command "${name}". Choose one of: ${Object.keys(commands).join(', ')}, exec.`)
  return { needs: command.needs, run: [...command.run, ...args] }
}

async function main() {
  process.chdir(path.join(path.dirname(fileURLToPath(import.meta.url)), '..'))
  const { needs, run } = findCommand(process.argv.slice(2))
  await ensureDependencies()
  const env = toolEnvironment()
  if (needs.includes('electron')) await ensureLibraries(await ensureElectron(env))
  if (needs.includes('browser')) env.OCTOPUS_BROWSER = await ensureBrowser()
  if (needs.includes('fonts')) await ensureFonts()
  const [program = '', ...args] = run
  if (!needs.includes('display') || hasDisplay()) return runToEnd(program, args, env)
  await ensureVirtualDisplay()
  const display = await startDisplay()
  try {
    return await runToEnd(program, args, { ...env, DISPLAY: display.name })
  } finally {
    await display.stop()
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    say(explain(error))
    process.exit(1)
  }
)
