import { type DragEvent, useRef, useState } from 'react'

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** Makes an element a place to drop files on; `isOver` while files hang over it. */
export function useFileDrop(onFiles: (files: readonly File[]) => void) {
  const [isOver, setOver] = useState(false)
  // entering a child comes before leaving its parent
  const depth = useRef(0)
  const end = () => {
    depth.current = 0
    setOver(false)
  }
  const dropProps = {
    onDragEnter(event: DragEvent) {
      if (!hasFiles(event)) return
      depth.current++
      setOver(true)
    },
    onDragLeave(event: DragEvent) {
      if (!hasFiles(event)) return
      depth.current--
      if (depth.current <= 0) end()
    },
    onDragOver(event: DragEvent) {
      if (!hasFiles(event)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    },
    onDrop(event: DragEvent) {
      if (!hasFiles(event)) return
      event.preventDefault()
      end()
      onFiles([...event.dataTransfer.files])
    }
  }
  return { isOver, dropProps }
}
