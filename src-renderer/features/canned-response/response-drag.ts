import type { DragEvent } from 'react'
import { ResponseId } from '#shared/base/ids.ts'
import type { CannedHit } from '#shared/features/canned-response/views.ts'

/** A response on its way from the list into the composer; other programs get its text. */
const TYPE = 'application/x-octopus-canned'

export function dragResponse(event: DragEvent, hit: Pick<CannedHit, 'responseId' | 'resolved'>): void {
  event.dataTransfer.effectAllowed = 'copy'
  event.dataTransfer.setData(TYPE, hit.responseId)
  event.dataTransfer.setData('text/plain', hit.resolved)
}

/** Whether a response is dragged; which one is told only when it is dropped. */
export function isResponse(event: DragEvent): boolean {
  return event.dataTransfer.types.includes(TYPE)
}

export function droppedResponse(event: DragEvent): ResponseId | null {
  return ResponseId.safeParse(event.dataTransfer.getData(TYPE)).data ?? null
}
