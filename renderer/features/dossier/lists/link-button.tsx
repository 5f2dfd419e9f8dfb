import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import './record-lists.css';

/** A link to another record inside the desk. */
export function LinkButton({ children, onPress }: { readonly children: ReactNode; readonly onPress: () => void }) {
  return (
    <Button className="link-button" onPress={onPress}>
      {children}
    </Button>
  );
}
