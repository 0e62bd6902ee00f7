import { useCallback, useEffect, useRef, useState } from 'react'
import type { AdminAnswer, AdminCallName, AdminTrouble, AdminValue } from '#shared/contract/admin-calls.ts'
import type { ActArgs } from '#shared/contract/ipc.ts'
import { desk } from './desk.ts'
import { DeskError } from './desk-error.ts'

/** Asks the server for something that only administrators may; every trouble is a value with a sentence. */
export async function askServer<Name extends AdminCallName>(
  name: Name,
  args: ActArgs<Name>
): Promise<AdminAnswer<AdminValue<Name>>> {
  try {
    return (await desk.act(name, args)) as AdminAnswer<AdminValue<Name>>
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    return { ok: false, kind: 'refused', message: error.message }
  }
}

export interface AdminView<Value> {
  /** undefined until the first answer; what was known stays while it is asked for again */
  value: Value | undefined
  /** why the last asking brought nothing */
  trouble: AdminTrouble | null
  /** asks again now */
  reload: () => void
  /** what the server has now, as a change has answered */
  put: (value: Value) => void
}

/**
 * What the server has now, asked for when the component appears and when the args change. It is not kept: offline there is
 * only the trouble.
 */
export function useAdminView<Name extends AdminCallName>(
  name: Name,
  args: ActArgs<Name>
): AdminView<AdminValue<Name>> {
  const [value, setValue] = useState<AdminValue<Name>>()
  const [trouble, setTrouble] = useState<AdminTrouble | null>(null)
  const asked = useRef(0)
  const key = JSON.stringify(args)
  // biome-ignore lint/correctness/useExhaustiveDependencies: args are compared by content, through their key
  const reload = useCallback(() => {
    const turn = ++asked.current
    void askServer(name, args).then((answer) => {
      if (turn !== asked.current) return
      if (answer.ok) setValue(answer.value)
      setTrouble(answer.ok ? null : answer)
    })
  }, [name, key])
  const put = useCallback((now: AdminValue<Name>) => {
    asked.current++
    setValue(now)
    setTrouble(null)
  }, [])
  useEffect(() => {
    reload()
    return () => {
      asked.current++
    }
  }, [reload])
  return { value, trouble, reload, put }
}
