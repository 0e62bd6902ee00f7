import { Button } from '../../ui/button.tsx'
import { KEYS } from './keys.ts'
import type { Way } from './ways-out.ts'

interface WaysOutButtonsProps {
  ways: readonly Way[]
  onGo: (way: Way['does']) => void
  /** whether the keys of the Outbox work here */
  hasKeys?: boolean
}

/** The ways out as buttons, the likeliest first and with a border. */
export function WaysOutButtons({ ways, onGo, hasKeys = false }: WaysOutButtonsProps) {
  return ways.map(({ does, label }, index) => (
    <Button
      key={does}
      size="s"
      variant={index === 0 ? 'default' : 'quiet'}
      onPress={() => onGo(does)}
      {...(hasKeys && KEYS[does] ? { 'aria-keyshortcuts': KEYS[does] } : {})}
    >
      {label}
    </Button>
  ))
}
