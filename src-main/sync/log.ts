export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Writes one line for whoever looks into trouble later; never a message's text, a name or a token. */
export type Log = (level: LogLevel, text: string, facts?: Record<string, unknown>) => void
