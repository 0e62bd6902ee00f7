import { readConfig } from './app/config.ts'
import { createLog } from './app/log.ts'
import { startServer } from './app/server.ts'
import { explainStart } from './app/start-failure.ts'

/** How long a stop may take, in milliseconds, before the process ends anyway. */
const STOP_MS = 3000

const config = readConfig(process.env)
if (!config.ok) stopWith(config.error)
const log = createLog(config.value.logLevel)

try {
  const server = await startServer(config.value, log)
  log.info({ url: server.url }, 'listening')
  // somebody waits for this line
  log.flush()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), STOP_MS).unref()
      log.info({ signal }, 'stopping')
      server.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'the stop failed')
          process.exit(1)
        }
      )
    })
  }
} catch (error) {
  const sentence = explainStart(error, config.value)
  if (sentence === null) throw error
  stopWith(sentence)
}

function stopWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
