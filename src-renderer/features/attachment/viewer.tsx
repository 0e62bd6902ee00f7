import './viewer.css'
import { ChevronLeft, ChevronRight, Copy, Download, X, ZoomIn, ZoomOut } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { type FileRef, fileUrl } from '#shared/features/attachment/views.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useToasts } from '../../ui/toast.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { copyImage } from './copy-image.ts'
import { useFileActs } from './use-file-acts.ts'

interface ViewerProps {
  conversationId: FileRef['conversationId']
  images: readonly Attachment[]
  startAt: number
  onClose: () => void
}

/** Zoom steps; 0 fits the picture into the window. */
const ZOOMS = [0, 0.5, 1, 2, 4]

/** One picture at a time, as large as the window: arrows walk, + and - zoom, 0 fits, Escape goes back. */
export default function Viewer({ conversationId, images, startAt, onClose }: ViewerProps) {
  const [at, setAt] = useState(startAt)
  const [step, setStep] = useState(0)
  /** pixels; 0 until the picture is loaded */
  const [width, setWidth] = useState(0)
  const shown = useRef<HTMLImageElement>(null)
  const toasts = useToasts()
  const file = images[at] ?? images[0]
  const sha256 = file?.sha256 ?? ''
  const acts = useFileActs({ conversationId, sha256 }, file?.name ?? '')
  if (!file) return null

  const walk = (by: number) => {
    const next = Math.min(images.length - 1, Math.max(0, at + by))
    setStep(0)
    if (next === at) return
    setAt(next)
    setWidth(0)
  }
  const zoom = (by: number) => setStep((now) => Math.min(ZOOMS.length - 1, Math.max(0, now + by)))
  const copy = () => {
    if (!shown.current) return
    copyImage(shown.current).then(
      () => toasts.show({ text: 'Picture copied' }),
      () => toasts.show({ text: 'The picture could not be copied.', tone: 'danger' })
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey
    const key = mod ? `mod+${event.key.toLowerCase()}` : event.key
    const act = {
      ArrowRight: () => walk(1),
      ArrowLeft: () => walk(-1),
      '+': () => zoom(1),
      '=': () => zoom(1),
      '-': () => zoom(-1),
      '0': () => setStep(0),
      'mod+c': copy,
      'mod+s': acts.save
    }[key]
    if (!act) return
    event.preventDefault()
    act()
  }
  const scale = width === 0 ? 0 : (ZOOMS[step] ?? 0)
  return (
    <ModalOverlay className="viewer-backdrop" isOpen onOpenChange={(open) => open || onClose()} isDismissable>
      <Modal className="viewer-box">
        <Dialog className="viewer" aria-label={`Picture ${at + 1} of ${images.length}: ${file.name}`}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole viewer, whatever in it has the focus */}
          <div className="viewer-inside" onKeyDown={onKeyDown}>
            <header className="viewer-bar">
              <UserText text={file.name} isSingleLine className="viewer-name" />
              <span className="viewer-count">{images.length > 1 ? `${at + 1} of ${images.length}` : ''}</span>
              <IconButton
                icon={ZoomOut}
                label="Zoom out"
                shortcut="-"
                isDisabled={step === 0}
                onPress={() => zoom(-1)}
              />
              <IconButton
                icon={ZoomIn}
                label="Zoom in"
                shortcut="+"
                isDisabled={step === ZOOMS.length - 1}
                onPress={() => zoom(1)}
              />
              <IconButton icon={Copy} label="Copy picture" shortcut="Mod+C" onPress={copy} />
              <IconButton icon={Download} label="Save picture" shortcut="Mod+S" onPress={acts.save} />
              <IconButton icon={X} label="Close" shortcut="Escape" onPress={onClose} autoFocus />
            </header>
            <div className="viewer-stage" data-fits={scale === 0}>
              <img
                key={at}
                ref={shown}
                src={fileUrl({ conversationId, sha256 })}
                alt={file.name}
                crossOrigin="anonymous"
                onLoad={({ currentTarget }) => setWidth(currentTarget.naturalWidth)}
                style={scale === 0 ? undefined : { inlineSize: width * scale }}
              />
            </div>
            {images.length > 1 && (
              <>
                <span className="viewer-walk" data-side="start">
                  <IconButton
                    icon={ChevronLeft}
                    label="Previous picture"
                    isDisabled={at === 0}
                    onPress={() => walk(-1)}
                  />
                </span>
                <span className="viewer-walk" data-side="end">
                  <IconButton
                    icon={ChevronRight}
                    label="Next picture"
                    isDisabled={at === images.length - 1}
                    onPress={() => walk(1)}
                  />
                </span>
              </>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
