import { type DragEvent, useState } from 'react'
import { droppedResponse, isResponse } from '../../canned-response/response-drag.ts'
import type { Composing } from './composing.ts'
import { useCannedOne } from './use-canned-one.ts'

/** The composer takes a response that is dragged from the list, where it is dropped in the text. */
export function useResponseDrop(composing: Pick<Composing, 'header' | 'insertResponse' | 'inputRef'>) {
  const [isOver, setOver] = useState(false)
  const insertOne = useCannedOne(composing)
  return {
    'data-over': isOver || undefined,
    onDragOver(event: DragEvent) {
      if (!isResponse(event)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop(event: DragEvent) {
      const responseId = isResponse(event) ? droppedResponse(event) : null
      setOver(false)
      if (!responseId) return
      event.preventDefault()
      void insertOne({ responseId }, offsetAt(event, composing.inputRef.current))
    }
  }
}

/** Where in the text the pointer is; undefined beside the text, where the caret decides. */
function offsetAt({ clientX, clientY }: DragEvent, area: HTMLTextAreaElement | null): number | undefined {
  const place = document.caretPositionFromPoint(clientX, clientY)
  return place && place.offsetNode === area ? place.offset : undefined
}
