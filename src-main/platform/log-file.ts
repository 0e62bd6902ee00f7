import { join } from 'node:path'
import type { Log, LogLevel } from '../sync/log.ts'

const MAX_BYTES = 2 * 1024 * 1024

type Writer = (level: LogLevel, line: string) => void

/** An error as facts: its name, its message, where it arose. */
function written(value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? `${value.name}: ${value.message}`) : value
}

function lineOf(text: string, facts: Record<string, unknown> | undefined): string {
  if (!facts) return text
  return `${text} ${JSON.stringify(facts, (_key, value) => written(value))}`
}

async function openWriter(file: string, alsoConsole: boolean): Promise<Writer> {
  const { default: electronLog } = await import('electron-log/node')
  const logger = electronLog.create({ logId: 'desk' })
  logger.transports.file.resolvePathFn = () => file
  logger.transports.file.maxSize = MAX_BYTES
  logger.transports.file.format = '[{y}-{m}-{d} {h}:{i}:{s}.{ms}] [{level}] {text}'
  logger.transports.console.level = alsoConsole ? 'silly' : false
  return (level, line) => logger[level](line)
}

/**
 * The log of the app: one file and the one before it. The library behind it is loaded after the window has had its chance;
 * lines written before that wait in memory.
 * @param alsoConsole repeat every line on the terminal
 */
export function createLogFile(folder: string, alsoConsole: boolean) {
  const file = join(folder, 'desk.log')
  let waiting: [LogLevel, string][] = []
  let writer: Writer | null = null
  let opening: Promise<void> | null = null

  const open = () => {
    opening ??= openWriter(file, alsoConsole).then((opened) => {
      writer = opened
      for (const [level, line] of waiting) opened(level, line)
      waiting = []
    })
    return opening
  }
  const log: Log = (level, text, facts) => {
    const line = lineOf(text, facts)
    if (writer) writer(level, line)
    else waiting.push([level, line])
  }
  return { log, file, open }
}

export type LogFile = ReturnType<typeof createLogFile>
