/** What a toast says, and what can be done about it. */
export interface ToastRequest {
  text: string
  tone?: 'neutral' | 'danger'
  /** "Undo": the toast goes when it is pressed. */
  action?: { label: string; onAction: () => void }
  /** Default 5 s, with an action 10 s; the clock stands still while the pointer or the focus is on it. */
  durationMs?: number
}

export type ShownToast = ToastRequest & { id: number }
