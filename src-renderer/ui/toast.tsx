import './toast.css'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { ToastCard } from './toast-card.tsx'
import type { ShownToast, ToastRequest } from './toast-request.ts'
import { useWords } from './words.ts'

export interface Toasts {
  /** Shows a toast and returns its id. */
  show: (toast: ToastRequest) => number
  dismiss: (id: number) => void
}

/** More would cover the work; the oldest goes. */
const MOST_AT_ONCE = 3

const ToastContext = createContext<Toasts | null>(null)

/** Toasts from anywhere below `UiProvider`; the returned object never changes. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastContext)
  if (!toasts) throw new Error('useToasts needs a UiProvider above it')
  return toasts
}

/** Holds the toasts and paints their region; part of `UiProvider`. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const words = useWords()
  const [shown, setShown] = useState<readonly ShownToast[]>([])
  const lastId = useRef(0)
  const dismiss = useCallback((id: number) => setShown((all) => all.filter((toast) => toast.id !== id)), [])
  const show = useCallback((toast: ToastRequest) => {
    lastId.current += 1
    const id = lastId.current
    setShown((all) => [...all, { ...toast, id }].slice(-MOST_AT_ONCE))
    return id
  }, [])
  const toasts = useMemo(() => ({ show, dismiss }), [show, dismiss])
  return (
    <ToastContext value={toasts}>
      {children}
      {/* the attribute keeps toasts reachable while a dialog is open */}
      <section className="ui-toast-region" aria-label={words.notifications} data-react-aria-top-layer="true">
        <ol className="ui-toasts" aria-live="polite" aria-relevant="additions">
          {shown.map((toast) => (
            <ToastCard key={toast.id} toast={toast} onDismiss={dismiss} />
          ))}
        </ol>
      </section>
    </ToastContext>
  )
}
