import type { IpcMainInvokeEvent, WebContents } from 'electron'

/** Whether a call comes from the main frame of our window, showing our page: not from a frame in it, not from elsewhere. */
export function isFromOurPage(event: IpcMainInvokeEvent, page: WebContents | null, origin: string): boolean {
  const frame = event.senderFrame
  return (
    page !== null &&
    event.sender === page &&
    frame !== null &&
    frame.parent === null &&
    frame.origin === origin
  )
}
