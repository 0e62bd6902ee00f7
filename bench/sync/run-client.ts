import { fork } from 'node:child_process'
import path from 'node:path'

/** Runs a client as a process of its own, and answers what it says last. */
export async function runClient<Answer>(name: string, task: object): Promise<Answer> {
  const child = fork(path.join('bench', 'sync', 'clients', `${name}.ts`), [JSON.stringify(task)])
  let answer: Answer | undefined
  child.on('message', (said) => {
    answer = said as Answer
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0 || answer === undefined) throw new Error(`The client ${name} ended with exit code ${code}.`)
  return answer
}

/** In a client: what it was told to do. */
export const taskOf = <Task>(): Task => JSON.parse(process.argv[2] ?? '{}') as Task

/** In a client: tells what was measured, and ends. */
export function tell(answer: object): void {
  process.send?.(answer, () => process.exit(0))
}
