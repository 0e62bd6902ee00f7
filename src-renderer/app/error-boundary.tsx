import { Component, type ReactNode } from 'react'
import { ErrorState } from '../ui/error-state.tsx'

interface Props {
  children: ReactNode
}

/** The last line of defence: a bug in a component leaves a sentence and a way on, never an empty window. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <ErrorState title="This view could not be shown" onRetry={() => this.setState({ failed: false })}>
        Something unexpected happened. Nothing you wrote is lost: drafts and unsent messages are saved on this
        computer.
      </ErrorState>
    )
  }
}
