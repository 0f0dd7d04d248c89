// When a screen fails to draw: says what happened, that saved work is kept, and offers the way back.
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { RotateCcw } from 'lucide-react';
import { Button, Notice } from '../ui/index.ts';
import styles from './App.module.css';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** A change of it (another screen) gives the children another chance. */
  readonly resetKey?: string;
}

interface ErrorBoundaryState {
  readonly failed: boolean;
  readonly resetKey: string | undefined;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { failed: true };
  }

  static getDerivedStateFromProps(
    props: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): Partial<ErrorBoundaryState> | null {
    return props.resetKey === state.resetKey ? null : { failed: false, resetKey: props.resetKey };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The window's console is collected by main's log, which redacts.
    console.error('A screen could not be drawn', error.name, error.message, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={styles['fault']}>
        <Notice
          tone="bad"
          title="This screen could not be shown"
          action={
            <Button icon={RotateCcw} onPress={() => window.location.reload()}>
              Reload
            </Button>
          }
        >
          Everything saved is kept; an offload goes on by itself. Reload to go on. If it happens again on the same
          screen, tell IT what you were doing.
        </Notice>
      </div>
    );
  }
}
