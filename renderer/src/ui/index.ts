// The kit that every screen is built of.
export { Badge, type BadgeProps, type Tone } from './Badge.tsx';
export { Button, IconButton, type ButtonProps, type IconButtonProps } from './Button.tsx';
export { Card, CardRow, type CardProps, type CardRowProps } from './Card.tsx';
export {
  Checkbox,
  CheckboxGroup,
  RadioGroup,
  type CheckboxGroupProps,
  type CheckboxProps,
  type RadioGroupProps,
} from './Choice.tsx';
export { classNames } from './class-names.ts';
export { ComboBox, type ComboBoxProps } from './ComboBox.tsx';
export { DataTable, type DataColumn, type DataTableProps } from './DataTable.tsx';
export { Dialog, type DialogProps } from './Dialog.tsx';
export { EmptyState, type EmptyStateProps } from './EmptyState.tsx';
export type { FieldProps, Option } from './field-props.ts';
export { Key, type KeyProps } from './Key.tsx';
export { matchingOptions } from './matching-options.ts';
export { Menu, type MenuEntry, type MenuProps } from './Menu.tsx';
export {
  ErrorSummary,
  focusTarget,
  Notice,
  type ErrorSummaryProps,
  type NoticeProps,
  type SummaryError,
} from './Notice.tsx';
export { ProgressBar, type ProgressBarProps } from './ProgressBar.tsx';
export { ScreenTitle, screenTitleId, type ScreenTitleProps } from './ScreenTitle.tsx';
export { ScrollRegion, type ScrollRegionProps } from './ScrollRegion.tsx';
export { SegmentedControl, Tabs, type SegmentedControlProps, type SegmentedOption } from './SegmentedControl.tsx';
export { Select, type SelectProps } from './Select.tsx';
export { useShortcut, type ShortcutOptions } from './shortcuts.tsx';
export { Skeleton, type SkeletonProps } from './Skeleton.tsx';
export { TagList, type TagListProps } from './TagList.tsx';
export { TextField, type TextFieldProps } from './TextField.tsx';
export { showToast, Toaster, type ToastOptions } from './toast.tsx';
export { Tooltip, type TooltipProps } from './Tooltip.tsx';
export { VisuallyHidden } from './VisuallyHidden.tsx';
