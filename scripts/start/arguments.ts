// What a person may write behind `npm start --`.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Stop } from '../tool.ts'

export type StartArguments = {
  /** A folder of its own, so that a busy day does not overwrite the data of `npm start`. */
  folder: string
  fresh: boolean
  /** Absolute path of the picture to take, when that is all that is wanted. */
  screenshot: string | undefined
  port: number
  conversations: number | undefined
  messages: number | undefined
}

const USAGE = `npm start -- [--fresh] [--port N] [--conversations N] [--messages N] [--screenshot FILE]
  --fresh            forget the demo data of earlier starts
  --port N           where the server listens (4780)
  --conversations N  how many conversations fresh demo data has
  --messages N       how many messages they have together
  --screenshot FILE  save a picture of the signed-in desk as PNG and end`

const OPTIONS = {
  fresh: { type: 'boolean' },
  demo: { type: 'boolean' },
  help: { type: 'boolean' },
  screenshot: { type: 'string' },
  port: { type: 'string' },
  conversations: { type: 'string' },
  messages: { type: 'string' }
} as const

/** What `npm run demo` means: enough data to feel how the desk behaves on a busy day. */
const BUSY = { conversations: '5000', messages: '100000' }

function integer(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= min && value <= max) return value
  throw new Stop(`--${name} must be a whole number from ${min} to ${max}, but is "${text}".`)
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS }).values
  } catch (error) {
    throw new Stop(`${(error as Error).message}\n\n${USAGE}`)
  }
}

/** npm takes options without `--` before them for itself and tells us only by the environment. */
function refuseOptionsTakenByNpm(env: NodeJS.ProcessEnv): void {
  const taken = Object.keys(OPTIONS).find((name) => name !== 'help' && env[`npm_config_${name}`])
  if (taken) throw new Stop(`npm took --${taken} for itself. Put -- before it: npm start -- --${taken} ...`)
}

export function parseStartArguments(argv: string[], env: NodeJS.ProcessEnv): StartArguments {
  refuseOptionsTakenByNpm(env)
  const given = parse(argv)
  if (given.help) throw new Stop(USAGE)
  const values = given.demo ? { ...BUSY, ...given } : given
  if (values.screenshot === '') throw new Stop('--screenshot needs the name of the PNG file to write.')
  return {
    folder: path.resolve(given.demo ? '.data/demo' : '.data'),
    fresh: Boolean(values.fresh ?? values.demo),
    screenshot: values.screenshot === undefined ? undefined : path.resolve(values.screenshot),
    port: integer('port', values.port, 1, 65_535) ?? 4780,
    conversations: integer('conversations', values.conversations, 1, 1_000_000),
    messages: integer('messages', values.messages, 1, 50_000_000)
  }
}
