// Being told to end: by a person, by npm, or by the death of the process that started us.

/** A signal that is aborted once this process should end. */
export function toldToEnd(): AbortSignal {
  const controller = new AbortController()
  const end = () => controller.abort()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  const parent = process.ppid
  setInterval(() => process.ppid === parent || end(), 500).unref()
  return controller.signal
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<'told to end'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('told to end')
    signal.addEventListener('abort', () => resolve('told to end'))
  })
}
