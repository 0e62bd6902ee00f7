import './split-pane.css'
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState
} from 'react'
import { useLocale } from 'react-aria-components'

interface SplitPaneProps {
  /** The name of the handle: "Width of the chat list". */
  label: string
  /** The pane that has the width. */
  pane: ReactNode
  /** The rest, which takes what is left. */
  children: ReactNode
  /** On which side of the rest the pane stands. */
  side?: 'start' | 'end'
  /** The remembered width in pixels. */
  width: number
  minWidth: number
  maxWidth: number
  /** Called once per change, when the drag ends or a key was pressed: remember it. */
  onWidthChange: (width: number) => void
  /** Folded away; the pane is unmounted, the width stays remembered. */
  isPaneHidden?: boolean
}

const STEP = 16
const BIG_STEP = 64

/** Two panes with a handle between them: drag it, or focus it and use the arrow keys, Home and End. */
export function SplitPane({
  label,
  pane,
  children,
  side = 'start',
  width,
  minWidth,
  maxWidth,
  onWidthChange,
  isPaneHidden = false
}: SplitPaneProps) {
  const paneId = useId()
  const { direction } = useLocale()
  const [liveWidth, setLiveWidth] = useState(width)
  const drag = useRef<{ startX: number; startWidth: number } | null>(null)
  useEffect(() => setLiveWidth(width), [width])

  // towards the right the pane grows when it stands left
  const sign = (side === 'start') === (direction === 'ltr') ? 1 : -1
  const clamp = (value: number) => Math.round(Math.min(maxWidth, Math.max(minWidth, value)))
  const current = clamp(liveWidth)

  const settle = (next: number) => {
    setLiveWidth(next)
    if (next !== width) onWidthChange(next)
  }

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { startX: event.clientX, startWidth: current }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag.current) return
    setLiveWidth(clamp(drag.current.startWidth + sign * (event.clientX - drag.current.startX)))
  }
  const onDragEnd = () => {
    if (!drag.current) return
    drag.current = null
    settle(current)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = widthByKey(event, { current, minWidth, maxWidth, sign })
    if (next === undefined) return
    event.preventDefault()
    settle(clamp(next))
  }

  const paneElement = !isPaneHidden && (
    <div id={paneId} className="ui-split-pane" style={{ inlineSize: current }}>
      {pane}
    </div>
  )
  const handle = !isPaneHidden && (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be a handle that takes the focus
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-controls={paneId}
      aria-valuenow={current}
      aria-valuemin={minWidth}
      aria-valuemax={maxWidth}
      tabIndex={0}
      className="ui-split-handle"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onDragEnd}
      onPointerCancel={onDragEnd}
      onLostPointerCapture={onDragEnd}
      onKeyDown={onKeyDown}
    />
  )
  const rest = <div className="ui-split-rest">{children}</div>

  return (
    <div className="ui-split">
      {side === 'start' ? (
        <>
          {paneElement}
          {handle}
          {rest}
        </>
      ) : (
        <>
          {rest}
          {handle}
          {paneElement}
        </>
      )}
    </div>
  )
}

interface Measures {
  current: number
  minWidth: number
  maxWidth: number
  sign: number
}

function widthByKey(
  event: KeyboardEvent,
  { current, minWidth, maxWidth, sign }: Measures
): number | undefined {
  const step = event.shiftKey ? BIG_STEP : STEP
  switch (event.key) {
    case 'ArrowLeft':
      return current - sign * step
    case 'ArrowRight':
      return current + sign * step
    case 'Home':
      return minWidth
    case 'End':
      return maxWidth
    default:
      return undefined
  }
}
